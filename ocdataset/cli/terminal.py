"""The one place that all output passes: nothing that a file holds moves a cursor or is taken for markup."""

import codecs
import errno
import json
import os
import sys
from textwrap import fill
from typing import Any, Final

import click

from ocdataset.reference.notices import DatasetWarning
from ocdataset.reference.plain_text import one_line, plain, plain_json

NO_ROOM: Final = 2
BROKEN_PIPE: Final = 141
"""128 + SIGPIPE: what a shell expects of a program whose reader went away."""


IN_ASCII: Final = "ocdataset.in_ascii"
"""The name of the handler of signs that the output's encoding does not have."""
_SIGNS: Final = {"█": "#", "≠": "!=", "…": "...", "×": "x", "→": "->", "–": "-", "’": "'", "‘": "'"}


def _in_ascii(error: UnicodeError) -> tuple[str, int]:
    """Return known signs in ASCII, such as the bars of a profile, and any other character as an escape."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    signs = error.object[error.start : error.end]
    shown = (_SIGNS.get(sign) or sign.encode("ascii", "backslashreplace").decode() for sign in signs)
    return "".join(shown), error.end


codecs.register_error(IN_ASCII, _in_ascii)


class CannotPrint(Exception):
    """Standard output takes no more: its reader is gone, or the disk below it is full."""

    def __init__(self, error: OSError) -> None:
        super().__init__(error)
        self.error = error


def say(text: str = "", *, err: bool = False) -> None:
    """Print lines of text."""
    _print(plain(text), err)


def say_json(text: str) -> None:
    """Print JSON; what the output cannot encode is written as an escape, which means the same."""
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        text = json.dumps(json.loads(text), indent=2)
    _print(plain_json(text), err=False)


def _print(text: str, err: bool) -> None:
    try:
        click.echo(text, err=err)
    except OSError as error:
        raise CannotPrint(error) from None


WIDTH: Final = 80
"""Signs of a terminal that nobody has made wider."""


def complain(line: object, *, wrapped: bool = False) -> None:
    """Print one line on standard error; or, of what a person goes on to read, a few of at most 80 signs."""
    text = f"ocdataset: {one_line(str(line))}"
    if wrapped:
        text = fill(text, WIDTH, subsequent_indent="  ", break_long_words=False, break_on_hyphens=False)
    try:
        click.echo(text, err=True)
    except OSError:
        silence(2)


def note_warnings() -> None:
    """Print what is to be known of an answer as a line on standard error, as what is wrong is."""
    import warnings

    def note(message: Warning | str, category: type[Warning], *place: Any, **options: Any) -> None:
        if issubclass(category, DatasetWarning):
            complain(f"note: {message}")
        else:
            shown(message, category, *place, **options)

    shown, warnings.showwarning = warnings.showwarning, note


def silence(number: int) -> None:
    """Let what is still to be printed to a file descriptor go nowhere, as its reader is gone or full."""
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, number)
        os.close(nowhere)
    except OSError:
        return


def open_standard_streams() -> None:
    """Open closed standard streams, lest a file be opened in their place; escape what one cannot encode."""
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors=IN_ASCII)


def finished(status: int) -> int:
    """Return the status to exit with once everything is printed: another one if that is not possible."""
    if sys.stdout is None:
        return status
    try:
        sys.stdout.flush()
    except OSError as error:
        return cannot_print(error)
    return status


def cannot_print(error: OSError) -> int:
    """Return the status to exit with where standard output takes no more; a full disk is said in a line."""
    silence(1)
    if error.errno in (errno.EPIPE, errno.ESHUTDOWN):
        return BROKEN_PIPE
    complain(f"standard output cannot be written ({error.strerror})")
    return NO_ROOM
