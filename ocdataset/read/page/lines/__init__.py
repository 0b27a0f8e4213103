"""Lines of a score page: labels, numbers, titles, numbering, each by itself."""
