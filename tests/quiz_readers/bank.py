"""What the items of a quiz say, and whether a reader of one of its exports has read the same."""

import html
import re
from dataclasses import dataclass, field


@dataclass
class Option:
    """An option as a reader gave it back; `said` is None where the format has no feedback of its own for it."""

    text: str
    right: bool
    said: str | None


@dataclass
class Read:
    """An item as a reader gave it back. The options of one to be put in order stand in the right order."""

    question: str
    options: list[Option]
    explained: str
    id: str | None = None
    tags: list[str] | None = field(default=None)


def plain(markup):
    """The text of HTML, its white space made one."""
    return one_line(html.unescape(re.sub(r"<[^>]*>", " ", markup or "")))


def one_line(text):
    """White space made one; and GIFT has no way to write an arrow in a step to be matched, but with the character."""
    return " ".join(text.replace("->", "→").split())


def compare(read, items, lang, shuffled=False):
    """Holds what was read to the items of the bank, text by text; gives how many texts were compared."""
    assert len(read) == len(items), f"{len(read)} items read, {len(items)} written"
    compared = 0
    for got, item in zip(read, items):
        compared += compare_one(got, item, lang, shuffled)
    return compared


def compare_one(got, item, lang, shuffled):
    where = item["id"]
    if got.id is not None:
        assert got.id == item["id"], f"{got.id} read where {where} was written"
    asked = one_line(f"{item['scenario'][lang]} {item['stem'][lang]}")
    equal(one_line(got.question), asked, where)
    holds(got.explained, item["explanation"][lang], where)
    options = item["options"]
    if item["form"] == "order":
        options = sorted(options, key=lambda option: option["place"])
    if shuffled:
        options = sorted(options, key=lambda option: option["text"][lang])
        got.options.sort(key=lambda option: option.text)
    assert len(got.options) == len(options), f"{where}: {len(got.options)} options read, {len(options)} written"
    compared = 2
    for read, option in zip(got.options, options):
        equal(one_line(read.text), one_line(option["text"][lang]), where)
        assert read.right == option["correct"], f"{where}: `{read.text}` is {'right' if read.right else 'wrong'}"
        said = got.explained if read.said is None else read.said
        holds(said, option["why"][lang], where)
        if option["mistake"]:
            holds(said, option["mistake"]["text"][lang], where)
        compared += 3
    if got.tags is not None:
        for tag in [item["kind"], *item["provisions"], *item["elements"]]:
            assert tag[:50] in got.tags, f"{where}: tag {tag} was not read, but {got.tags}"
            compared += 1
    return compared


def equal(got, wanted, where):
    assert got == wanted, f"{where}: read\n  {got!r}\nwritten\n  {wanted!r}"


def holds(text, part, where):
    assert one_line(part) in one_line(text), f"{where}: {part!r} is not in {text!r}"
