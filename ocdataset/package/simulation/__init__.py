"""Packages of random sheets, of any size, with or without known faults."""
