"""How far the work on a table is: tqdm where it is installed, else a plain line on stderr."""

from __future__ import annotations

import sys
import time
from importlib import import_module
from typing import Any, Optional

# How often the plain line is written anew, in seconds.
PAUSE = 0.5


class Progress:
    """Shows rows done, or nothing."""

    def __init__(self, wanted: bool, total: Optional[int]) -> None:
        self._total = total
        self._done = 0
        self._bar: Any = None
        self._last = time.monotonic()
        self._plain = wanted
        if wanted:
            try:
                tqdm = import_module("tqdm.auto").tqdm
            except ImportError:
                return
            self._bar = tqdm(total=total, unit="rows", unit_scale=True)
            self._plain = False

    def add(self, rows: int) -> None:
        """So many rows more are done."""
        self._done += rows
        if self._bar is not None:
            self._bar.update(rows)
        elif self._plain and time.monotonic() - self._last >= PAUSE:
            self._last = time.monotonic()
            self._say("\r")

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, *raised: object) -> None:
        if self._bar is not None:
            self._bar.close()
        elif self._plain:
            self._say("\r", "\n")

    def _say(self, before: str, after: str = "") -> None:
        of = "" if self._total is None else f" of {self._total:,}"
        print(f"{before}{self._done:,}{of} rows", end=after, file=sys.stderr, flush=True)
