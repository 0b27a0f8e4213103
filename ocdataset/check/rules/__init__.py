"""The rules of the Index beyond a single column, each listed in `catalogue`."""
