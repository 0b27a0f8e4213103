"""Forms of a score page: one file each, from a file to the lines of its text."""
