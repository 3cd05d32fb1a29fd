"""`python -m tipicidad` is the command."""

from __future__ import annotations

import signal
import subprocess
import sys
import time

from conftest import AS_OF, ROOT

PYTHON = [sys.executable, "-m", "tipicidad"]


def test_it_prints_what_the_binary_prints(command):
    arguments = ["eval", str(ROOT / "examples/guardian.json"), "--as-of", AS_OF, "--format", "json"]
    done = subprocess.run([*PYTHON, *arguments], capture_output=True, check=True)
    assert done.stdout == command(*arguments)


def test_it_gives_the_exit_codes_of_the_binary(tmp_path):
    assert subprocess.run([*PYTHON, "--version"], capture_output=True, check=False).returncode == 0
    assert subprocess.run([*PYTHON, "eval", tmp_path / "none.json"], capture_output=True, check=False).returncode == 1
    assert subprocess.run([*PYTHON, "nonsense"], capture_output=True, check=False).returncode == 2


def test_ctrl_c_ends_it():
    waiting = subprocess.Popen([*PYTHON, "eval", "-"], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    time.sleep(1.5)
    waiting.send_signal(signal.SIGINT)
    assert waiting.wait(timeout=20) == -signal.SIGINT
    if waiting.stdin is not None:
        waiting.stdin.close()
