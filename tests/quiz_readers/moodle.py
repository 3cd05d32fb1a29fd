"""Moodle XML: read by moodle-xml-parser where it can (multiple choice), and held to a schema written for this test from what
Moodle's importer reads, since Moodle publishes none."""

import re
from pathlib import Path

from lxml import etree
from moodle_xml_parser import parser

from bank import Option, Read, one_line, plain

SCHEMA = Path(__file__).with_name("moodle.rng")


def read(path):
    schema = etree.RelaxNG(etree.parse(SCHEMA))
    document = etree.parse(path)
    assert schema.validate(document), f"{path.name}: {schema.error_log.last_error}"
    questions = [one for one in document.getroot().findall("question") if one.get("type") != "category"]
    choices = iter(parser.parse_file(str(path))["multichoice"])
    return [by_parser(next(choices), one) if one.get("type") == "multichoice" else by_hand(one) for one in questions]


def by_parser(question, element):
    assert question.single and question.default_grade == 1.0 and question.shuffle_answers
    options = [
        Option(lines(option.answer), option.score_fraction == 100, lines(option.feedback)) for option in question.options
    ]
    return Read(lines(question.text_pre_parse), options, lines(question.general_feedback), *named(element))


def lines(text):
    """The parser resolves entities itself, but leaves the tags of paragraphs."""
    return one_line(re.sub("</?p>", " ", text))


def by_hand(element):
    options = [Option(plain(answer.findtext("text")), True, None) for answer in element.findall("answer")]
    asked, explained = element.findtext("questiontext/text"), element.findtext("generalfeedback/text")
    return Read(plain(asked), options, plain(explained), *named(element))


def named(element):
    return element.findtext("idnumber"), [tag.findtext("text") for tag in element.findall("tags/tag")]
