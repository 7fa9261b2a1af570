"""A trial of all steps, from a new workbench to a report and an answer of a visit, in a folder of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from inspection_lib.batch import UnitState, Watcher, choose_units, make_order, run_batch
from inspection_lib.errors import InspectionError, InvalidFilesError
from inspection_lib.imports import read_responses
from inspection_lib.language import Fault, Language, Message, message
from inspection_lib.model import Campaign
from inspection_lib.record import create_store
from inspection_lib.verification import RemarkKind, Status, check_path, open_reference
from inspection_lib.visit import open_desk
from inspection_lib.workbench import (
    DEFAULT_STORE,
    SAMPLES,
    Workbench,
    make_workbench,
    open_recorder,
    open_workbench,
)

SAMPLE = "school"
UNITS = ("TH01", "TH02", "CS01")
"""The units whose reports are made; the last one is visited."""
ITEM, ANSWER, NOTE = "A01", "no", "inspection selftest"


def run_trial(folder: Path, language: Language, watcher: Watcher) -> Iterator[Message]:
    """Do all steps in an empty folder; gives a sentence after each step that went well.

    Raises InspectionError for the first one that did not.
    """
    made = make_workbench(folder, SAMPLE)
    yield message("A workbench was made from the sample: {count} files.", count=len(made))
    workbench = open_workbench(str(folder))
    campaign = workbench.campaign(SAMPLES[SAMPLE])
    yield message("{count} answers were imported.", count=_import(workbench, campaign))
    place = _make_reports(workbench, campaign, language, watcher)
    yield message("{count} reports were made, by two processes.", count=len(UNITS))
    _verify(place, folder)
    yield message("The reports were verified, down to the answers.")
    _visit(workbench, campaign, language)
    yield message("One answer of a visit was recorded and read back.")


def _import(workbench: Workbench, campaign: Campaign) -> int:
    """Record the answers of the sample; gives how many."""
    recorder = open_recorder(workbench, campaign, create_store(DEFAULT_STORE, workbench.folder))
    count = 0
    for path in sorted((workbench.folder / "checklists" / "responses" / campaign.id).iterdir()):
        imported, problems = read_responses(path, campaign, workbench.checklists(campaign))
        if problems:
            raise InvalidFilesError(problems)
        recorder.record(entry for _, entry in imported.entries)
        count += len(imported.entries)
    if not count:
        raise _failed(message("No answer was recorded."))
    return count


def _make_reports(workbench: Workbench, campaign: Campaign, language: Language, watcher: Watcher) -> str:
    """Make the reports of the units; gives the folder in which they are."""
    order = make_order(workbench, campaign, DEFAULT_STORE, "outputs", language, "inprocess")
    order = replace(order, jobs=2, memory=2**31)
    result = run_batch(order, choose_units(campaign, (), UNITS), watcher)
    for unit in result.units:
        if unit.state is not UnitState.MADE:
            text = message("The report of unit {unit} was not made.", unit=unit.unit_code)
            fault = unit.fault or Fault(text)
            raise InspectionError(fault.message, fault.remedy)
    if result.fault:
        raise InspectionError(result.fault.message, result.fault.remedy)
    return order.place


def _verify(place: str, folder: Path) -> None:
    """Compare the reports with the record. What needs a signature is not asked for: nobody signed here."""
    checked = list(check_path(place, open_reference(DEFAULT_STORE, str(folder)), lambda: ""))
    if not checked:
        raise _failed(message("There was nothing to verify."))
    for one in checked:
        if one.status is Status.DIFFERENT:
            raise _failed(one.of_kind(RemarkKind.DIFFERENCE)[0].text)


def _visit(workbench: Workbench, campaign: Campaign, language: Language) -> None:
    """Answer one item as the form does, and read the answer with another desk."""

    def heads() -> Sequence[tuple[str, str, str]]:
        desk = open_desk(workbench, DEFAULT_STORE, campaign.id, UNITS[-1], language=language)
        (state,) = (state for state in desk.states().items if state.id == ITEM)
        return [(head.digest, head.raw, head.note) for head in state.heads]

    desk = open_desk(workbench, DEFAULT_STORE, campaign.id, UNITS[-1], language=language)
    entry = {"type": "entry", "client": "selftest:1", "kind": "answered"}
    seen = [digest for digest, _, _ in heads()]
    replies = desk.answer(entry | {"item": ITEM, "raw": ANSWER, "note": NOTE, "seen": seen})
    if [(raw, note) for _, raw, note in heads()] != [(ANSWER, NOTE)]:
        raise _failed(message("The answer of the visit was not recorded: {reply}.", reply=str(replies[-1])))


def _failed(text: Message) -> InspectionError:
    return InspectionError(text, message("Report what was printed to the people who maintain the workbench."))
