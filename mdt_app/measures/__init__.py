"""Measures: how a network sees whether it is getting better, by published definitions as data."""
