"""The specification: one file for every rule, each a table that clinicians can read."""

ABOUT = (
    "In the tables the day is 4 March 2026 and, unless said otherwise, the person is aged 60, has"
    " had type 2 diabetes since 2015 and has been registered since 2010. Days are written as in"
    " the files, year first."
)

ASSUMED = ""
"""What a line's person has besides, unless the line says otherwise."""
