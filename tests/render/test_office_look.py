"""What the office's settings change on a page: colours, logo, time zone; and nothing that could do harm."""

from __future__ import annotations

from dataclasses import replace

import pytest

from inspection_lib.language import Language
from inspection_lib.model import Colours
from inspection_lib.render import PageSignature, page_fault, with_data, with_signature
from inspection_lib.report import Report, office_of_before, report_to_json
from inspection_lib.verification.page_check import check_page
from tests.render.samples import a_page, good

LOGO = "data:image/png;base64,iVBORw0KGgo="
LOOK = replace(office_of_before(), time_zone="Europe/Paris", colours=Colours("#123456", "#654321"), logo=LOGO)
MADE_AT = "2017-07-01T00:00:00+00:00"


@pytest.fixture(scope="module")
def report() -> Report:
    """A report of an office with settings of its own."""
    report = good()
    return replace(report, office=LOOK, provenance=replace(report.provenance, made_at=MADE_AT))


def test_a_page_shows_colours_logo_and_time(report: Report) -> None:
    """In one file, whose script and checks know the zone; it is drawn again from `report.json` alone."""
    text = report_to_json(report)
    page = with_data(a_page(report, Language.EN), text)
    assert f"background:url({LOGO})" in page
    assert "--navy:#123456;--link:#123456;--ochre-bar:#654321" in page
    assert "02:00, 1 July 2017" in page
    assert check_page(page, text, None) == []
    signed = with_signature(page, PageSignature("ab" * 32, "Role", MADE_AT, "cd" * 64))
    assert "02:00, 1 July 2017. Digits" in signed
    assert page_fault(signed) is not None  # of the signature alone, which is made up


@pytest.mark.parametrize(
    "change",
    [
        {"colours": Colours("red;}body{display:none", "#654321")},
        {"logo": "data:image/png;base64,AA);}body{display:none}a{x:url("},
        {"logo": "https://example.org/a.png"},
        {"time_zone": "../../etc/passwd"},
        {"time_zone": 'x"><script>'},
    ],
)
def test_a_report_that_somebody_changed_does_no_harm(report: Report, change: dict[str, object]) -> None:
    """It is drawn, and what is no colour, picture or zone does not reach its style."""
    page = a_page(replace(report, office=replace(LOOK, **change)))
    style = page.partition("<style>")[2].partition("</style>")[0]
    assert "body{display:none" not in style
    assert "example.org" not in style
    assert "<script>alert" not in page
