"""The Index's arithmetic, exact: standard library only, no files, no frames, no floats.

Every other station may import from here; this one imports from none of them.
"""
