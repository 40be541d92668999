"""Six trends on one time axis, their lines by pyqtgraph: made once and only given new data."""
