"""Case facts in, charges under Mexican federal criminal law out.

>>> import tipicidad
>>> law = tipicidad.load()
>>> verdict = law.evaluate({
...     "as_of": "2024-06-01",
...     "persons": [{"id": "guardian"}, {"id": "child", "age": 12, "quality": []}],
...     "acts": [{"id": "act", "date": "2024-03-01", "accused": ["guardian"], "victims": ["child"],
...               "verb": ["induce"], "result": ["sexual_act"], "purpose": ["sexual"], "means": []}],
...     "relations": [{"accused": "guardian", "victim": "child", "is": ["guardian"]}],
... })
>>> charge = verdict.charges[0]
>>> charge.offence, charge.status, charge.penalty.final.prison.max
('CPF:201:f', 'applies', 'P24Y')

`load` gives a `Law`; `Law.evaluate` judges a case and gives a `Verdict`; `Law.classify` judges a table of any size and gives
back a table of the same kind; `Law.quiz` makes questions for those who train. What is wrong with rules, a case or a table is a `TipicidadError` that says where and what to
do. `tipicidad.spark` judges tables of Spark; `python -m tipicidad` is the command.

What is not known stays unknown: a fact that a case does not give is never read as "no", except where the vocabulary says that
it is assumed. This is not legal advice.
"""

from __future__ import annotations

from ._law import Law, load
from ._native import __version__
from ._quiz import Quiz
from ._tables import Answers, RowError
from ._verdict import Verdict
from .errors import CaseError, RulesError, TableError, TipicidadError

__all__ = [
    "Answers",
    "CaseError",
    "Law",
    "Quiz",
    "RowError",
    "RulesError",
    "TableError",
    "TipicidadError",
    "Verdict",
    "__version__",
    "load",
]
