"""Reading the text of a score page: its lines, and what each piece of a line looks like."""
