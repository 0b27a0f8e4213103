"""What every new package begins with: the schemas, the hand-kept tables and its own metadata."""

import json
import shutil
from pathlib import Path
from typing import Final

from ocdataset.package.descriptor import METADATA, metadata
from ocdataset.reference.location import shipped_package
from ocdataset.reference.rows import write_whole

PUBLISHER: Final = "Global Initiative Against Transnational Organized Crime"
RIGHTS: Final = (
    "Rights in the document remain with the publisher; its figures are quoted as facts, "
    "and no licence over them is claimed."
)
HAND_KEPT: Final = (
    "editions",
    "countries",
    "aliases",
    "measures",
    "measure_concordances",
    "composition",
    "regions",
    "spellings",
    "groups",
    "memberships",
    "sections",
    "terms",
    "wordings",
    "combinations",
    "partners",
    "concordances",
)


def lay_out(folder: Path, label: str) -> None:
    """Fill a new package folder with the schemas, the hand-kept tables and its own metadata.

    Parameters
    ----------
    folder : Path
    label : str
        How the data came about, as one word; it marks the name and version of the package.
    """
    shipped = shipped_package()
    described = metadata(shipped)
    described["name"] = f"{described['name']}-{label}"
    described["title"] = f"Global Organized Crime Index: {label} with ocdataset"
    described["version"] = f"{described['version']}+{label}"
    # the date, address and DOI are those of the shipped package
    described["citation"] = {"authors": described["citation"]["authors"]}
    (folder / "schemas").mkdir()
    for table in described["tables"]:
        shutil.copyfile(shipped / "schemas" / f"{table}.json", folder / "schemas" / f"{table}.json")
    (folder / "data").mkdir()
    for table in HAND_KEPT:
        shutil.copyfile(shipped / "data" / f"{table}.csv", folder / "data" / f"{table}.csv")
    text = json.dumps(described, indent=2, ensure_ascii=False) + "\n"
    write_whole(folder / METADATA, text.encode())
