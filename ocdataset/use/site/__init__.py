"""A site of a package: it opens from a folder, offline, and shows the proof of every number."""
