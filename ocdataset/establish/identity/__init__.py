"""Whose sheet a source is, and of which edition: only where the source says so, else asked for."""
