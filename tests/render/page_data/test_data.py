"""A page with its data and its signature, without a browser."""

from __future__ import annotations

import json
from random import Random

import pytest

from inspection_lib.language import Language
from inspection_lib.render import data_of_page, page_fault, signature_of_page, with_signature
from inspection_lib.report import report_to_json
from tests.render.page_data.samples import a_checked_page, a_signature, a_signed_page
from tests.render.samples import sample_reports
from tests.trials import Trials


@pytest.mark.parametrize("name", [name for name, _ in sample_reports()])
@pytest.mark.parametrize("language", Language)
def test_a_page_carries_the_report_and_what_it_shows(name: str, language: Language) -> None:
    """The data has the value of report.json, and the page is what its data says."""
    report = dict(sample_reports())[name]
    page = a_checked_page(name, language)
    data = json.loads(data_of_page(page))
    assert data["report"] == json.loads(report_to_json(report))
    assert page_fault(page) is None


def test_a_signature_goes_in_and_comes_out() -> None:
    """Signing changes neither the data nor what the page shows, except for the line about the signature."""
    page = a_checked_page()
    signature = a_signature(page)
    signed = with_signature(page, signature)
    assert "Chưa ký số." in page
    assert "Đã ký số: Chánh Văn phòng &lt;Sở &amp; Nội vụ&gt;" in signed
    assert "10:04, 28/11/2026" in signed
    assert signature_of_page(signed) == signature
    assert data_of_page(signed) == data_of_page(page)
    assert page_fault(signed) is None
    assert with_signature(signed, None) == page


def test_a_signature_of_another_page_does_not_fit() -> None:
    """A signature is over the data, the role, the key and the moment."""
    page = a_checked_page()
    signature = a_signature(a_checked_page("good", Language.EN))
    fault = page_fault(with_signature(page, signature))
    assert fault is not None
    assert fault.text == "The signature does not fit the page."


def test_every_changed_letter_of_a_page_is_found(trials: Trials) -> None:
    """Without the record beside it: a letter of the file that is changed, lost or doubled is always found."""
    chance = trials.random()
    for page in (a_checked_page(), a_signed_page()):
        for _ in range(trials(200)):
            changed = one_change(page, chance)
            assert page_fault(changed) is not None, changed


def one_change(page: str, chance: Random) -> str:
    """The page with one letter changed, lost or doubled."""
    at = chance.randrange(len(page))
    letter = chance.choice([chr(ord(page[at]) ^ 1), "", page[at] * 2, "0" if page[at] != "0" else "1"])
    return page[:at] + letter + page[at + 1 :]
