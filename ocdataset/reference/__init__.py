"""The hand-kept tables and schemas that every station looks things up in."""
