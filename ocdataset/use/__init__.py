"""Using a package: loading its tables, describing, citing and showing them."""
