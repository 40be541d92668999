"""The kinds of condition a rule may use: few, named in clinicians' words, each one small class."""
