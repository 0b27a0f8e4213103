"""How Sphinx builds the documentation: `sphinx-build -W docs docs/_site`."""

import sys
from importlib import import_module
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent)]

import ocdataset  # noqa: E402

project = "ocdataset"
author = "The ocdataset contributors"
release = version = ocdataset.__version__
extensions = ["myst_parser", "numpydoc", "sphinx.ext.autodoc"]
# links to files of the repository are looked after by a test of their own
suppress_warnings = ["myst.xref_missing"]
exclude_patterns = ["_site", "_made/README.md"]
source_suffix = {".md": "markdown"}
myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3
autosummary_generate = False
numpydoc_show_class_members = False
autodoc_typehints = "none"
autodoc_member_order = "bysource"
html_theme = "alabaster"
html_title = "ocdataset"
html_theme_options = {
    "description": "The open, validated, citable dataset package of the Global Organized Crime Index",
    "fixed_sidebar": True,
    "page_width": "1080px",
}
html_copy_source = False

# the reference is made from docstrings, the command line and the schemas, and from nowhere else
import_module("reference_pages").write(HERE / "_made")
