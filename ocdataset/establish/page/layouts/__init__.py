"""Layouts: how labels and numbers would stand if a page were set so, one file each."""
