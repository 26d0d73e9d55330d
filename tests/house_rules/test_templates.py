"""Templates: every name, filter and test that one asks for exists, also where no test enters."""

import ast
import re
from collections.abc import Iterator

from django.template import engines
from django.test import RequestFactory
from jinja2 import Environment, meta, nodes

from liaison.publish.context import every_page
from tests.conftest import ROOT

PUBLISH = ROOT / "liaison" / "publish"


def templates() -> Environment:
    """The environment of the site."""
    (engine,) = engines.all()
    made: Environment = engine.env  # type: ignore[attr-defined] # of the Jinja2 backend
    return made


def _names_in_code() -> set[str]:
    """Every name that views may give: a key of a dictionary, or of an assignment to one."""
    found = set()
    for path in [*(PUBLISH / "site").glob("*.py"), PUBLISH / "failures.py"]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            keys = node.keys if isinstance(node, ast.Dict) else []
            if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store):
                keys = [node.slice]
            found |= {key.value for key in keys if isinstance(key, ast.Constant)}
    return {name for name in found if isinstance(name, str)}


def _trees() -> Iterator[tuple[str, nodes.Template]]:
    for name in templates().list_templates():
        path = next((ROOT / "liaison").glob(f"*/jinja2/{name}"))
        yield name, templates().parse(path.read_text(encoding="utf-8"))


def _own_names(tree: nodes.Template) -> Iterator[str]:
    """What a template names itself: blocks see it though they are parsed apart."""
    for node in tree.find_all((nodes.Macro, nodes.Import, nodes.FromImport, nodes.Name)):
        if isinstance(node, nodes.Macro):
            yield node.name
        elif isinstance(node, nodes.Import):
            yield node.target
        elif isinstance(node, nodes.FromImport):
            yield from (name if isinstance(name, str) else name[1] for name in node.names)
        elif isinstance(node, nodes.Name) and node.ctx != "load":
            yield node.name


def test_no_template_asks_for_a_name_that_no_view_gives() -> None:
    """Also in what no test makes it say."""
    request = RequestFactory().get("/en/")
    request.resolver_match = None  # as where nothing stands
    given = _names_in_code() | set(every_page(request)) | set(templates().globals)
    unknown = [
        f"{name}: {one}"
        for name, tree in _trees()
        for one in sorted(meta.find_undeclared_variables(tree) - given - set(_own_names(tree)))
    ]
    assert unknown == []


def test_no_template_uses_a_filter_or_test_that_does_not_exist() -> None:
    """Jinja2 says so where a template is compiled, but not of what stands behind an `if`."""
    unknown = [
        f"{name}: {node.name}"
        for name, tree in _trees()
        for node in tree.find_all((nodes.Filter, nodes.Test))
        if isinstance(node, nodes.Filter | nodes.Test)
        and node.name not in (*templates().filters, *templates().tests)
    ]
    assert unknown == []


def test_nothing_is_left_of_another_template_language() -> None:
    old = re.compile(r"\{%\s*(load|blocktranslate|translate|url|empty|plural|with)\b|\|\w+:")
    for name in templates().list_templates():
        path = next((ROOT / "liaison").glob(f"*/jinja2/{name}"))
        assert not old.search(path.read_text(encoding="utf-8")), name
    assert not list((ROOT / "liaison").rglob("templatetags"))
    assert not [path for path in (ROOT / "liaison").rglob("templates") if path.is_dir()]
