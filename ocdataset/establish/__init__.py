"""Establishing values: what the page and the arithmetic force; deciding never reads."""

from ocdataset.establish.establishing import establish
from ocdataset.establish.identity.identifying import identify
from ocdataset.establish.page.results.explaining import Proofs, explain
from ocdataset.establish.page.results.reasons import points
from ocdataset.establish.sheet import Cell, Rank, Repair, Sheet
from ocdataset.establish.witness import Witness

__all__ = [
    "Cell",
    "Proofs",
    "Rank",
    "Repair",
    "Sheet",
    "Witness",
    "establish",
    "explain",
    "identify",
    "points",
]
