"""Establishing values: what the page and the arithmetic force; deciding never reads."""
