"""CSV, read by Python's own reader."""

import csv

from bank import Option, Read


def read(path):
    with open(path, encoding="utf-8", newline="") as file:
        return [item(row) for row in csv.DictReader(file, strict=True)]


def item(row):
    letters = [name.removeprefix("option_") for name in row if name.startswith("option_") and row[name]]
    key = row["key"].lower().split()
    order = key if row["form"] == "order" else letters
    options = [Option(row[f"option_{letter}"], letter in key, row[f"why_{letter}"]) for letter in order]
    assert sorted(order) == letters, f"{row['id']}: the key leaves steps out"
    tags = [row["kind"], *row["provisions"].split("|"), *row["elements"].split("|")]
    return Read(f"{row['scenario']} {row['question']}", options, row["explanation"], row["id"], tags)
