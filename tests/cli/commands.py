"""Every verb of the command line, with those below a group."""

from collections.abc import Iterator

import click

from ocdataset.cli.verbs import VERBS, cli


def commands() -> Iterator[tuple[str, click.Command]]:
    """Give the name of each verb as it is called, and the verb."""
    context = click.Context(cli)
    for verb in VERBS:
        command = cli.get_command(context, verb)
        assert command is not None
        yield verb, command
        if isinstance(command, click.Group):
            yield from ((f"{verb} {below}", one) for below, one in command.commands.items())
