"""The command line: one verb a file, imported only when it is called."""

import sys

from ocdataset.reference.errors import DatasetError

STOPPED = 130
"""128 + SIGINT."""
NO_ROOM = 2


def main() -> None:
    """Run the command line; a finding ends with status 1, misuse with 2, both with one line."""
    try:
        from ocdataset.cli.verbs import cli

        cli.main(prog_name="ocdataset")
    except KeyboardInterrupt:  # before there is a verb to stop
        print("ocdataset: stopped", file=sys.stderr)
        sys.exit(STOPPED)
    except DatasetError as error:
        print(f"ocdataset: {error}", file=sys.stderr)
        sys.exit(error.exit_status)
    except MemoryError:
        print("ocdataset: there is not enough memory for this", file=sys.stderr)
        sys.exit(NO_ROOM)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
