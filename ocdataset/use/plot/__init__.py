"""Pictures of the Index as Altair charts: each of the usual ones in one line."""
