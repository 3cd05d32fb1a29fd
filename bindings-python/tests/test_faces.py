"""Every class of the native half has a face in Python and a stub, and the face has every method."""

from __future__ import annotations

import ast
import inspect
from pathlib import Path

import tipicidad
from tipicidad import _answer, _native, _tables
from tipicidad._law import Law
from tipicidad._verdict import Verdict

# Which parts of the package stand for each native class: the class that people see, and what works for it.
FACES = {"Law": (Law, _tables), "Verdict": (Verdict, _answer), "Quiz": (tipicidad.Quiz, _answer), "Answers": (tipicidad.Answers,), "Work": (_tables,)}


def native_classes():
    return {name: one for name, one in vars(_native).items() if inspect.isclass(one)}


def methods(native):
    own = set(vars(native)) - set(vars(object)) - {"__doc__", "__module__", "__new__"}
    return {name for name in own if not name.startswith("__") or name in ("__len__", "__arrow_c_stream__", "__arrow_c_schema__")}


def used(faces):
    """The attributes that the source of faces names, and their own methods."""
    found = set()
    for face in faces:
        source = inspect.getsource(inspect.getmodule(face) or face)
        found |= {node.attr for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Attribute)} | set(vars(face))
    return found


def test_every_native_class_has_a_face():
    assert set(native_classes()) == set(FACES)


def test_every_native_method_is_reached_through_its_face():
    for name, native in native_classes().items():
        lacking = methods(native) - used(FACES[name])
        assert lacking == set(), f"{name} has methods that nothing in Python calls"


def test_every_native_class_and_method_has_its_stub():
    stub = ast.parse(Path(_native.__file__).with_name("_native.pyi").read_text(encoding="utf-8"))
    classes = {node.name: node for node in stub.body if isinstance(node, ast.ClassDef)}
    assert set(classes) == set(native_classes())
    for name, native in native_classes().items():
        stubs = {node.name for node in classes[name].body if isinstance(node, ast.FunctionDef)} - {"__new__"}
        assert stubs == methods(native), name
    functions = {node.name for node in stub.body if isinstance(node, ast.FunctionDef)}
    assert functions == {name for name, one in vars(_native).items() if inspect.isbuiltin(one)}


def test_whatever_is_public_says_what_it_is():
    for name in tipicidad.__all__:
        public = getattr(tipicidad, name)
        if inspect.isclass(public):
            lacking = [key for key, one in vars(public).items() if not key.startswith("_") and not inspect.getdoc(one)]
            assert inspect.getdoc(public) and lacking == [], name
