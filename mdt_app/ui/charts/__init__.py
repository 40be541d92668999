"""Six trends on one time axis, drawn by pyqtgraph: plots are made once and only given new data."""
