"""What people read runs: docstrings, the manual, the notebooks, and the examples under both type checkers."""

from __future__ import annotations

import doctest
import importlib
import pkgutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT

import tipicidad

HERE = ROOT / "bindings-python"
EXAMPLES = sorted((HERE / "examples").glob("*.py"))
NOTEBOOKS = sorted((HERE / "notebooks").glob("*.ipynb"))
PACKAGE = Path(tipicidad.__file__).parent


def modules():
    names = [one.name for one in pkgutil.iter_modules(tipicidad.__path__, "tipicidad.")]
    return ["tipicidad", *(name for name in names if not name.endswith(("__main__", "_native")))]


@pytest.mark.parametrize("name", modules())
def test_docstrings(name):
    pytest.importorskip("pyarrow")
    found = doctest.testmod(importlib.import_module(name), optionflags=doctest.NORMALIZE_WHITESPACE)
    assert found.failed == 0
    if name in ("tipicidad", "tipicidad._law", "tipicidad._verdict", "tipicidad.errors"):
        assert found.attempted > 0


def test_the_manual(monkeypatch):
    # An older pandas prints what is missing in another way.
    pytest.importorskip("pandas", minversion="3")
    for needed in ("polars", "duckdb"):
        pytest.importorskip(needed)
    monkeypatch.chdir(ROOT)
    page = ROOT / "docs/python.md"
    found = doctest.testfile(str(page), module_relative=False, optionflags=doctest.NORMALIZE_WHITESPACE, encoding="utf-8")
    assert found.failed == 0 and found.attempted > 10


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebooks(path):
    nbformat = pytest.importorskip("nbformat")
    nbclient = pytest.importorskip("nbclient")
    pytest.importorskip("matplotlib")
    notebook = nbformat.read(path, as_version=4)
    assert all(cell.get("outputs", []) == [] for cell in notebook.cells), "notebooks are kept without their outputs"
    nbclient.NotebookClient(notebook, timeout=300, kernel_name="python3", resources={"metadata": {"path": str(ROOT)}}).execute()
    assert any(output.get("data", {}).get("image/png") for cell in notebook.cells for output in cell.get("outputs", [])) or (
        "trainer" in path.stem
    )


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_examples_run(path):
    pytest.importorskip("polars")
    pytest.importorskip("pandas")
    assert subprocess.run([sys.executable, path], capture_output=True, check=False, cwd=ROOT).returncode == 0


def checked(*command):
    done = subprocess.run([sys.executable, "-m", *command], capture_output=True, text=True, check=False, cwd=HERE)
    assert done.returncode == 0, done.stdout + done.stderr


def test_mypy_strict():
    pytest.importorskip("mypy")
    checked("mypy", "--strict", "--no-error-summary", "--package", "tipicidad")
    checked("mypy", "--strict", "--no-error-summary", *map(str, EXAMPLES))


def test_mypy_refuses_what_no_case_has(tmp_path):
    pytest.importorskip("mypy")
    wrong = tmp_path / "wrong.py"
    wrong.write_text(
        "from tipicidad.cases import Act\n"
        'act: Act = {"accused": ["ana"], "verb": ["fly"]}\n'
        'other: Act = {"accused": ["ana"], "verbo": ["induce"]}\n',
        encoding="utf-8",
    )
    done = subprocess.run([sys.executable, "-m", "mypy", "--strict", wrong], capture_output=True, text=True, check=False)
    assert done.returncode == 1 and "wrong.py:2:" in done.stdout and "wrong.py:3:" in done.stdout


def test_pyright():
    pytest.importorskip("pyright")
    checked("pyright", "--pythonpath", sys.executable, *map(str, EXAMPLES))


def test_help_reads_well():
    import pydoc

    page = pydoc.plain(pydoc.render_doc(tipicidad))
    for words in ("Case facts in, charges under Mexican federal criminal law out", "class Law", "evaluate(self, case", "class TableError"):
        assert words in page
