"""The rules that hold for coded narratives."""
