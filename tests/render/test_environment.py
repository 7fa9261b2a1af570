"""The environment of the templates."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader, UndefinedError

from inspection_lib.render.environment import TEMPLATES, _Compiled, open_environment


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


def drawn(folder: Path, text: str) -> str:
    """What a template with this text gives, in a new environment that keeps compiled ones in a folder."""
    (folder / "one.j2").write_text(text, encoding="utf-8")
    environment = Environment(
        loader=FileSystemLoader(folder), autoescape=True, bytecode_cache=_Compiled(folder)
    )
    return environment.get_template("one.j2").render(name="<b>")


def test_a_compiled_template_is_kept_and_a_changed_or_damaged_one_compiled_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder that is not there keeps nothing, and nothing is kept where Python keeps nothing."""
    with monkeypatch.context() as patch:
        patch.setattr(sys, "dont_write_bytecode", True)
        assert drawn(tmp_path, "a {{ name }}") == "a &lt;b&gt;"
        assert list(tmp_path.glob("*.cache")) == []
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    assert drawn(tmp_path, "a {{ name }}") == "a &lt;b&gt;"
    (kept,) = tmp_path.glob("*.cache")
    written = kept.stat().st_mtime_ns
    assert drawn(tmp_path, "a {{ name }}") == "a &lt;b&gt;"
    assert kept.stat().st_mtime_ns == written
    assert drawn(tmp_path, "b {{ name }}") == "b &lt;b&gt;"
    kept.write_bytes(kept.read_bytes()[:-20])
    assert drawn(tmp_path, "b {{ name }}") == "b &lt;b&gt;"
    _Compiled(tmp_path / "nowhere").dump_bytecode(_Compiled(tmp_path).get_bucket(Environment(), "", None, ""))
