"""H5P: the package is read and its frame checked by pyh5p. The keys of its content are held to those that the libraries declare in
their semantics, listed here by hand, since no registry publishes the libraries themselves."""

import re
import uuid

from pyh5p import read_package

from bank import Option, Read, plain

LIBRARIES = {"H5P.QuestionSet": (1, 20), "H5P.MultiChoice": (1, 16), "H5P.DragText": (1, 10)}
# What HTML the libraries let through, beside what every field of HTML may hold.
ALWAYS = {"div", "span", "p", "br"}
IN_QUESTION = ALWAYS | {"strong", "em", "sub", "sup", "h2", "h3", "pre", "code"}
IN_TASK = ALWAYS | {"strong", "em", "u", "a", "ul", "ol", "h2", "h3", "hr", "pre", "code"}


def read(path, lang):
    package = read_package(path)
    package.require_valid(require_content=True, allow_content_only=True)
    meta = package.metadata
    assert meta["language"] == lang and meta["mainLibrary"] == "H5P.QuestionSet"
    declared = {
        library["machineName"]: (library["majorVersion"], library["minorVersion"])
        for library in meta["preloadedDependencies"]
    }
    assert declared == LIBRARIES
    questions = package.content["questions"]
    ids = {uuid.UUID(question["subContentId"]) for question in questions}
    assert len(ids) == len(questions), "two questions have one id"
    return [item(question) for question in questions]


def item(question):
    library, version = question["library"].split()
    assert ".".join(map(str, LIBRARIES[library])) == version
    assert question["metadata"]["title"] and len(question["metadata"]["title"]) <= 255
    params = question["params"]
    (always,) = params["overallFeedback"]
    assert (always["from"], always["to"]) == (0, 100)
    if library == "H5P.MultiChoice":
        assert params["behaviour"]["type"] == "single"
        options = [
            Option(plain(answer["text"]), answer["correct"], plain(answer["tipsAndFeedback"]["chosenFeedback"]))
            for answer in params["answers"]
        ]
        return Read(plain(only(params["question"], IN_QUESTION)), options, options[0].said)
    # The steps stand in the task with their letters; the letters stand in the text in the right order, between asterisks.
    task = only(params["taskDescription"], IN_TASK)
    steps = dict(re.findall(r"<p><strong>([A-Z])</strong> (.*?)</p>", task, re.DOTALL))
    asked = re.sub(r"<p><strong>[A-Z]</strong> .*?</p>", "", task, flags=re.DOTALL)
    places = [re.fullmatch(r"(\d+)\. \*([A-Z])\*", line).groups() for line in params["textField"].split("\n")]
    assert [int(place) for place, _ in places] == list(range(1, len(steps) + 1))
    return Read(plain(asked), [Option(plain(steps[letter]), True, None) for _, letter in places], plain(always["feedback"]))


def only(markup, allowed):
    used = set(re.findall(r"</?([a-z0-9]+)", markup))
    assert used <= allowed, f"H5P would drop {used - allowed}"
    return markup
