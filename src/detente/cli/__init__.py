"""The command line: one verb a file, found by listing this folder.

A verb is a module with `command`, a click command whose name is that of the file. Files that begin with "_" are none.
Data goes to standard output, words to standard error. Exit codes: 0 good, 1 something in the data could not be read, 2 wrong use.
"""

import os
import sys
from importlib import import_module
from pkgutil import iter_modules

import click

from detente.errors import DetenteError, UsageError

__all__ = ["main"]


class Verbs(click.Group):
    """The verbs of this folder; each is imported only when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """The names of the verbs."""
        return sorted(found.name for found in iter_modules(__path__) if not found.name.startswith("_"))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The verb of a name, None where there is none."""
        if cmd_name not in self.list_commands(ctx):
            return None
        command: click.Command = import_module(f"{__name__}.{cmd_name}").command
        return command


@click.group(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="detente", prog_name="detente")
def detente() -> None:
    """Read news and write down every political event as a claim: who did what to whom, when, who says so and who denies it."""


def main() -> None:
    """Run the command line and exit with 0, 1 or 2; never with a traceback for bad input."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """The exit code of a command line, e.g. `run(["read", "demo.txt"])`."""
    try:
        code = detente.main(args=arguments, prog_name="detente", standalone_mode=False)
        sys.stdout.flush()
    except click.exceptions.Exit as end:
        return end.exit_code
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except DetenteError as error:
        click.echo(f"Error: {error}", err=True)
        return 2 if isinstance(error, UsageError) else 1
    except BrokenPipeError:  # the reader of a pipe (head) has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except (KeyboardInterrupt, click.Abort):
        return 130
    return code if isinstance(code, int) else 0
