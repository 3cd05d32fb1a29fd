"""Reads every export of a quiz back with programs that know nothing of ours (scripts/quiz-readers).

    python tests/quiz_readers FOLDER NODE_MODULES QTI_1_2_DTD

FOLDER/es and FOLDER/en hold `quiz.json`, the bank, and its exports. Each text of each item must come back as the bank has it.
"""

import json
import sys
from pathlib import Path

import anki_deck
import bank
import gift
import h5p
import moodle
import page
import qti
import tables


def main():
    folder, node_modules, dtd = map(Path, sys.argv[1:])
    read = {
        "quiz.csv": lambda path, lang: tables.read(path),
        "quiz.gift": lambda path, lang: gift.read(path, node_modules),
        "moodle.xml": lambda path, lang: moodle.read(path),
        "quiz.html": page.read,
        "qti12.zip": lambda path, lang: qti.read_1_2(path, dtd),
        "qti21.zip": lambda path, lang: qti.read_2_1(path),
        "quiz.h5p": h5p.read,
        "quiz.apkg": lambda path, lang: anki_deck.read(path),
    }
    items = 0
    for lang in ("es", "en"):
        quiz = json.loads((folder / lang / "quiz.json").read_text(encoding="utf-8"))
        items = len(quiz["items"])
        for name, reader in read.items():
            compared = bank.compare(reader(folder / lang / name, lang), quiz["items"], lang)
            print(f"{lang} {name}: {items} items read back, {compared} texts the same")
    assert items, "the bank is empty"


main()
