"""What codes, terms and words mean, from the shipped vocabulary."""
