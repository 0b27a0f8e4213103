"""A package in the formats of other tools, each with the labels, keys, units and missing values it knows."""
