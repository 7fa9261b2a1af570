"""Check a campaign's folder: the account of the run and the index page, and every unit's report."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, Field

from inspection_lib.batch import ACCOUNT, RunState, UnitState, account_digest, draw_campaign_index
from inspection_lib.errors import InspectionError
from inspection_lib.files import Folder
from inspection_lib.language import Language, Text, message
from inspection_lib.model import Campaign
from inspection_lib.render import LEADERSHIP_PAGE, STATUS_PAGE, is_sheet_page, is_status_page
from inspection_lib.unit_report import RECORD, read_record
from inspection_lib.verification.page_check import first_difference_of_pages
from inspection_lib.verification.reference import Reference, library_here
from inspection_lib.verification.remarks import (
    Checked,
    Remark,
    RemarkKind,
    difference,
    note,
    of_error,
    standing,
    unchecked,
)
from inspection_lib.verification.unit_check import check_unit, read_report_files

INDEX = "index.html"


def check_campaign(folder: Folder, unit_codes: list[str], reference: Reference) -> Iterator[Checked]:
    """The folder's own files first, then every unit's report in the order of their codes."""
    yield Checked(
        folder.place, message("List of a campaign"), tuple(check_index(folder, unit_codes, reference))
    )
    for code in unit_codes:
        yield check_unit_folder(folder, code, reference)


def check_unit_folder(folder: Folder, unit_code: str, reference: Reference) -> Checked:
    """The report in a unit's folder, which lies in ``folder``."""
    remarks = check_unit(read_report_files(folder, unit_code), reference)
    what = message("Report of unit {unit}", unit=unit_code)
    return Checked(f"{folder.place}/{unit_code}", what, tuple(remarks))


def check_index(folder: Folder, unit_codes: Collection[str], reference: Reference) -> list[Remark]:
    """What is wrong with `batch.json` and the index: both must say what the units' records say."""
    try:
        text = folder.read(ACCOUNT)
    except UnicodeDecodeError:
        return [difference(ACCOUNT, message("The file is not text."))]
    if text is None:
        return [difference(ACCOUNT, message("{file} is missing.", file=ACCOUNT))]
    account = read_account(text)
    if account is None:
        return [difference(ACCOUNT, message("It was changed: it does not fit its own digest."))]
    if account.state is RunState.RUNNING:
        return [
            unchecked(ACCOUNT, message("A batch is running, or was broken off: run it to its end first."))
        ]
    campaign, remarks = campaign_to_draw(account, reference)
    if campaign is not None:
        remarks += _check_units(campaign, account, unit_codes)
        remarks += _draw_again(campaign, folder, account)
    own = _check_campaigns(folder, account, unit_codes)
    return [*_check_counts(account), *own, *remarks, *_check_pages(folder, account)]


def _check_campaigns(folder: Folder, account: WrittenAccount, unit_codes: Collection[str]) -> list[Remark]:
    """Every report in the folder is of its campaign: one of an earlier campaign would be right by itself."""
    for code in unit_codes:
        record = read_record(folder, code)
        if record and record.campaign_id != account.campaign:
            where = Text(f"đơn vị {code}, đợt kiểm tra", f"unit {code}, campaign")
            stands = standing(where, record.campaign_id, account.campaign)
            return [difference(f"{code}/{RECORD}", stands)]
    return []


class _Unit(BaseModel):
    """A unit in `batch.json`; times and memory are of no interest here."""

    unit: str
    state: UnitState
    reason: str = ""
    remedy: str = ""


class _Settings(BaseModel):
    language: Language


class WrittenAccount(BaseModel):
    """What of `batch.json` can be compared with the reports."""

    campaign: str
    made_at: str
    state: RunState
    settings: _Settings
    counts: dict[str, int]
    plan: str
    library: str
    stale: list[str]
    index: dict[
        Annotated[str, Field(pattern=r"^(index(/[A-Za-z0-9._~-]+)?|status|leadership(\.[0-9q-]+)?)\.html$")],
        str,
    ]
    units: list[_Unit]


def read_account(text: str) -> WrittenAccount | None:
    """The content of `batch.json`; None if it was changed in any way."""
    try:
        content = json.loads(text)
        written = json.dumps(content, ensure_ascii=False, indent=1) + "\n"
        if content["check"] != account_digest(content) or written != text:
            return None
        return WrittenAccount.model_validate(content)
    except (
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
        RecursionError,
    ):  # a ValidationError is a ValueError
        return None


