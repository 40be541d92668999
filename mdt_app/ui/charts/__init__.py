"""Six trends on one time axis, painted by hand: made once and only given new data."""
