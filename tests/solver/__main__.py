"""What the rules say about themselves, shown with z3 over complete cases (scripts/python-checks).

    python tests/solver LAW.json COMMAND …

LAW.json is what the example `export_model` writes; COMMAND judges cases, as the example `judge_cases` does.
"""

import sys
import time
from pathlib import Path

import agree
import law as laws
import meet
from proofs import Proofs

# Enough to see what is wrong.
SHOWN = 40


def main() -> int:
    begun = time.monotonic()
    law = laws.read(Path(sys.argv[1]))
    found = meet.Findings()
    # First, and with a solver of its own: its models, and so the cases, are the same each time.
    agree.agree(law, Proofs(law), sys.argv[2:], found)
    proofs = Proofs(law)
    meet.what_can_be_met(law, proofs, found)
    meet.what_can_be_qualified(law, proofs, found)
    meet.what_stands_alone(law, proofs, found)
    meet.what_contains_what(law, proofs, found)
    meet.pairs_without_rule(law, proofs, found)
    for what, count in found.counts.items():
        print(f"{count:>8} {what}")
    print(f"{len(law.offences)} versions of offences on {len(law.days)} days, in {time.monotonic() - begun:.0f} s")
    # What is found in the rules is short; a case is long.
    for line in sorted(found.wrong, key=len)[:SHOWN]:
        print(line, file=sys.stderr)
    if found.wrong:
        print(f"{len(found.wrong)} findings of the solver", file=sys.stderr)
    return 1 if found.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
