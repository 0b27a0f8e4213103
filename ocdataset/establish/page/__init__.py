"""From the tokens of a page to what its arithmetic and every layout of it leave."""
