"""Pages whose lines stand elsewhere than they should."""

import random
from collections.abc import Sequence
from pathlib import Path

LAYOUTS = Path(__file__).parent.parent / "establish" / "layouts"
ACTS = ("leave out", "repeat", "shuffle", "move", "join", "part", "reverse")


def rearranged(text: str, acts: Sequence[tuple[str, float, int, int]]) -> str:
    """Return a page with some of its lines left out, repeated and put elsewhere."""
    lines = text.splitlines()
    for act, place, count, seed in acts:
        at, draw = int(place * len(lines)), random.Random(seed)
        some = lines[at : at + count]
        if act == "repeat":
            some *= 1 + seed % 40
        if act == "shuffle":
            draw.shuffle(some)
        if act == "join":
            some = [" ".join(some)]
        if act == "part":
            some = " ".join(some).split()
        if act == "reverse":
            some.reverse()
        rest = lines[:at] + lines[at + count :]
        to = draw.randint(0, len(rest)) if act == "move" else at
        lines = rest[:to] + ([] if act == "leave out" else some) + rest[to:]
    return "\n".join(lines)
