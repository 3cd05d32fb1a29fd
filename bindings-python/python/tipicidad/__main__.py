"""The command: `python -m tipicidad eval CASE.json`."""

from __future__ import annotations

import signal
import sys

from ._native import run


def main() -> int:
    """Runs the command with the arguments of the process, and gives its exit code."""
    # The command ends at Ctrl-C as the binary does; Python alone would only make a note of it.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    return run(["tipicidad", *sys.argv[1:]])


if __name__ == "__main__":
    sys.exit(main())
