"""A small workbench and one valid file of each kind, for the mutants: one item of each rule, two units."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl
import yaml

from inspection_lib.exchange import make_bundle
from inspection_lib.exchange.manifest import sha256_of
from inspection_lib.exchange.xlsform_questions import name_of
from inspection_lib.imports import read_responses
from inspection_lib.keys import load_key, new_key, trust
from inspection_lib.model import Source
from inspection_lib.record import canonical_json, create_store, evidence_folder
from inspection_lib.workbench import Workbench, open_recorder
from tests.conftest import CAMPAIGN, ROOT
from tests.makers.commands import run_here
from tests.makers.executors import reports_made_here
from tests.makers.machines import PASSPHRASE, ROLE
from tests.makers.submissions import PHOTO, a_table
from tests.makers.workbenches import a_workbench

UNIT, CHECKLIST = "060", "par-district.v2"
PAPER = b"%PDF-1.7 a scan"


@dataclass(frozen=True)
class Seeds:
    """The home's folder, and the valid files by the names of their kinds."""

    home: Path
    files: dict[str, bytes]


def make_seeds(home: Path) -> Seeds:
    """Fill a folder; INSPECTION_CONFIG must lie in a folder of the caller's own."""
    workbench = a_workbench(home)
    for path in (home / "checklists" / "definitions").glob("*.yaml"):
        if path.stem != CHECKLIST:
            path.unlink()
    _small_plan(home)
    _small_checklist(home / "checklists" / "definitions" / f"{CHECKLIST}.yaml")
    responses = home / "checklists" / "responses" / CAMPAIGN / "districts.csv"
    responses.parent.mkdir(parents=True)
    responses.write_bytes(_small_responses(workbench))
    registers = home / "checklists" / "registers" / CAMPAIGN
    registers.mkdir(parents=True)
    source = ROOT / "checklists" / "registers" / CAMPAIGN / "060.one_stop.csv"
    register = b"".join(source.read_bytes().splitlines(keepends=True)[:12])
    (registers / source.name).write_bytes(register)
    files = _record(workbench, home, responses)
    files |= _make_reports(home)
    definitions = home / "checklists"
    files |= {
        "checklist": (definitions / "definitions" / f"{CHECKLIST}.yaml").read_bytes(),
        "plan": (definitions / "plans" / f"{CAMPAIGN}.yaml").read_bytes(),
        "units": (definitions / "units" / "backan-2017.csv").read_bytes(),
        "holidays": (definitions / "holidays.csv").read_bytes(),
        "responses": responses.read_bytes(),
        "register": register,
        "xlsx": _as_xlsx(responses.read_bytes()),
        "package": _package(workbench),
        "odk": _odk(workbench),
        "notebook": (home / "notebooks" / "site_visit.ipynb").read_bytes(),
    }
    return Seeds(home, files)


def as_yaml(tree: Any) -> bytes:
    """A tree of texts as YAML; the word null, which PyYAML read as a text, is nothing again."""
    text: str = yaml.dump(tree, allow_unicode=True, sort_keys=False, width=10**6)
    return text.replace(": 'null'", ": null").encode("utf-8", "surrogatepass")


def _small_plan(home: Path) -> None:
    path = home / "checklists" / "plans" / f"{CAMPAIGN}.yaml"
    plan = yaml.load(path.read_text(encoding="utf-8"), yaml.CBaseLoader)
    plan["kinds"], plan["checklists"] = ["district"], {"district": CHECKLIST}
    path.write_bytes(as_yaml(plan))
    units = home / "checklists" / "units" / "backan-2017.csv"
    lines = units.read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [line for line in lines if line.startswith(("code,", "06,", "060,", "058,"))]
    units.write_text("".join(kept), encoding="utf-8")


def _small_checklist(path: Path) -> None:
    tree = yaml.load(path.read_text(encoding="utf-8"), yaml.CBaseLoader)
    rules: set[str] = set()
    areas = []
    for area in tree["areas"]:
        for criterion in area["criteria"]:
            fitting = [item for item in criterion["items"] if "applies_when" not in item]
            kept = [item for item in fitting if not rules.issuperset({item["scoring"]["rule"]})][:1]
            rules |= {item["scoring"]["rule"] for item in kept}
            criterion["items"] = kept
        area["criteria"] = [criterion for criterion in area["criteria"] if criterion["items"]]
        if area["criteria"]:
            area["points"] = _sum(item for part in area["criteria"] for item in part["items"])
            areas.append(area)
    tree["areas"], tree["points"], tree["checks"] = areas, _sum(areas), []
    path.write_bytes(as_yaml(tree))


def _sum(parts: Any) -> str:
    return f"{sum(float(part['points']) for part in parts):g}"


