"""GIFT, read by gift-pegjs, the grammar behind the GIFT extension of VS Code."""

import json
import subprocess

from bank import Option, Read

PARSE = """
const { parse } = require("gift-pegjs");
const text = require("fs").readFileSync(0, "utf8");
process.stdout.write(JSON.stringify(parse(text)));
"""


def read(path, node_modules):
    with open(path, encoding="utf-8") as file:
        text = file.read()
    done = subprocess.run(
        ["node", "-e", PARSE], input=text, capture_output=True, text=True, cwd=node_modules.parent, check=False
    )
    assert done.returncode == 0, f"gift-pegjs does not read {path.name}: {done.stderr[-2000:]}"
    category, *questions = json.loads(done.stdout)
    assert category["type"] == "Category"
    return [item(question) for question in questions]


def item(question):
    asked = question["stem"]["text"]
    explained = question["globalFeedback"]["text"]
    if question["type"] == "MC":
        options = [
            Option(choice["text"]["text"], choice["isCorrect"], choice["feedback"]["text"])
            for choice in question["choices"]
        ]
    else:
        assert question["type"] == "Matching", question["type"]
        pairs = sorted(question["matchPairs"], key=lambda pair: int(pair["subanswer"]))
        options = [Option(pair["subquestion"]["text"], True, None) for pair in pairs]
    return Read(asked, options, explained, question["id"], question["tags"])
