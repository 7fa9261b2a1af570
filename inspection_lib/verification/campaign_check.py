"""Check a campaign's folder: the account of the run and the index page, and every unit's report."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from inspection_lib.batch import ACCOUNT, RunState, UnitState, account_digest, draw_campaign_index
from inspection_lib.errors import InspectionError
from inspection_lib.files import Folder
from inspection_lib.language import Language, Text, message
from inspection_lib.model import Campaign
from inspection_lib.unit_report import RECORD
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


def check_index(folder: Folder, unit_codes: list[str], reference: Reference) -> list[Remark]:
    """What is wrong with `batch.json` and the index: both must say what the units' records say."""
    try:
        text = folder.read(ACCOUNT)
    except UnicodeDecodeError:
        return [difference(ACCOUNT, message("The file is not text."))]
    if text is None:
        return [difference(ACCOUNT, message("{file} is missing.", file=ACCOUNT))]
    account = _read_account(text)
    if account is None:
        return [difference(ACCOUNT, message("It was changed: it does not fit its own digest."))]
    if account["state"] == RunState.RUNNING.value:
        return [
            unchecked(ACCOUNT, message("A batch is running, or was broken off: run it to its end first."))
        ]
    remarks = _check_counts(account)
    remarks += _check_pages(folder, account)
    campaign, found = _campaign(account, reference)
    remarks += found
    if campaign is not None:
        remarks += _check_units(campaign, account, unit_codes)
        remarks += _draw_again(campaign, folder, account)
    return remarks


def _read_account(text: str) -> dict[str, Any] | None:
    """The content of `batch.json`; None if it was changed in any way."""
    try:
        account = json.loads(text)
        written = json.dumps(account, ensure_ascii=False, indent=1) + "\n"
        is_whole = account["check"] == account_digest(account) and written == text
        needed = (
            account["counts"],
            account["units"],
            account["index"],
            account["stale"],
            account["settings"],
        )
        return dict(account) if is_whole and all(isinstance(part, dict | list) for part in needed) else None
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def _check_counts(account: Mapping[str, Any]) -> list[Remark]:
    counted = Counter(str(unit["state"]) for unit in account["units"])
    for state in UnitState:
        if account["counts"].get(state.value) != counted[state.value]:
            where = Text(f"số đơn vị “{state.value}”", f"number of units “{state.value}”")
            stands, should = str(account["counts"].get(state.value, "")), str(counted[state.value])
            return [difference(ACCOUNT, standing(where, stands, should))]
    return []


def _check_pages(folder: Folder, account: Mapping[str, Any]) -> list[Remark]:
    """Every page of the index has the digest that the account holds, and there is no other one."""
    remarks = []
    pages = dict(account["index"])
    there = {f"index/{name}" for name in folder.names("index") if name.endswith(".html")}
    for name in sorted(there - pages.keys()):
        remarks.append(difference(name, message("The file does not belong to this list.")))
    for name, digest in pages.items():
        page = _text_of(folder, name)
        if page is None:
            remarks.append(difference(name, message("{file} is missing.", file=name)))
        elif hashlib.sha256(page.encode()).hexdigest() != digest:
            text = message("The file was changed after the list was made: its digest is another one.")
            remarks.append(difference(name, text))
    if INDEX not in pages:
        remarks.append(unchecked(INDEX, message("The run could not write the list.")))
    return remarks


def _campaign(account: Mapping[str, Any], reference: Reference) -> tuple[Campaign | None, list[Remark]]:
    """The campaign, if its index can be drawn again here; else why not."""
    not_drawn = message("The list was not drawn again.")
    if reference.workbench is None:
        return None, [unchecked(INDEX, not_drawn), note("", message("There is no workbench here."))]
    if account["library"] != library_here():
        text = message("It is of another version of the library.")
        return None, [unchecked(INDEX, not_drawn), note("", text)]
    try:
        campaign = reference.workbench.campaign(str(account["campaign"]))
    except InspectionError as error:
        return None, [unchecked(INDEX, not_drawn), *of_error(RemarkKind.NOTE, "", error)]
    if campaign.digest != account["plan"]:
        text = message("The plan or the list of units was changed since.")
        return None, [unchecked(INDEX, not_drawn), note("", text)]
    return campaign, []


def _check_units(campaign: Campaign, account: Mapping[str, Any], unit_codes: list[str]) -> list[Remark]:
    """The run, the plan and the folders name the same units."""
    known = {unit.code for unit in campaign.units}
    in_run = [str(unit["unit"]) for unit in account["units"]]
    for code in in_run:
        if code not in known:
            text = message("Unit {unit} is not inspected in this campaign.", unit=code)
            return [difference(ACCOUNT, text)]
    there = set(unit_codes)
    for unit in account["units"]:
        if unit["state"] in (UnitState.MADE, UnitState.SKIPPED) and unit["unit"] not in there:
            text = message("The report of unit {unit} is missing.", unit=unit["unit"])
            return [difference(ACCOUNT, text)]
    return []


def _draw_again(campaign: Campaign, folder: Folder, account: Mapping[str, Any]) -> list[Remark]:
    """The pages of the index drawn again from the units' records."""
    failed = {
        str(unit["unit"]): " ".join(str(unit[part]) for part in ("reason", "remedy") if part in unit)
        for unit in account["units"]
        if unit["state"] == UnitState.FAILED.value
    }
    language = Language(str(account["settings"]["language"]))
    should = draw_campaign_index(
        campaign, folder, account["stale"], failed, str(account["made_at"]), language
    )
    for name in sorted(should.keys() | account["index"].keys(), key=lambda name: (name == INDEX, name)):
        stands = _text_of(folder, name) or ""
        found = first_difference_of_pages(stands, should.get(name, ""))
        if found:
            return [difference(name, found)]
    return []


def _text_of(folder: Folder, name: str) -> str | None:
    try:
        return folder.read(name)
    except UnicodeDecodeError:
        return ""


def units_in(folder: Folder, names: list[str]) -> list[str]:
    """Which of the folders below a campaign's hold the record or a file of a report."""
    return [name for name in names if RECORD in (files := folder.names(name)) or "report.json" in files]
