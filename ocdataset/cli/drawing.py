"""What Rich draws passes here: text of a file is text, never markup, and obeyed by no terminal."""

from collections.abc import Iterable
from errno import EPIPE
from typing import Any

from rich.console import Console, ConsoleOptions, RenderableType
from rich.segment import Segment

from ocdataset.cli.terminal import CannotPrint
from ocdataset.reference.plain_text import plain


class Terminal(Console):
    """A Rich console without markup, on which each control character of a text is a sign that names it.

    Parameters
    ----------
    **options
        As `rich.console.Console` takes them.
    """

    def __init__(self, **options: Any) -> None:
        super().__init__(markup=False, emoji=False, highlight=False, **options)

    def render(self, renderable: RenderableType, options: ConsoleOptions | None = None) -> Iterable[Segment]:
        """Give the segments of what is drawn."""
        for segment in super().render(renderable, options):
            yield segment if segment.control else segment._replace(text=plain(segment.text))

    def print(self, *objects: Any, **options: Any) -> None:
        """Print what Rich can draw."""
        try:
            super().print(*objects, **options)
        except OSError as error:
            raise CannotPrint(error) from None

    def on_broken_pipe(self) -> None:
        """Leave it to the command line what a reader that is gone means."""
        raise CannotPrint(BrokenPipeError(EPIPE, "its reader is gone"))
