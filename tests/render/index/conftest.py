"""The units of a whole country and their index, made once for the tests of this folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from inspection_lib.language.messages import Language
from inspection_lib.render.index import IndexRow
from tests.render.index.samples import a_country, pages_of


@pytest.fixture(scope="session")
def country() -> list[IndexRow]:
    """The units of a whole country."""
    return a_country()


@pytest.fixture(scope="session")
def country_pages(country: list[IndexRow]) -> dict[str, str]:
    """Their index in Vietnamese."""
    return pages_of(*country, language=Language.VI)


@pytest.fixture(scope="session")
def folder(country_pages: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The country's index as files."""
    folder = tmp_path_factory.mktemp("index")
    for path, page in country_pages.items():
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_text(page, encoding="utf-8")
    return folder
