"""The tables of a package as frames of an engine, and what the checks ask of them."""
