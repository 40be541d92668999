"""What is entered about one person over a screen: their own target, a flag set aside."""
