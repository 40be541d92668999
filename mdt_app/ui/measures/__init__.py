"""Measures: whether the network is getting better, who is still needed, and what was frozen."""
