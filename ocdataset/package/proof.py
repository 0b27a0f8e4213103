"""The proof of a value, put together anew from the readings of a package, or from a workbook's cells."""

from ocdataset.establish import Proofs, Sheet
from ocdataset.package.build import establish_all
from ocdataset.package.package import Package
from ocdataset.package.workbook.proof import imported_proof
from ocdataset.reference.errors import DatasetError, UnknownName
from ocdataset.reference.names import country_code, measure_code


def proof(package: Package, country: str, edition: int, measure: str) -> list[str]:
    """Return why a measure has the value that it has, in plain words, a sentence a line.

    Of a sheet that was imported: the cell of the workbook, the average and the sum.

    Raises
    ------
    UnknownName
        If there is no such country or measure, or the measure is not in the edition.
    DatasetError
        If the package has no such sheet.
    """
    iso, code = country_code(country), measure_code(measure)
    sheet = _sheet(package, iso, edition)
    if sheet is None:
        lines = imported_proof(package, iso, edition, code)
        if lines is None:
            raise DatasetError(f"the package has no sheet of {iso} {edition}; see ocdataset list")
        return lines
    if code not in sheet.cells:
        raise UnknownName(f"measure of {edition}", code, sheet.cells)
    return Proofs(sheet).of(code)


def proofs_of(package: Package, country: str, edition: int) -> dict[str, list[str]]:
    """Return the proof of every measure of a sheet by its code; none where there are no readings of it."""
    sheet = _sheet(package, country, edition)
    if sheet is None:
        return {}
    proofs = Proofs(sheet)
    return {code: proofs.of(code) for code in sheet.cells}


def _sheet(package: Package, country: str, edition: int) -> Sheet | None:
    """Return what the readings of a country establish of an edition, or None where there are none."""
    sources = [row for row in package.rows("sources") if row["country"] == country]
    listed = {row["source_id"] for row in sources}
    readings = [row for row in package.rows("readings") if row["source_id"] in listed]
    for sheet in establish_all(sources, readings):
        if sheet.edition == edition:
            return sheet
    return None
