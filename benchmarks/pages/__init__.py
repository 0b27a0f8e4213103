"""Pages to read: random sheets, set in many layouts, broken as tools break them."""
