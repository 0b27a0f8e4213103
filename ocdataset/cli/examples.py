"""The examples that the help of each verb ends with; a test runs them."""

from typing import Final

EXAMPLES: Final[dict[str, tuple[str, ...]]] = {
    "build": ("ocdataset build my-dataset", "ocdataset build --check"),
    "change": (
        "ocdataset change 2021 2023 --countries PRK",
        "ocdataset change 2021 2023 criminality --by indicator",
    ),
    "cite": ("ocdataset cite", "ocdataset cite scores --style bibtex"),
    "code adjudicate": ("ocdataset code adjudicate anna bela --decisions decisions.csv -o coded",),
    "code check": ("ocdataset code check anna --source profile.txt",),
    "code compare": ("ocdataset code compare anna bela",),
    "code export": (
        "ocdataset code export anna -o anna.json --to cas --text profile.txt",
        "ocdataset code export coded -o page.json --to web-annotation",
    ),
    "code import": ("ocdataset code import anna.json anna --from cas",),
    "code new": ("ocdataset code new profile.txt -o anna --coder anna --country PRK --edition 2023",),
    "compare": ("ocdataset compare PRK NAM 2023 --package index",),
    "diff": ("ocdataset diff . index --countries PRK --common",),
    "doctor": ("ocdataset doctor global_oc_index.xlsx", "ocdataset doctor my-figures.csv"),
    "explain": ("ocdataset explain PRK 2023 anti_money_laundering",),
    "export": ("ocdataset export stata -o for-stata", "ocdataset export sqlite -o index.sqlite"),
    "fetch": ("ocdataset fetch", "ocdataset fetch --url https://example.org/global_oc_index.xlsx"),
    "groups": ("ocdataset groups continent 2023 criminality --package index",),
    "import": ("ocdataset import global_oc_index.xlsx -o index",),
    "list": ("ocdataset list", "ocdataset list --package my-dataset"),
    "plot change": ("ocdataset plot change PRK 2021 2023 -o change.svg",),
    "plot compare": ("ocdataset plot compare PRK NAM 2023 -o compared.svg --package index",),
    "plot heatmap": ("ocdataset plot heatmap 2023 PRK NAM -o heatmap.png --package index",),
    "plot map": ("ocdataset plot map criminality 2023 -o map.svg --package index",),
    "plot network": ("ocdataset plot network PRK 2023 -o partners.svg",),
    "plot profile": ("ocdataset plot profile PRK 2023 -o profile.svg",),
    "plot quadrants": ("ocdataset plot quadrants 2023 -o quadrants.svg --dark --package index",),
    "plot ranking": ("ocdataset plot ranking resilience 2023 --within EU -o ranking.svg --package index",),
    "quadrants": ("ocdataset quadrants 2023 --package index",),
    "rank": (
        "ocdataset rank 2023 resilience --package index",
        "ocdataset rank 2023 --within EU --interval 0.9 --package index",
    ),
    "reliability": ("ocdataset reliability --check",),
    "sensitivity": ("ocdataset sensitivity 2023 criminality --package index",),
    "show": ("ocdataset show PRK 2023", "ocdataset show PRK 2023 --narrative"),
    "silent": ("ocdataset silent PRK 2021",),
    "similar": ("ocdataset similar PRK 2023 --package index",),
    "simulate": ("ocdataset simulate -o made-up --rows 1000 --seed 1",),
    "site": ("ocdataset site -o site",),
    "transcribe": ("ocdataset transcribe profile.txt more-profiles -o my-dataset",),
    "validate": ("ocdataset validate", "ocdataset validate my-dataset --format json"),
    "verify": ("ocdataset verify --source profile.txt",),
}


def examples_of(name: str) -> tuple[str, ...]:
    """Return the examples of a verb; of a group, the first of each verb below it."""
    return EXAMPLES.get(name) or tuple(
        lines[0] for verb, lines in EXAMPLES.items() if verb.startswith(f"{name} ")
    )
