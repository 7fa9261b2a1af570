"""Pages of the notebooks of overviews: drawn anew from the record, number by number."""

from __future__ import annotations

from pathlib import Path

import pytest

from inspection_lib.language import in_english
from inspection_lib.model import Source
from inspection_lib.record import Recorder, open_store
from inspection_lib.verification import Status
from inspection_lib.verification.overview_trace import trace_overview
from inspection_lib.verification.page_trace import Traced
from inspection_lib.workbench.overviews import open_follow_up
from tests.conftest import CAMPAIGN
from tests.makers.overviews import page_of_notebook
from tests.verification.office import UNIT, Office

GIVEN = {"unit": UNIT, "today": "2018-01-15", "store": "sqlite:///outputs/inspection.db"}


@pytest.fixture
def page(office: Office) -> str:
    """The follow-up of a unit."""
    reference = office.reference()
    assert reference.workbench is not None
    shown = open_follow_up(reference.workbench, office.store_url, CAMPAIGN, UNIT, today=GIVEN["today"])
    return page_of_notebook(shown, GIVEN)


def traced(office: Office, page: str, name: str = "follow_up") -> Traced:
    return trace_overview(Path(f"{name}.html"), page, office.reference())


def told(office: Office, page: str, name: str = "follow_up") -> tuple[Status, list[str]]:
    found = traced(office, page, name).checked
    return found.status, [in_english(remark.text) for remark in found.remarks]


def test_every_number_is_derived_or_told(office: Office, page: str) -> None:
    """In a table, in a parameter, in the number of a cell; what cannot be derived is counted."""
    found = traced(office, page)
    assert (found.checked.status, found.checked.remarks) == (Status.RIGHT, ())
    assert found.numbers > 100
    for right, wrong in (
        ("17/7/2017</b>", "17/8/2017</b>"),
        ('>"060"<', '>"061"<'),
        ("In\N{NO-BREAK SPACE}[3]", "In\N{NO-BREAK SPACE}[4]"),
        ("Out[4]", "Out[3]"),
    ):
        assert right in page
        status, remarks = told(office, page.replace(right, wrong, 1))
        assert (status, len(remarks)) == (Status.DIFFERENT, 1), right
        assert "it should say" in remarks[0]
    assert told(office, page.replace(">Notebook<", ">theo-doi-060<"), "theo-doi-061")[0] is Status.UNCHECKED
    assert told(office, page.replace(">Notebook<", ">theo-doi-060<"), "theo-doi-060") == (Status.RIGHT, [])
    store = "inspection2.db".join(page.rsplit("inspection.db", 1))
    assert told(office, store)[1] == ["1 numbers in names of files: nothing here derives them."]
    for part in ('"notebook": "follow_up"', '"language": "vi"', "2018-01-15"):
        assert told(office, page.replace(part, "x" * (part == "2018-01-15"), 1))[0] is Status.DIFFERENT


def test_a_page_without_code_is_read_as_well(office: Office) -> None:
    """As `jupyter nbconvert --no-input` makes it."""
    reference = office.reference()
    assert reference.workbench is not None
    shown = open_follow_up(reference.workbench, office.store_url, CAMPAIGN, UNIT, today=GIVEN["today"])
    page = page_of_notebook(shown, GIVEN, exclude_input=True)
    assert "check_parameters" not in page
    assert told(office, page) == (Status.RIGHT, [])
    assert told(office, page.replace("Out[4]", "Out[3]"))[0] is Status.DIFFERENT


def test_after_the_record_went_on_nothing_is_called_wrong(office: Office, page: str) -> None:
    """The page was right when it was made."""
    reference = office.reference()
    assert reference.workbench is not None
    campaign = reference.workbench.campaign(CAMPAIGN)
    store = open_store(office.store_url, reference.workbench.folder)
    recorder = Recorder(store, campaign, reference.workbench.checklists(campaign))
    recorder.answer(UNIT, "A05", Source.INSPECTOR, "3", actor="Thư ký")
    status, remarks = told(office, page)
    assert (status, remarks) == (
        Status.UNCHECKED,
        ["The record went on after the page was made: make the page anew."],
    )
