"""QTI packages. pyslet, an implementation of QTI 1.2.1, QTI 2.1 and IMS Content Packaging, reads them, and takes each QTI 2.1 item as a
student would, once with each option. QTI 1.2 is held to its DTD, which comes with pyslet's source. No registry publishes the
XML schema of QTI 2.1: there pyslet's classes, which refuse children and attributes that the schema does not allow, stand in for
it, and onyx2moodle reads the items besides."""

import tempfile
import zipfile
from pathlib import Path

import pyslet.imscpv1p2 as packaging
import pyslet.qtiv1.xml as qti1
import pyslet.qtiv2.xml as qti2
from lxml import etree
from onyx2moodle import parser as onyx
from pyslet.qtiv2 import variables

from bank import Option, Read, one_line, plain

NAMESPACE_1 = "{http://www.imsglobal.org/xsd/ims_qtiasiv1p2}"
NAMESPACE_2 = "{http://www.imsglobal.org/xsd/imsqti_v2p1}"


def package(path, folder):
    """Unpacks a package, and gives its resources, each with the files it names."""
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        archive.extractall(folder)
    content = packaging.ContentPackage(str(folder))
    try:
        unlisted = [name for name, files in content.fileTable.items() if not files and str(name) != "imsmanifest.xml"]
        assert not unlisted, f"{path.name}: not in the manifest: {unlisted}"
        resources = content.manifest.root.Resources.Resource
        ids = {resource.id for resource in resources}
        assert len(ids) == len(resources)
        for resource in resources:
            assert all(dependency.identifierref in ids for dependency in resource.Dependency)
            assert resource.get_entry_point() is not None
        return [(resource.type, folder / str(resource.href)) for resource in resources]
    finally:
        content.close()


def read_1_2(path, dtd):
    with tempfile.TemporaryDirectory() as folder:
        ((kind, document),) = package(path, Path(folder))
        assert kind == "imsqti_xmlv1p2"
        root = etree.parse(document).getroot()
        held_to(dtd, root, path.name)
        read = qti1.QTIDocument()
        with open(document, "rb") as file:
            read.read(src=file)
        assert isinstance(read.root, qti1.QuesTestInterop)
    return [item_1_2(item) for item in root.iter(f"{NAMESPACE_1}item")]


def held_to(dtd, root, name):
    """The DTD knows no namespaces."""
    bare = etree.fromstring(etree.tostring(root).replace(f' xmlns="{NAMESPACE_1[1:-1]}"'.encode(), b""))
    with open(dtd, "rb") as file:
        rules = etree.DTD(file)
    assert rules.validate(bare), f"{name}: {rules.error_log.last_error}"


def item_1_2(item):
    def all_of(element, path):
        return element.findall("/".join(f"{NAMESPACE_1}{step}" for step in path.split("/")))

    def text(element):
        return plain(" ".join(one.text for one in element.iter(f"{NAMESPACE_1}mattext")))

    (response,) = all_of(item, "presentation/response_lid")
    labels = {label.get("ident"): text(label) for label in all_of(response, "render_choice/response_label")}
    said = {one.get("ident"): text(one) for one in all_of(item, "itemfeedback")}
    shown, right = {}, None
    for condition in all_of(item, "resprocessing/respcondition"):
        chosen = [one.text for one in all_of(condition, "conditionvar/varequal")]
        links = [one.get("linkrefid") for one in all_of(condition, "displayfeedback")]
        assert all(link in said for link in links)
        if all_of(condition, "setvar"):
            assert right is None, "two conditions score"
            right = chosen
        elif chosen:
            shown[chosen[0]] = said[links[0]]
        else:
            shown[None] = said[links[0]]
    if response.get("rcardinality") == "Ordered":
        options = [Option(labels[ident], True, None) for ident in right]
    else:
        assert len(right) == 1
        options = [Option(text, [ident] == right, shown[ident]) for ident, text in labels.items()]
    asked = text(all_of(item, "presentation/material")[0])
    fields = [[part.text for part in field] for field in item.iter(f"{NAMESPACE_1}qtimetadatafield")]
    return Read(asked, options, shown[None], item.get("ident"), dict(fields)["keywords"].split(", "))


def read_2_1(path):
    with tempfile.TemporaryDirectory() as folder:
        (test_kind, test), *items = package(path, Path(folder))
        assert test_kind == "imsqti_test_xmlv2p1"
        assert all(kind == "imsqti_item_xmlv2p1" for kind, _ in items)
        section = document(test).root.TestPart[0].AssessmentSection[0]
        listed = [(test.parent / str(reference.href)).resolve() for reference in section.SectionPart]
        assert listed == [path.resolve() for _, path in items], "the test and the manifest list other items"
        return [item_2_1(path) for _, path in items]


def document(path):
    read = qti2.QTIDocument()
    with open(path, "rb") as file:
        read.read(src=file)
    unknown = [element for element in read.root.find_children_depth_first(object) if type(element).__name__ == "XMLNSElement"]
    assert not unknown, f"{path.name}: QTI 2.1 does not know {unknown[0].xmlname}"
    return read


def item_2_1(path):
    item = document(path).root
    root = etree.parse(path).getroot()
    texts = {name: {one.get("identifier"): words(one) for one in root.iter(NAMESPACE_2 + name)} for name in ("simpleChoice", "modalFeedback")}
    labels, said = texts["simpleChoice"], texts["modalFeedback"]
    assert set(said) == {feedback.identifier for feedback in item.QTIModalFeedback}
    body = root.find(f"{NAMESPACE_2}itemBody")
    asked = " ".join(words(one) for one in body.iter(f"{NAMESPACE_2}p", f"{NAMESPACE_2}prompt"))
    right = item.ResponseDeclaration[0].get_correct_value().value
    if isinstance(right, list):
        assert taken(item, right) == (1.0, "right")
        assert taken(item, right[::-1]) == (0.0, "wrong")
        assert said["right"].split(".", 1)[1] == said["wrong"].split(".", 1)[1]
        options = [Option(labels[ident], True, None) for ident in right]
        return Read(asked, options, said["wrong"], item.identifier)
    (interaction,) = onyx.parse_item(path).interactions
    assert {choice.identifier: one_line(choice.html) for choice in interaction.choices} == labels
    options = []
    for ident, text in labels.items():
        score, feedback = taken(item, ident)
        assert (score == 1.0) == (ident == right)
        options.append(Option(text, score == 1.0, said[feedback]))
    return Read(asked, options, options[0].said, item.identifier)


def words(element):
    return one_line(" ".join(element.itertext()))


def taken(item, response):
    """Score and feedback of an item after this response."""
    session = variables.ItemSessionState(item)
    session.begin_session()
    session["RESPONSE"].set_value(response)
    item.ResponseProcessing.run(session)
    return session["SCORE"].value, session["FEEDBACK"].value
