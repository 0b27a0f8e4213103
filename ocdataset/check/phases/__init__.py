"""The phases: descriptor, cells, columns, keys; the rules have a folder of their own."""
