"""What can be asked of the coded narratives."""
