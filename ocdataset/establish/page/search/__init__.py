"""The search for the cheapest accounts of a page, in exact sets of whole numbers."""
