"""The open, validated, citable dataset package of the Global Organized Crime Index."""
