"""Readable labels of coded statements, terms and relations, made from their codes and nothing else."""

from collections.abc import Mapping
from typing import Any, Final

from ocdataset.package.package import Package
from ocdataset.reference.rows import Row
from ocdataset.use.narratives.bearing import bearing

RESPONDERS: Final = {"state": "the state", "society": "society", "abroad": "others abroad"}
LEVELS: Final = ("none", "slight", "present", "considerable", "dominant")


def statement_label(row: Row, measures: Mapping[str, str]) -> str:
    """Return what a statement says, from its codes.

    Parameters
    ----------
    row : Row
        Of the table statements; numbers as text.
    measures : mapping of str to str
        The label of each measure.

    Examples
    --------
    >>> empty = "market", "theme", "responder", "trend", "country_position", "period_edtf", "value_min"
    >>> codes = dict.fromkeys(empty, "") | {"claim": "activity", "level": "3"}
    >>> codes |= {"measure": "arms_trafficking", "actor": "foreign_actors"}
    >>> codes |= {"polarity": "affirmed", "certainty": "probable", "basis": "reported", "period": "past"}
    >>> statement_label(codes, {"arms_trafficking": "Arms trafficking", "foreign_actors": "Foreign actors"})
    'Arms trafficking (foreign actors): activity, considerable; probable, reported; past'
    """
    others = [measures[row[column]].lower() for column in ("market", "actor") if row[column]]
    if row["theme"]:
        others.insert(0, row["theme"].replace("_", " "))
    about = measures[row["measure"]] + (f" ({', '.join(others)})" if others else "")
    claim = ("no " if row["polarity"] == "negated" else "") + row["claim"]
    claim += f" of {RESPONDERS[row['responder']]}" if row["responder"] else ""
    parts = [claim]
    if row["level"] and row["polarity"] != "negated":
        parts.append(LEVELS[int(row["level"])])
    parts += [row[column].replace("_", " ") for column in ("country_position", "trend") if row[column]]
    if row["value_min"]:
        parts.append(quantity(row))
    source = ", ".join(row[column].replace("_", " ") for column in ("certainty", "basis"))
    period = row["period_edtf"] or row["period"].replace("_", " ")
    return f"{about}: {', '.join(parts)}; {source}; {period}"


def quantity(row: Row) -> str:
    """Return the quantity of a statement in words.

    Examples
    --------
    >>> quantity({"value_min": "5", "value_max": "5", "value_base": "10", "value_unit": "treaties"})
    '5 of 10 treaties'
    >>> quantity({"value_min": "1000", "value_max": "", "value_base": "", "value_unit": "persons"})
    '1,000 or more persons'
    """
    least, most = (row[column] and f"{float(row[column]):,g}" for column in ("value_min", "value_max"))
    amount = least if most == least else f"{least} to {most}" if most else f"{least} or more"
    if row["value_base"]:
        amount += f" of {float(row['value_base']):,g}"
    return f"{amount} {row['value_unit'].replace('_', ' ')}"


def partner_labels(package: Package) -> dict[str, str]:
    """Return the name of each partner that relations can have: countries, regions and groups."""
    found = {row["country"]: row["name"] for row in package.rows("countries")}
    return found | {row["partner"]: row["label"] for row in package.rows("partners")}


def relation_label(row: Row, partners: Mapping[str, str], terms: Mapping[str, str]) -> str:
    """Return what a relation says, from its codes.

    Examples
    --------
    >>> codes = {"relation": "flow", "direction": "outward", "partner": "CHN", "commodity": "fuel"}
    >>> relation_label(codes | {"legality": "illicit"}, {"CHN": "China"}, {"fuel": "Fuel"})
    'illicit flow outward, China: fuel'
    """
    direction = "" if row["direction"] == "none" else f" {row['direction']}"
    good = f": {terms[row['commodity']].lower()}" if row["commodity"] else ""
    kind = row["relation"] if row["legality"] in ("", "not_told") else f"{row['legality']} {row['relation']}"
    return f"{kind}{direction}, {partners[row['partner']]}{good}"


def labels_by_column(package: Package, table: str) -> dict[str, list[Any]]:
    """Return the label columns of a narrative table, a value a row in the table's order.

    Parameters
    ----------
    package : Package
    table : str
        units, statements, statement_terms or relations.
    """
    rows = package.rows(table)
    measures = {row["measure"]: row["label"] for row in package.rows("measures")}
    if table == "units":
        headings = {row["section_id"]: row["heading"] for row in package.rows("sections")}
        return {"section_label": [headings[row["section_id"]] for row in rows]}
    if table == "statements":
        return {
            "label": [statement_label(row, measures) for row in rows],
            "bearing": [bearing(row) or None for row in rows],
        }
    statements = {row["statement_id"]: row for row in package.rows("statements")}
    about = [statement_label(statements[row["statement_id"]], measures) for row in rows]
    terms = {row["term_id"]: row["label"] for row in package.rows("terms")}
    if table == "statement_terms":
        return {"label": [terms[row["term_id"]] for row in rows], "statement_label": about}
    partners = partner_labels(package)
    return {
        "partner_label": [partners[row["partner"]] for row in rows],
        "label": [relation_label(row, partners, terms) for row in rows],
        "statement_label": about,
    }
