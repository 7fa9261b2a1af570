"""The environment of the templates."""

from __future__ import annotations

import pytest
from jinja2 import UndefinedError

from inspection_lib.render.environment import TEMPLATES, open_environment


def test_values_are_escaped_and_a_missing_value_is_an_error() -> None:
    """A template cannot print an empty text where a name is wrong."""
    template = open_environment().from_string("{{ name }}")
    assert template.render(name="<b>") == "&lt;b&gt;"
    with pytest.raises(UndefinedError):
        template.render()


def test_every_template_compiles() -> None:
    """Those that are included by others as well."""
    names = open_environment().list_templates()
    assert len(names) == len(list(TEMPLATES.rglob("*.j2")))
    for name in names:
        assert open_environment().get_template(name)
