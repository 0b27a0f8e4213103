"""The proof of a value, put together anew from the readings of a package."""

from ocdataset.establish import Sheet, explain
from ocdataset.package.build import establish_all
from ocdataset.package.package import Package
from ocdataset.reference.errors import DatasetError, UnknownName
from ocdataset.reference.names import country_code, measure_code


def proof(package: Package, country: str, edition: int, measure: str) -> list[str]:
    """Return why a measure has the value that it has, in plain words, a sentence a line.

    Raises
    ------
    UnknownName
        If there is no such country or measure, or the measure is not in the edition.
    DatasetError
        If the package has no readings of that sheet.
    """
    iso, code = country_code(country), measure_code(measure)
    sheet = _sheet(package, iso, edition)
    if sheet is None:
        raise DatasetError(
            f"the package has no readings of {iso} {edition}: its values were not transcribed from a page, "
            "so there is nothing to prove them by but the averages; see ocdataset validate"
        )
    if code not in sheet.cells:
        raise UnknownName(f"measure of {edition}", code, sheet.cells)
    return explain(sheet, code)


def proofs_of(package: Package, country: str, edition: int) -> dict[str, list[str]]:
    """Return the proof of every measure of a sheet by its code; none where there are no readings of it."""
    sheet = _sheet(package, country, edition)
    return {} if sheet is None else {code: explain(sheet, code) for code in sheet.cells}


def _sheet(package: Package, country: str, edition: int) -> Sheet | None:
    """Return what the readings of a country establish of an edition, or None where there are none."""
    sources = [row for row in package.rows("sources") if row["country"] == country]
    listed = {row["source_id"] for row in sources}
    readings = [row for row in package.rows("readings") if row["source_id"] in listed]
    for sheet in establish_all(sources, readings):
        if sheet.edition == edition:
            return sheet
    return None
