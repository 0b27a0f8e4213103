"""The command line: one verb a file, imported only when it is called."""

import signal
import sys
from types import FrameType
from typing import TYPE_CHECKING, Any, Final

from ocdataset.reference.errors import DatasetError

if TYPE_CHECKING:
    import click

MISUSE: Final = 2
ENDED_BY_SIGNAL: Final = 128
"""A shell expects a program that a signal ended to say so by this and the number of the signal."""


def main() -> None:
    """Run the command line; a finding ends with status 1, misuse with 2, both with one line."""
    try:
        _heed_signals()
        from ocdataset.cli.terminal import finished, open_standard_streams

        open_standard_streams()
        status = finished(_status())
    except KeyboardInterrupt as stop:  # before there is a verb to stop
        print("ocdataset: stopped", file=sys.stderr)
        status = status_of(stop)
    sys.exit(status)


def _status() -> int:
    """Return the status of the verb that was asked for; whatever goes wrong in it is a line."""
    import click

    from ocdataset.cli.terminal import CannotPrint, cannot_print, complain, note_warnings

    note_warnings()
    try:
        from ocdataset.cli.verbs import cli

        ended: Any = cli.main(prog_name="ocdataset", standalone_mode=False)
        return ended if isinstance(ended, int) else 0
    except SystemExit as asked:
        return asked.code if isinstance(asked.code, int) else int(asked.code is not None)
    except KeyboardInterrupt as stop:
        complain("stopped")
        return status_of(stop)
    except CannotPrint as cannot:
        return cannot_print(cannot.error)
    except click.ClickException as error:
        return _explained(error)
    except DatasetError as error:
        complain(error)
        return error.exit_status
    except Exception as error:
        return _unforeseen(error)


def _explained(error: "click.ClickException") -> int:
    """Print how a verb is called, and return the status of a call that it does not take."""
    from io import StringIO

    from ocdataset.cli.terminal import say

    shown = StringIO()
    error.show(shown)
    say(shown.getvalue().rstrip("\n"), err=True)
    return error.exit_code


def _unforeseen(error: Exception) -> int:
    """Say what else went wrong in one line, and return the status of it."""
    from traceback import extract_tb

    from ocdataset.cli.terminal import complain

    last = extract_tb(error.__traceback__)[-1]
    if isinstance(error, MemoryError):
        complain("there is not enough memory for this")
    elif isinstance(error, OSError):
        place = f"{error.filename}: " if error.filename else ""
        complain(f"{place}{error.strerror or error}")
    elif (unfit := _misfit()) is not None:
        complain(unfit)
        return unfit.exit_status
    else:
        what = f"{type(error).__name__} at {last.name}:{last.lineno}: {error}"
        complain(f"this is a fault of ocdataset, to be reported as SECURITY.md says ({what})")
    return MISUSE


def _misfit() -> DatasetError | None:
    """Return what is wrong with a package that a verb was given, or with the one in use, if that is why."""
    from ocdataset.check.fitness import first_misfit, misfit
    from ocdataset.package.in_use import package_in_use

    try:
        return first_misfit(sys.argv[1:]) or misfit(package_in_use())
    except DatasetError as error:
        return error
    except Exception:  # the error that is told already is the one to tell
        return None


def _heed_signals() -> None:
    """Take what ends a program as a stop by the user, so that it leaves nothing half written."""
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, _stop)


def _stop(number: int, _frame: FrameType | None) -> None:
    signal.signal(number, signal.SIG_IGN)
    raise KeyboardInterrupt(number)


def status_of(stop: KeyboardInterrupt) -> int:
    """Return the status that tells which signal ended the program."""
    number = stop.args[0] if stop.args and isinstance(stop.args[0], int) else int(signal.SIGINT)
    return ENDED_BY_SIGNAL + number
