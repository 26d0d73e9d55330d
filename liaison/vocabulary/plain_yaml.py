"""YAML 1.2 as plain dicts, lists and scalars, in half the time that the library takes.

ruamel reads with a parser in C, then asks for the version of YAML at every word and makes every
mapping by a generator. The vocabulary is ten thousand words, read at each start.
"""

from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.nodes import MappingNode, ScalarNode
from ruamel.yaml.resolver import VersionedResolver

_TEXT = "tag:yaml.org,2002:str"


class _Resolver(VersionedResolver):
    """That of YAML 1.2, which is not asked for anew."""

    @property
    def processing_version(self) -> tuple[int, int]:
        return (1, 2)


def parse(text: str) -> Any:  # noqa: ANN401 (YAML holds anything)
    """What the one document of `text` holds. Raises MarkedYAMLError, also for a key given twice."""
    reader = YAML(typ="safe")
    reader.Resolver = _Resolver
    constructor, parser = reader.get_constructor_parser(text)
    try:
        node = constructor.get_single_node()
        return None if node is None else _plain(node, constructor)
    finally:
        parser.dispose()


def _plain(node: Any, constructor: Any) -> Any:  # noqa: ANN401 (ruamel's nodes hold anything)
    if isinstance(node, ScalarNode):
        return node.value if node.tag == _TEXT else constructor.construct_object(node)
    if not isinstance(node, MappingNode):
        return [_plain(item, constructor) for item in node.value]
    keys = {key.value for key, _ in node.value if key.tag == _TEXT}
    if len(keys) != len(node.value):  # the library says what is amiss, or can do it
        return constructor.construct_object(node, deep=True)
    return {key.value: _plain(value, constructor) for key, value in node.value}