def _check_counts(account: WrittenAccount) -> list[Remark]:
    counted = Counter(unit.state.value for unit in account.units)
    for state in UnitState:
        if account.counts.get(state.value) != counted[state.value]:
            where = Text(f"số đơn vị “{state.value}”", f"number of units “{state.value}”")
            stands, should = str(account.counts.get(state.value, "")), str(counted[state.value])
            return [difference(ACCOUNT, standing(where, stands, should))]
    return []


def _check_pages(folder: Folder, account: WrittenAccount) -> list[Remark]:
    """Every page of the index has the digest that the account holds, and there is no other one."""
    there = {f"index/{name}" for name in folder.names("index") if name.endswith(".html")}
    there |= set(filter(follows_record, folder.names("")))
    remarks = [
        difference(name, message("The file does not belong to this list."))
        for name in sorted(there - account.index.keys())
    ]
    for name, digest in account.index.items():
        page = text_of(folder, name)
        if page is None:
            remarks.append(difference(name, message("{file} is missing.", file=name)))
        elif hashlib.sha256(page.encode()).hexdigest() != digest:
            text = message("The file was changed after the list was made: its digest is another one.")
            remarks.append(difference(name, text))
    if INDEX not in account.index:
        remarks.append(unchecked(INDEX, message("The run could not write the list.")))
    return remarks


def campaign_to_draw(account: WrittenAccount, reference: Reference) -> tuple[Campaign | None, list[Remark]]:
    """The campaign of a run, if its index can be drawn again here; else why not."""
    not_drawn = unchecked(INDEX, message("The list was not drawn again."))
    if reference.workbench is None:
        return None, [not_drawn, note("", message("There is no workbench here."))]
    if account.library != library_here():
        return None, [not_drawn, note("", message("It is of another version of the library."))]
    try:
        campaign = reference.workbench.campaign(account.campaign)
    except InspectionError as error:
        return None, [not_drawn, *of_error(RemarkKind.NOTE, "", error)]
    if campaign.digest != account.plan:
        return None, [not_drawn, note("", message("The plan or the list of units was changed since."))]
    return campaign, []


def _check_units(campaign: Campaign, account: WrittenAccount, unit_codes: Collection[str]) -> list[Remark]:
    """The run, the plan and the folders name the same units."""
    for unit in account.units:
        if campaign.unit(unit.unit) is None:
            text = message("Unit {unit} is not inspected in this campaign.", unit=unit.unit)
            return [difference(ACCOUNT, text)]
        if unit.state in (UnitState.MADE, UnitState.SKIPPED) and unit.unit not in unit_codes:
            return [difference(ACCOUNT, message("The report of unit {unit} is missing.", unit=unit.unit))]
    return []


def _draw_again(campaign: Campaign, folder: Folder, account: WrittenAccount) -> list[Remark]:
    """The pages of the index drawn again from the units' records."""
    should = index_again(campaign, folder, account)
    # The record has moved on since: what follows from it is compared by its digest alone.
    drawn = {name for name in account.index if not follows_record(name)}
    for name in sorted(should.keys() | drawn, key=lambda name: (name == INDEX, name)):
        found = first_difference_of_pages(text_of(folder, name) or "", should.get(name, ""))
        if found:
            return [difference(name, found)]
    return []


def index_again(campaign: Campaign, folder: Folder, account: WrittenAccount) -> dict[str, str]:
    """The pages of the index, by their names, as the units' records give them now."""
    failed = {
        unit.unit: " ".join(part for part in (unit.reason, unit.remedy) if part)
        for unit in account.units
        if unit.state is UnitState.FAILED
    }
    return draw_campaign_index(
        campaign,
        folder,
        account.stale,
        failed,
        account.made_at,
        account.settings.language,
        STATUS_PAGE if STATUS_PAGE in account.index else "",
        LEADERSHIP_PAGE if LEADERSHIP_PAGE in account.index else "",
    )


def follows_record(name: str) -> bool:
    """Whether a page follows from the record, which moves on after a run: the status, or a sheet."""
    return is_status_page(name) or is_sheet_page(name)


def outputs_of(path: Path) -> Path:
    """The folder of outputs where the path is a workbench; any other folder is itself."""
    is_workbench = (path / "checklists").is_dir() and (path / "outputs").is_dir()
    return path / "outputs" if is_workbench else path


def text_of(folder: Folder, name: str) -> str | None:
    """The text of a file in a folder; "" of one that is no text, None without one."""
    try:
        return folder.read(name)
    except UnicodeDecodeError:
        return ""
