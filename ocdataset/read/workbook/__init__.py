"""The publisher's workbooks as grids of cells, read without trust."""
