"""The tables of the coded narratives."""
