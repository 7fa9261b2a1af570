"""Every noun of the model is explained in docs/glossary.md."""

from __future__ import annotations

import re

import inspection_lib.model as model
from tests.conftest import ROOT

GLOSSARY = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")


def test_every_noun_of_the_model_is_explained() -> None:
    """The name of each class, as code or as a word: `CheckLine`, or "scorecard" for `Scorecard`."""
    words = set(re.findall(r"\w+", GLOSSARY))
    names = [name for name in model.__all__ if name[0].isupper() and not name.isupper()]
    assert [name for name in names if name not in words and name.lower() not in words] == []
