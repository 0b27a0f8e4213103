"""What is said of a page: the cells of its sheet, repairs, contradictions, and why."""
