"""The narrative of a profile, cut into headings, sentences and boilerplate."""
