"""Checking: what a package claims about itself, its columns, its keys and the Index's own arithmetic."""
