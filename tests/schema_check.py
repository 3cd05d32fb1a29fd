"""Compares the schema of a case with the decoder (scripts/python-checks)."""

import collections
import json
import sys
from pathlib import Path

import jsonschema
import jsonschema_rs

BAD = Path(__file__).resolve().parent / "bad-cases"
# The slower validator looks at every so many.
EACH = 25


def main():
    with open(sys.argv[1], encoding="utf-8") as lines:
        head = json.loads(next(lines))
        schema, cross_field = head["schema"], set(head["cross_field"])
        jsonschema.Draft202012Validator.check_schema(schema)
        slow = jsonschema.Draft202012Validator(schema)
        fast = jsonschema_rs.validator_for(schema)
        wrong, seen, accepted = [], collections.Counter(), 0
        for number, line in enumerate(lines, 1):
            entry = json.loads(line)
            case, code = entry["case"], entry["code"]
            valid = fast.is_valid(case)
            if number % EACH == 0 and slow.is_valid(case) != valid:
                wrong.append(f"{number}: the validators differ ({valid}): {json.dumps(case)}")
            accepted += code is None
            if code is None and not valid:
                error = next(iter(fast.iter_errors(case)))
                wrong.append(f"{number}: read, but not valid: {error.message[:200]}: {json.dumps(case)}")
            elif code is not None and valid:
                seen[code] += 1
                if code not in cross_field:
                    wrong.append(f"{number}: valid, but refused as {code}: {entry['message']}: {json.dumps(case)}")
    if number != 10_000 or not 1_000 < accepted < 9_000:
        wrong.append(f"{number} cases, {accepted} of them read: the mutations try too little")
    bad = sorted(BAD.glob("*.json"))
    for path in bad:
        case = json.loads(path.read_text(encoding="utf-8"))
        for name, validator in (("jsonschema", slow), ("jsonschema-rs", fast)):
            if validator.is_valid(case):
                wrong.append(f"{path.name}: valid for {name}")
    if len(bad) < 100:
        wrong.append(f"only {len(bad)} bad cases")
    for line in wrong[:40]:
        print(line, file=sys.stderr)
    print(f"{number} mutated cases ({accepted} read), {len(bad)} bad cases; refused beyond the schema: {dict(seen)}")
    if wrong:
        print(f"{len(wrong)} disagreements", file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
