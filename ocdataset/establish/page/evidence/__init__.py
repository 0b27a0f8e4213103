"""What a page is evidence of under one layout: tokens, rows, and what each value would cost."""
