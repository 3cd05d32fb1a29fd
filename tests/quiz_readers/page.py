"""The page to be printed, read by html5lib, which parses as browsers do and here refuses what browsers forgive."""

import html5lib

from bank import Option, Read, one_line


def read(path, lang):
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    with open(path, "rb") as file:
        root = parser.parse(file)
    assert root.get("lang") == lang
    assert not root.findall(".//script") and not root.findall(".//link"), "the page wants something from outside"
    style = root.findtext(".//style")
    assert ".key{break-before:page}" in style, "the key is not on a page of its own"
    questions = root.findall(".//main/ol/li")
    answers = root.findall(".//section[@class='key']/ol/li")
    assert len(questions) == len(answers)
    return [item(question, answer) for question, answer in zip(questions, answers)]


def item(question, answer):
    asked = " ".join(text(part) for part in question.findall("p") if part.get("class") != "box")
    options = [text(option) for option in question.findall("ol/li")]
    key = [ord(letter) - ord("A") for letter in text(answer.find("p[@class='stem']")).split()]
    explained = text(answer)
    if question.find("p[@class='box']") is None:
        assert len(key) == 1
        return Read(asked, [Option(one, index in key, None) for index, one in enumerate(options)], explained)
    return Read(asked, [Option(options[index], True, None) for index in key], explained)


def text(element):
    return one_line(" ".join(element.itertext()))
