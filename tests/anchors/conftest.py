"""What the documented cases stand on: empty databases, as in the tests of the node."""

from tests.node.conftest import postgres, pytest_generate_tests, store, template, world

__all__ = ["postgres", "pytest_generate_tests", "store", "template", "world"]
