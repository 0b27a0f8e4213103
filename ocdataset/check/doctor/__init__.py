"""What is wrong with a user's own table of the Index."""
