"""The kinds of mutants: how a file of each is changed, where it lies, and every command that reads it."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

import yaml

from inspection_lib.batch.account import counts_of_killed_run
from inspection_lib.errors import InspectionError
from inspection_lib.files import LocalFolder
from inspection_lib.language import Language
from inspection_lib.report import head_from_json, report_from_json
from inspection_lib.unit_report.make import make_unit
from inspection_lib.unit_report.notebook import notebook_parameters
from inspection_lib.unit_report.record import read_record
from inspection_lib.visit.notebook_copy import visit_notebook
from inspection_lib.workbench import Workbench
from tests.conftest import CAMPAIGN
from tests.makers.machines import ROLE
from tests.mutants.homes import CHECKLIST, UNIT, as_yaml, sign_again
from tests.mutants.limited import Step
from tests.mutants.mutate import (
    of_bytes,
    of_csv,
    of_json,
    of_json_lines,
    of_tree,
    of_xml,
    of_zip,
    with_brackets,
)
from tests.unit_report.jobs import a_job

RESPONSES = f"checklists/responses/{CAMPAIGN}/districts.csv"
REPORT = f"outputs/{CAMPAIGN}/{UNIT}"


@dataclass(frozen=True)
class Kind:
    """``seeds`` are names in `Seeds.files` with the path of each below the home; ``steps`` get that path.

    What `check`, the first step, passes, the first ``taken`` steps take.
    """

    seeds: dict[str, str]
    change: Callable[[Random, bytes], bytes]
    steps: Callable[[str, Path], Sequence[Step]]
    taken: int = 0
    store: str = "outputs/inspection.db"


def of_yaml(chance: Random, content: bytes) -> bytes:
    """A YAML text with its tree changed, or its bytes."""
    if chance.random() < 0.2:
        return of_bytes(chance, content)
    tree = of_tree(chance, yaml.load(content, yaml.CBaseLoader))
    if chance.random() < 0.1:  # JSON is YAML, and writes what PyYAML refuses to
        return with_brackets(chance, json.dumps(tree, ensure_ascii=False))
    text = as_yaml(tree).decode("utf-8", "surrogatepass")
    return with_brackets(chance, text, chance.choice("[{"))


def _of_member(chance: Random, name: str, content: bytes) -> bytes:
    ending = name.rpartition(".")[2]
    changes = {"json": of_json, "jsonl": of_json_lines, "xml": of_xml, "rels": of_xml, "csv": of_csv}
    return changes.get(ending, of_bytes)(chance, content)


def of_archive(chance: Random, content: bytes) -> bytes:
    """A zip with a member changed in its own format."""
    return of_zip(chance, content, _of_member)


def of_bundle(chance: Random, content: bytes) -> bytes:
    """A bundle, mostly signed again: the sender is trusted and means harm, or has a fault."""
    return of_zip(chance, content, _of_member, sign_again)


def _checklist(path: str, home: Path) -> Sequence[Step]:
    def report() -> object:
        """As a worker of the batch makes it."""
        fault = make_unit(a_job("new", UNIT, "sqlite:///new.db", workbench_folder=str(home))).fault
        if fault:
            raise InspectionError(fault.message, fault.remedy)
        return None

    return [
        ("check", path),
        ("export-xlsform", CHECKLIST, "-o", "form.xlsx"),
        ("paper", CHECKLIST, "-o", "paper.html"),
        ("form", CAMPAIGN, UNIT, "-o", "form.html", "--store", "sqlite:///new.db"),
        ("contradictions", CAMPAIGN, "--store", "sqlite:///new.db"),
        report,
        # Answers that were given before, to the items of before.
        ("import", CAMPAIGN, RESPONSES, "--dry-run"),
        ("papers", CAMPAIGN, UNIT),
        ("contradictions", CAMPAIGN),
        ("verify", REPORT),
    ]


def _table(path: str, home: Path) -> Sequence[Step]:
    return [
        ("check", path),
        ("import", CAMPAIGN, path, "--dry-run"),
        ("import", CAMPAIGN, path),
        ("papers", CAMPAIGN, UNIT),
    ]


def _context(path: str, home: Path) -> Sequence[Step]:
    """What stands around the answers: units, holidays, registers."""
    form = ("export-xlsform", CHECKLIST, "--campaign", CAMPAIGN, "-o", "form.xlsx")
    return [("check", path), ("papers", CAMPAIGN, UNIT), form, ("verify", REPORT)]


def _merge_package(path: str, home: Path) -> Sequence[Step]:
    found, _, *rest = _merge(path, home)
    return [found, ("merge", path, "--from", ROLE), *rest]


def _merge(path: str, home: Path) -> Sequence[Step]:
    return [("verify", path), ("merge", path), ("papers", CAMPAIGN, UNIT), ("contradictions", CAMPAIGN)]


def _odk(path: str, home: Path) -> Sequence[Step]:
    return [("verify", path), ("import-odk", CAMPAIGN, path), ("papers", CAMPAIGN, UNIT)]


def _notebook(path: str, home: Path) -> Sequence[Step]:
    def visit() -> object:
        return visit_notebook(
            *(Workbench(home), CAMPAIGN, UNIT),
            **{"actor": "", "store_url": "sqlite:///outputs/inspection.db", "language": Language.VI},
        )

    def parameters() -> object:
        return notebook_parameters(home / path)

    return [parameters, ("verify", REPORT)] if path.startswith(REPORT) else [visit, parameters]


def _report(path: str, home: Path) -> Sequence[Step]:
    text = (home / path).read_bytes().decode("utf-8", "surrogateescape")

    def whole() -> object:
        return report_from_json(text)

    def head() -> object:
        return head_from_json(text)

    def record() -> object:
        return read_record(LocalFolder(home / "outputs" / CAMPAIGN), UNIT)

    def account() -> object:
        return counts_of_killed_run(LocalFolder(home / "outputs" / CAMPAIGN))

    check = ("verify", REPORT)
    steps: dict[str, Sequence[Step]] = {"report.json": [whole, head, check], "made.json": [record, check]}
    return steps.get(Path(path).name, [account, ("verify", f"outputs/{CAMPAIGN}")])


KINDS = {
    "yaml": Kind(
        {
            "checklist": f"checklists/definitions/{CHECKLIST}.yaml",
            "plan": f"checklists/plans/{CAMPAIGN}.yaml",
        },
        of_yaml,
        _checklist,
        taken=7,
    ),
    "csv": Kind({"responses": RESPONSES}, of_csv, _table),
    "context": Kind(
        {
            "units": "checklists/units/backan-2017.csv",
            "holidays": "checklists/holidays.csv",
            "register": f"checklists/registers/{CAMPAIGN}/060.one_stop.csv",
        },
        of_csv,
        _context,
    ),
    "xlsx": Kind({"xlsx": f"checklists/responses/{CAMPAIGN}/districts.xlsx"}, of_archive, _table),
    "bundle": Kind({"bundle": "visit.zip"}, of_bundle, _merge),
    "package": Kind({"package": "tablet.zip"}, of_archive, _merge_package),
    "odk": Kind({"odk": "export.zip"}, of_archive, _odk),
    "notebook": Kind(
        {
            "notebook": f"outputs/visits/{CAMPAIGN}.{UNIT}.ipynb",
            "template": "notebooks/site_visit.ipynb",
            "unit": f"{REPORT}/unit_report.ipynb",
        },
        of_json,
        _notebook,
    ),
    "report": Kind(
        {
            "report": f"{REPORT}/report.json",
            "made": f"{REPORT}/made.json",
            "account": f"outputs/{CAMPAIGN}/batch.json",
        },
        of_json,
        _report,
    ),
}
