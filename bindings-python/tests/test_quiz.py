"""Quizzes: the bytes of the command, its files for platforms, and errors that a Python user expects."""

from __future__ import annotations

import json

import pytest

import tipicidad

PLAN = {"seed": 3, "titles": ["CPF:8"], "kinds": ["offence", "range"], "difficulties": [1, 2, 3]}
OPTIONS = ["--seed", "3", "--number", "6", "--title", "CPF:8", "--kind", "offence,range", "--difficulty", "1,2,3"]
PLATFORMS = ("csv", "gift", "moodle", "html", "qti12", "qti21", "h5p", "anki")


@pytest.fixture(scope="module")
def quiz(law):
    return law.quiz(6, **PLAN)


def test_the_quiz_and_its_files_are_those_of_the_command(quiz, command):
    assert quiz.to_json().encode() == command("quiz", "--format", "json", *OPTIONS).removesuffix(b"\n")
    for platform in PLATFORMS:
        for lang in ("es", "en"):
            assert quiz.export(platform, lang) == command("quiz", "--format", platform, "--lang", lang, *OPTIONS), platform


def test_what_was_asked_for_is_kept(quiz):
    assert len(quiz) == 6 and quiz.plan.seed == 3 and json.loads(quiz.to_json()) == quiz.to_dict()
    for item in quiz:
        assert item.kind in PLAN["kinds"] and item.difficulty in PLAN["difficulties"]
        assert [option.correct for option in item.options].count(True) == 1
        assert all(option.correct == (option.mistake is None) for option in item.options)


def test_what_was_answered_wrongly_is_trained_first_and_not_asked_again(quiz):
    first = quiz.items[0]
    following = quiz.next([(first.id, False)])
    assert following.elements[0].element in first.elements and following.elements[0].right == 0
    assert sorted(following["items"]) == sorted(item.id for item in quiz.items[1:])


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"titles": ["99"]}, "quiz.unknown_title"),
        ({"kinds": ["riddle"]}, "quiz.plan"),
        ({"difficulties": [6]}, "quiz.unknown_difficulty"),
        ({"number": 5001}, "quiz.too_many"),
        ({"seed": -1}, "quiz.plan"),
    ],
)
def test_a_plan_that_cannot_be_followed_is_refused(law, wrong, code):
    with pytest.raises(tipicidad.TipicidadError) as raised:
        law.quiz(**wrong)
    assert raised.value.code == code


def test_a_text_is_no_list_and_an_unknown_platform_is_named(law, quiz):
    with pytest.raises(TypeError, match="titles is a list"):
        law.quiz(titles="CPF:8")
    with pytest.raises(ValueError, match="moodle"):
        quiz.export("kahoot")
    with pytest.raises(ValueError, match="'fr'"):
        quiz.export("moodle", "fr")
    with pytest.raises(tipicidad.TipicidadError) as raised:
        quiz.next([(1, True)])
    assert raised.value.code == "quiz.answers"
