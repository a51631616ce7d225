"""The sentences with which the node refuses a value, read from its sources: those that a person can meet at the desk.

What the desk can meet is what its code imports, from the pages down, and from the gateway that the settings name. A
sentence is what an error whose code has no sentence of its own is made with; a value inside one stands as `7`.
"""

from __future__ import annotations

import ast
import importlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from django.conf import settings

from detente.model.errors import BadInput, DetenteError, LocalError
from detente.policy import agreement_text, reasons, text_members
from detente.web.desk.phrases import ERRORS
from tests.shared import PROJECT

SOURCES = PROJECT / "src"
VALUE = "7"
# Read once, when a process starts: the command that starts it says what is wrong, in English as all commands do.
AT_THE_START = frozenset({"detente.node.channels", "detente.node.configuration", "detente.node.home"})
# The page of an import says its faults in English, and that it does: they are for whoever writes such packages.
# What does not hold of a certificate of deletion is met where somebody else checks it, away from the desk.
IN_ENGLISH = frozenset({"case-package-refused", "purge-certificate"})
# Errors that are made from something else than a sentence: their class writes it, ...
WRITTEN_IN_THE_CLASS = frozenset({"JustifyAgain", "NeedsOutcome", "WrongPassphrase"})
# ... or a check gives it, or it is one or more of the sentences of a table.
WRITTEN_ELSEWHERE = frozenset({"Unmet", "Incomplete"})


@cache
def modules() -> dict[str, Path]:
    """Give every module of the project with its file."""
    return {_name(file): file for file in sorted((SOURCES / "detente").rglob("*.py"))}


@cache
def tree(module: str) -> ast.Module:
    """Give a module as a syntax tree."""
    return ast.parse(modules()[module].read_text(encoding="utf-8"))


@cache
def met_at_the_desk() -> frozenset[str]:
    """Give the modules that the desk can come to: what its code imports, not what it names as a type alone."""
    gateway = settings.DETENTE_DESK.rpartition(".")[0]
    left = [gateway, *(name for name in modules() if name.startswith("detente.web"))]
    found: set[str] = set()
    while left:
        module = left.pop()
        if module not in found:
            found.add(module)
            left.extend(_imported(module))
    return frozenset(found)


@cache
def raised() -> dict[str, str]:
    """Give each sentence of a value that cannot be used, with a module that says it."""
    found = {
        sentence: module
        for module in sorted(met_at_the_desk() - AT_THE_START)
        for sentence in (*_given(tree(module)), *_checked(tree(module)))
    }
    return found | {each.sentence: reasons.__name__ for each in reasons.MISSING.values()}


@cache
def inside() -> frozenset[str]:
    """Give what a text of an agreement can contradict itself in, or lack where we write it: said inside a sentence."""
    found = set()
    for node in tree(agreement_text.__name__).body:
        if isinstance(node, ast.FunctionDef) and node.name.endswith("contradictions"):
            for inner in ast.walk(node):
                match inner:
                    case ast.ListComp(elt=text) | ast.Call(func=ast.Attribute(attr="append"), args=[text]):
                        found.update(_texts(text))
        elif isinstance(node, ast.FunctionDef) and node.name == "draft":
            found.update(_refusing(node))
    return frozenset(found)


@cache
def about_members() -> frozenset[str]:
    """Give what a member of a text is said to lack; most of it only a text that no form writes can meet."""
    return frozenset(_refusing(tree(text_members.__name__)) | _refusing(tree(agreement_text.__name__)))


def _refusing(node: ast.AST) -> set[str]:
    calls = [each for each in ast.walk(node) if isinstance(each, ast.Call) and ast.unparse(each.func) == "BadAgreement"]
    # A contradiction is raised by its name; `inside` reads it where it is written.
    return {text for each in calls if not isinstance(each.args[0], ast.Name) for text in _texts(each.args[0])}


def _given(module: ast.Module) -> Iterator[str]:
    """Give the sentences that errors of a module are made with, by their raise or by their own class."""
    names, others = _without_sentence_of_their_own(), WRITTEN_IN_THE_CLASS | WRITTEN_ELSEWHERE
    for node in ast.walk(module):
        if isinstance(node, ast.Call) and (name := ast.unparse(node.func).rpartition(".")[2]) in names - others:
            # Beside sentences for people stand notes to ourselves, which only a defect of the node shows to anybody.
            noted = name == "LocalError"
            yield from (each for each in _texts(node.args[0]) if each.endswith(".") or not noted)
        elif isinstance(node, ast.ClassDef) and node.name in WRITTEN_IN_THE_CLASS:
            for inner in ast.walk(node):
                if isinstance(inner, ast.Call) and ast.unparse(inner.func) == "super().__init__":
                    yield from _texts(inner.args[0])


def _checked(module: ast.Module) -> Iterator[str]:
    """Give the sentences that the conditions of an act give back: `Unmet` is made with one of them."""
    if any(isinstance(node, ast.ClassDef) and node.name == "Unmet" for node in module.body):
        for node in module.body:
            if isinstance(node, ast.FunctionDef) and ast.unparse(node.returns or node) == "str":
                for inner in ast.walk(node):
                    if isinstance(inner, ast.Return) and inner.value is not None:
                        yield from (each for each in _texts(inner.value) if each)


@cache
def _without_sentence_of_their_own() -> frozenset[str]:
    """Give the classes that speak for themselves at the desk: no sentence stands there for their code."""
    for module in met_at_the_desk():
        importlib.import_module(module)
    left: list[type[DetenteError]] = [BadInput]
    found = {LocalError}
    while left:
        each = left.pop()
        found.add(each)
        left.extend(each.__subclasses__())
    return frozenset(each.__name__ for each in found if each.code not in ERRORS and each.code not in IN_ENGLISH)


def _texts(value: ast.expr) -> list[str]:
    """Give the texts that an expression can be; ValueError where that cannot be read from it."""
    match value:
        case ast.Constant(value=str(text)):
            return [text]
        case ast.JoinedStr(values=parts):
            return ["".join(str(each.value) if isinstance(each, ast.Constant) else VALUE for each in parts)]
        case ast.IfExp(body=one, orelse=other):
            return [*_texts(one), *_texts(other)]
        case ast.Call(func=ast.Name(id=name)) if name.startswith("_"):
            # A function of the module that gives a sentence back; it is read by itself.
            return []
    raise ValueError(f"{ast.unparse(value)} is no sentence that can be read here")


def _imported(module: str) -> set[str]:
    """Give the modules of the project that a module imports, wherever in it."""
    for_types = {
        id(inner)
        for node in ast.walk(tree(module))
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
        for inner in ast.walk(node)
    }
    named: set[str] = set()
    for node in ast.walk(tree(module)):
        if id(node) in for_types:
            continue
        if isinstance(node, ast.Import):
            named.update(each.name for each in node.names)
        elif isinstance(node, ast.ImportFrom):
            named.add(str(node.module))
            named.update(f"{node.module}.{each.name}" for each in node.names)
    return named & modules().keys()


def _name(file: Path) -> str:
    return ".".join(file.relative_to(SOURCES).with_suffix("").parts).removesuffix(".__init__")
