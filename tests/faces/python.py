"""What the Python package answers, for scripts/compare-faces: a line for each file or plan of a quiz on the command line, its sha256."""

import hashlib
import json
import sys
from pathlib import Path

import tipicidad

LAW = tipicidad.load()


def answer(path):
    """The verdict on a case of the corpus, or the error that a bad case gets; or the quiz of a plan."""
    if path.startswith("{"):
        return LAW.quiz(**json.loads(path)).to_json()
    text = Path(path).read_text(encoding="utf-8")
    if "bad-cases" not in path:
        case = json.loads(text)
        return LAW.evaluate(case["case"], as_of=case["as_of"]).to_json()
    try:
        return LAW.evaluate(text).to_json()
    except tipicidad.TipicidadError as error:
        told = [error.code, error.message, error.path, error.hint, error.expected, error.line, error.column]
        return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


for path in sys.argv[1:]:
    print(hashlib.sha256(answer(path).encode()).hexdigest())
