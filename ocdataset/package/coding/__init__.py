"""A kit for coders: a folder to code a narrative in, and the way from several of them to one package."""