def _small_responses(workbench: Workbench) -> bytes:
    checklist = workbench.checklists(workbench.campaign(CAMPAIGN))["district"]
    items = {item.id for item in checklist.items}
    lines = (ROOT / "checklists" / "responses" / CAMPAIGN / "districts.csv").read_text(encoding="utf-8")
    rows = [line for line in lines.splitlines() if line.startswith(("unit,", f"{UNIT},"))]
    return "".join(f"{row}\n" for row in rows if row.split(",")[1] in {"item", *items}).encode()


def _record(workbench: Workbench, home: Path, responses: Path) -> dict[str, bytes]:
    """Record the answers, sign a bundle of them, and make the report."""
    url = f"sqlite:///{home}/outputs/inspection.db"
    campaign = workbench.campaign(CAMPAIGN)
    store = create_store(url, home)
    recorder = open_recorder(workbench, campaign, store)
    imported, problems = read_responses(responses, campaign, workbench.checklists(campaign))
    assert not problems
    recorder.record(entry for _, entry in imported.entries)
    evidence = evidence_folder(url, home)
    piece = evidence.keep("báo cáo.pdf", PAPER, received="2017-05-15")
    item = workbench.checklists(campaign)["district"].items[0].id
    recorder.attach(UNIT, item, Source.INSPECTOR, piece, actor=ROLE)
    trust(new_key(ROLE, PASSPHRASE).key, ROLE)
    bundle = make_bundle(recorder, [UNIT], evidence, load_key(PASSPHRASE), "2017-05-25T00:00:00+00:00")
    return {"bundle": bundle}


def _make_reports(home: Path) -> dict[str, bytes]:
    """Make the report of the unit and the list by the command, as an office does."""
    options = (
        "--home",
        str(home),
        "--store",
        f"sqlite:///{home}/outputs/inspection.db",
        "--output",
        "outputs",
    )
    with reports_made_here():
        done = run_here(home, {}, "batch", CAMPAIGN, "--unit", UNIT, *options)
    assert done.status == 0, done.err
    folder = home / "outputs" / CAMPAIGN
    unit = {"report": "report.json", "made": "made.json", "unit": "unit_report.ipynb"}
    found = {kind: (folder / UNIT / name).read_bytes() for kind, name in unit.items()}
    return found | {"account": (folder / "batch.json").read_bytes()}


def sign_again(members: dict[str, bytes]) -> None:
    """Put sizes, digests and the signature of a bundle right, as a trusted sender could."""
    try:
        manifest = json.loads(members["manifest.json"])
        manifest["members"] = [
            {"name": name, "size": len(own), "sha256": sha256_of(own)}
            for name, own in sorted(members.items())
            if name not in ("manifest.json", "manifest.sig")
        ]
        members["manifest.json"] = canonical_json(manifest).encode()
    except (KeyError, TypeError, ValueError, RecursionError):
        pass
    if "manifest.json" in members:
        members["manifest.sig"] = load_key(PASSPHRASE).sign(members["manifest.json"])


def _as_xlsx(content: bytes) -> bytes:
    book = openpyxl.Workbook()
    for row in csv.reader(content.decode().splitlines()):
        book.active.append(row)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _package(workbench: Workbench) -> bytes:
    checklist = workbench.checklists(workbench.campaign(CAMPAIGN))["district"]
    manifest = {
        **{"format": "inspection-form", "version": 1, "campaign": CAMPAIGN, "unit": UNIT},
        **{"checklist": checklist.name, "digest": checklist.digest, "device": "9f3a" * 4, "actor": ROLE},
        **{"made_at": "2017-05-22T10:00:00.000Z", "secret": "5a" * 16},
    }
    item = checklist.items[0].id
    about = {"item": item, "source": "inspector", "actor": ROLE, "answered_at": "2017-05-22T09:00:00.000Z"}
    entries = [
        {**about, "kind": "remarked", "client": f"{'0b1c' * 4}:1", "note": "Đã xem hồ sơ"},
        {
            **about,
            **{"kind": "attached", "client": f"{'0b1c' * 4}:2", "name": "quét.pdf"},
            **{"sha256": sha256_of(PAPER), "size": len(PAPER)},
        },
    ]
    return _zip(
        {
            "manifest.json": json.dumps(manifest).encode(),
            "entries.jsonl": "".join(f"{json.dumps(entry)}\n" for entry in entries).encode(),
            f"files/{sha256_of(PAPER)}": PAPER,
        }
    )


def _odk(workbench: Workbench) -> bytes:
    checklist = workbench.checklists(workbench.campaign(CAMPAIGN))["district"]
    item = checklist.items[0]
    photo = {f"area_1-{name_of(item)}_g-{name_of(item)}_photo": "ảnh 1.jpg"}
    return _zip({"form.csv": a_table(checklist, **photo).encode(), "media/ảnh 1.jpg": PHOTO})


def _zip(members: dict[str, bytes]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return written.getvalue()
