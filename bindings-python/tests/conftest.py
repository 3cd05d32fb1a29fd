"""What the tests share: the law, the corpus of cases, and the command to compare with."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest

import tipicidad

ROOT = Path(__file__).resolve().parents[2]
AS_OF = "2026-07-31"


@pytest.fixture(scope="session")
def law() -> tipicidad.Law:
    return tipicidad.load()


@pytest.fixture(scope="session")
def corpus() -> dict[str, dict[str, Any]]:
    """The cases of the corpus by name, each with the day it is judged on and its readings."""
    files = sorted((ROOT / "tests/cases").glob("*.json"))
    assert files, "the corpus is empty"
    return {file.stem: json.loads(file.read_text(encoding="utf-8")) for file in files}


@pytest.fixture(scope="session")
def binary() -> str:
    """The command, built by `scripts/test` or `scripts/python-tests`."""
    path = Path(os.environ.get("TIPICIDAD_BINARY", ROOT / "target/release/tipicidad"))
    if not path.exists():
        pytest.skip("the command is not built: cargo build --release -p tipicidad-cli")
    return str(path)


@pytest.fixture(scope="session")
def command(binary: str) -> Any:
    """Runs the command and gives what it prints, as bytes."""

    def run(*arguments: str, text: str = "") -> bytes:
        done = subprocess.run([binary, *arguments], input=text.encode(), capture_output=True, check=False)
        assert done.returncode == 0, done.stderr.decode()
        return done.stdout

    return run


@pytest.fixture
def guardian() -> dict[str, Any]:
    """A guardian who induces a child of twelve: the charge of the first page of the manual."""
    case: dict[str, Any] = json.loads((ROOT / "examples/guardian.json").read_text(encoding="utf-8"))
    return case


# One count that is made out (corruption of minors, item f), as the row of a table.
ROW = {
    "act.date": "2024-03-01",
    "act.verb": "induce",
    "act.result": "sexual_act",
    "act.purpose": "sexual",
    "act.means": "-",
    "act.object": "-",
    "act.gain": "-",
    "victim.age": 12,
    "victim.quality": "-",
    "relation": "guardian",
}


def rows(**columns: list[Any]) -> dict[str, list[Any]]:
    """Columns of a table: `ROW` again and again, with these columns (`victim__age` is `victim.age`) in place of its own."""
    given = {name.replace("__", "."): values for name, values in columns.items()}
    length = len(next(iter(given.values()))) if given else 1
    return {**{name: [value] * length for name, value in ROW.items()}, **given}
