"""Packaging: from readings to tables, and from tables to a described Frictionless data package."""
