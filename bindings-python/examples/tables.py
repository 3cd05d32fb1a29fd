"""Tables of three kinds, each answered in its kind: what type checkers see."""

from __future__ import annotations

from typing import Any

import pandas
import polars
import pyarrow

import tipicidad

law = tipicidad.load()
facts: dict[str, list[Any]] = {
    "act.date": ["2024-03-01"],
    "act.verb": ["induce"],
    "act.result": ["sexual_act"],
    "victim.age": [12],
}

frame: pandas.DataFrame = law.classify(pandas.DataFrame(facts), as_of="2026-07-31")
polar: polars.DataFrame = law.classify(polars.DataFrame(facts), as_of="2026-07-31", match=True)
table, errors = law.classify(pyarrow.table(facts), as_of="2026-07-31", on_error="collect")
rows: int = table.num_rows + len(errors)
print(len(frame), polar.height, rows)
