"""The Anki deck, imported into a new collection by Anki's own library."""

import re
import tempfile
from pathlib import Path

from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest

from bank import Option, Read, plain


def read(path):
    with tempfile.TemporaryDirectory() as folder:
        collection = Collection(str(Path(folder) / "collection.anki2"))
        try:
            first = import_into(collection, path)
            # The same deck again is nothing new.
            again = import_into(collection, path)
            assert (len(again.new), len(again.conflicting)) == (0, 0), "a second import adds notes"
            assert not first.conflicting and not first.missing_notetype and not first.empty_first_field
            problems, ok = collection.fix_integrity()
            assert ok, problems
            cards = [collection.get_card(id) for id in collection.find_cards("deck:*", order="c.due asc")]
            assert len(cards) == len(first.new), "not one card a note"
            # Rendered as they are shown, not read from the database.
            return [item(card) for card in cards]
        finally:
            collection.close()


def import_into(collection, path):
    request = ImportAnkiPackageRequest(package_path=str(path), options=ImportAnkiPackageOptions())
    return collection.import_anki_package(request).log


def item(card):
    front, back = card.question(), card.answer()
    assert "{{" not in front and "{{" not in back, "a field was not filled in"
    note = card.note()
    answer = back.split('<hr id="answer">')[1]
    scenario, stem = section(front, "scenario"), section(front, "stem")
    options = listed(front, "A")
    explained = plain(section(answer, "why"))
    if 'class="answer"' in answer:
        letter = plain(section(answer, "answer")).split(".")[0]
        said = listed(answer, "A")
        assert len(said) == len(options)
        options = [
            Option(text, index == ord(letter) - ord("A"), why) for index, (text, why) in enumerate(zip(options, said))
        ]
    else:
        ordered = listed(answer, "1")
        assert sorted(ordered) == sorted(options)
        options = [Option(text, True, None) for text in ordered]
    return Read(plain(f"{scenario} {stem}"), options, explained, note.fields[0], list(note.tags))


def section(markup, name):
    return re.search(rf'<div class="{name}">(.*?)</div>', markup, re.DOTALL).group(1)


def listed(markup, numbering):
    items = re.search(rf'<ol type="{numbering}">(.*?)</ol>', markup, re.DOTALL).group(1)
    return [plain(one) for one in re.findall(r"<li>(.*?)</li>", items, re.DOTALL)]
