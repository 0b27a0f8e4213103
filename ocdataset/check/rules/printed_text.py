"""Whether a text is simply the number given, judged in an engine as `arithmetic.printed` judges it."""

from typing import Any, Final

import narwhals as nw

from ocdataset.check.phases.cells import RAW, matches, whole

_DECIMAL: Final = r"^[0-9]{1,4}(\.[0-9]{1,20})?$"
_TWO_PLACES: Final = r"^[0-9]+(\.[0-9]{1,2})?$"
_PLACES: Final = 12
_HUNDREDTH: Final = 10 ** (_PLACES - 2)
_TOLERANCE: Final = 10 ** (_PLACES - 9)

_TEXT, _VALUE, _PARTS = nw.col("as_printed"), nw.col("value"), nw.col("parts")


def not_as_printed(rows: nw.LazyFrame[Any], value_is_text: bool) -> nw.LazyFrame[Any]:
    """Return the rows whose `as_printed` does not print their `value`, in hundredths, be it unrounded.

    Missing counts as not printed.

    Parameters
    ----------
    rows : LazyFrame
    value_is_text : bool
        Whether the file has the value as text; most are then told to be printed by a glance.
    """
    if value_is_text:
        same = nw.col(f"{RAW}value") == _TEXT
        rows = rows.filter(~same.fill_null(False) | _VALUE.is_null())
    decimal = nw.when(matches(_TEXT, _DECIMAL)).then(_TEXT)
    # a step at a time, so that nothing is computed twice
    read = rows.with_columns(decimal.alias("decimal")).with_columns(
        nw.col("decimal").str.replace_all(r"\..*$", "").alias("units"),
        nw.col("decimal").str.replace_all(r"^[0-9]+\.?", "").str.pad_end(_PLACES, "0").alias("places"),
    )
    parts = whole(nw.concat_str(nw.col("units"), nw.col("places").str.slice(0, _PLACES)))
    return read.with_columns(parts.alias("parts")).filter(~_printed().fill_null(False))


def _printed() -> nw.Expr:
    half = _HUNDREDTH // 2
    rounded = (_PARTS + half) // _HUNDREDTH == _VALUE
    # an exact half may have been stored a hair below it
    nearly = (_PARTS + half + _TOLERANCE) // _HUNDREDTH == _VALUE
    long = ~_TEXT.str.contains(_TWO_PLACES.replace("(", "(?:"))
    return (_PARTS == _VALUE * _HUNDREDTH) | (long & (rounded | nearly))
