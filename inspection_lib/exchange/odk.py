"""Submissions of a form that :mod:`xlsform` made: the CSV of ODK Central or KoboToolbox, alone or in a zip with its media."""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from inspection_lib.answers import canonical, parse_answer
from inspection_lib.errors import AnswerError, BundleError, EvidenceError, InvalidFilesError, Problem
from inspection_lib.exchange.archive import Archive, read_archive
from inspection_lib.exchange.xlsform import NOT_APPLICABLE, NOT_DONE, name_of, version_of
from inspection_lib.language import Fault, Message, message
from inspection_lib.model import Attachment, Campaign, Checklist, Entry, EventKind, Item, ItemKind, Source
from inspection_lib.record import (
    EvidenceFolder,
    Recorder,
    canonical_json,
    kind_of,
    safe_name,
    utc_moment,
    write_attachment,
)

Media = Callable[[str], bytes | None]
"""Gives the content of a media file by its name, None if it is not there."""


@dataclass(frozen=True, slots=True)
class Submission:
    """One filled-in form: its line in the table, its own id, and its cells by the question's name."""

    line: int
    instance: str
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Piece:
    """A photo of a submission."""

    item: str
    client: str
    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Visit:
    """A submission as what it records: entries, and photos to be kept and attached."""

    unit: str
    device: str
    actor: str
    when: str
    entries: tuple[Entry, ...]
    pieces: tuple[Piece, ...]


def read_odk(path: Path, recorder: Recorder) -> list[Visit]:
    """The visits of a file, or an :class:`InvalidFilesError` with everything that is wrong with it."""
    table, media = _open(path)
    visits, problems = [], []
    for submission in _submissions(path, table):
        visit, wrong = _visit(submission, recorder, media)
        problems += [Problem(str(path), submission.line, Fault(said, remedy)) for said, remedy in wrong]
        if visit:
            visits.append(visit)
    if problems:
        raise InvalidFilesError(problems)
    return visits


def record_visits(visits: Iterable[Visit], recorder: Recorder, evidence: EvidenceFolder) -> int:
    """Record visits, each as the events of its own form; the same again adds nothing. Gives how many events are new."""
    new = 0
    for visit in visits:
        own = Recorder(
            recorder.store, recorder.campaign, recorder.checklists, f"odk-{visit.device}", recorder.now
        )
        kept = [
            (piece, evidence.keep(piece.name, piece.content, received=visit.when[:10]))
            for piece in visit.pieces
        ]
        attached = [_attached(visit, piece, found) for piece, found in kept]
        new += len(own.record_beside([*visit.entries, *attached], {}))
    return new


def _attached(visit: Visit, piece: Piece, found: Attachment) -> Entry:
    raw = write_attachment(found)
    return Entry(
        visit.unit,
        EventKind.ATTACHED,
        piece.item,
        _SOURCE,
        raw,
        actor=visit.actor,
        answered_at=visit.when,
        client=piece.client,
    )


_SOURCE = Source.INSPECTOR.value
_EXPORT = message("Export the submissions again as CSV, or as a zip with media files.")


def _open(path: Path) -> tuple[str, Media]:
    """The table of a file and the way to its media: beside a CSV in `media/`, or in the same zip."""
    try:
        if path.suffix.lower() != ".zip":
            return path.read_text(encoding="utf-8-sig"), lambda name: _beside(
                path.parent / "media" / safe_name(name)
            )
        archive = read_archive(str(path), path.read_bytes())
        tables = sorted(name for name in archive.names() if name.lower().endswith(".csv"))
        if len(tables) != 1:
            raise InvalidFilesError(
                [
                    Problem(
                        str(path),
                        0,
                        Fault(message("The zip holds {count} tables.", count=len(tables)), _EXPORT),
                    )
                ]
            )
        return archive.open(tables[0]).decode("utf-8-sig"), lambda name: _member(archive, name)
    except (OSError, UnicodeDecodeError) as error:
        said = message("The file cannot be read: {cause}.", cause=type(error).__name__)
        raise InvalidFilesError([Problem(str(path), 0, Fault(said, _EXPORT))]) from error
    except BundleError as error:
        raise InvalidFilesError([Problem(str(path), 0, Fault(error.message, _EXPORT))]) from error


def _member(archive: Archive, name: str) -> bytes | None:
    """A media file by its name, wherever it lies in the archive; two of one name are told, for one of them is another's."""
    found = [member for member in archive.names() if member.rsplit("/", 1)[-1] == name]
    if len(found) > 1:
        raise EvidenceError(
            message("The zip holds {count} files of the name {name}.", count=len(found), name=name), _EXPORT
        )
    return archive.open(found[0]) if found else None


def _beside(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def _submissions(path: Path, table: str) -> Iterable[Submission]:
    """The rows; of a column `area_1-A01_g-A01` or `area_1/A01_g/A01` the last part is the question's name."""
    first = table.split("\n", 1)[0]
    rows = csv.DictReader(io.StringIO(table), delimiter=";" if first.count(";") > first.count(",") else ",")
    names = {column: re.split(r"[-/]", column)[-1] for column in rows.fieldnames or ()}
    instance = next(
        (column for column in ("KEY", "meta-instanceID", "meta/instanceID", "_uuid") if column in names), ""
    )
    if not instance or "unit" not in names.values():
        said = message(
            "The table has no column {column}.", column="unit" if instance else "KEY, meta-instanceID, _uuid"
        )
        raise InvalidFilesError([Problem(str(path), 1, Fault(said, _EXPORT))])
    for row in rows:
        cells = {name: (row[column] or "").strip() for column, name in names.items()}
        yield Submission(rows.line_num, row[instance] or "", cells)


Wrong = tuple[Message, Message]


def _visit(submission: Submission, recorder: Recorder, media: Media) -> tuple[Visit | None, list[Wrong]]:
    cells, campaign = submission.cells, recorder.campaign
    checklist, wrong = _checklist(cells, campaign, recorder)
    if checklist is None:
        return None, wrong
    device = _device(submission, checklist)
    if not submission.instance:
        wrong.append((message("The submission has no id."), _EXPORT))
    if not utc_moment(_when(cells)):
        wrong.append(
            (message("The submission does not say when it was made."), message("Keep its column 'end'."))
        )
    entries: list[Entry] = []
    pieces: list[Piece] = []
    for number, item in enumerate(checklist.items):
        try:
            entries += _entries(item, cells, f"{device}:{number * 10}")
            pieces += _photos(item, cells, f"{device}:{number * 10 + 2}", media)
        except (AnswerError, EvidenceError) as error:
            wrong.append((error.message, error.remedy or _EXPORT))
    return Visit(
        cells["unit"], device, cells.get("actor", ""), _when(cells), tuple(entries), tuple(pieces)
    ), wrong


def _device(submission: Submission, checklist: Checklist) -> str:
    """The name of a submission's chain. An edited one is another chain: it stands beside the first, which is not changed."""
    own = {"unit", "actor", "end", *(f"{name_of(item)}{part}" for item in checklist.items for part in _PARTS)}
    said = {name: cell for name, cell in submission.cells.items() if name in own and cell}
    return hashlib.sha256(f"{submission.instance} {canonical_json(said)}".encode()).hexdigest()[:16]


_PARTS = ("", "_a", "_b", "_na", "_state", "_note", "_doc", "_photo")
"""What the names of an item's cells end with."""


def _when(cells: Mapping[str, str]) -> str:
    """When a submission was made: by the phone, else by the server."""
    return cells.get("end") or cells.get("SubmissionDate", "")


def _checklist(
    cells: Mapping[str, str], campaign: Campaign, recorder: Recorder
) -> tuple[Checklist | None, list[Wrong]]:
    unit = campaign.unit(cells["unit"])
    if cells.get("campaign") != campaign.id:
        said = message("The submission is of campaign '{other}'.", other=cells.get("campaign", ""))
        return None, [(said, message("Import it into its own campaign."))]
    if unit is None or unit.kind not in recorder.checklists:
        said = message(
            "Unit '{unit}' is not inspected in campaign {campaign}.", unit=cells["unit"], campaign=campaign.id
        )
        return None, [(said, message("Look the code up in the units file of the plan."))]
    checklist = recorder.checklists[unit.kind]
    if cells.get("checklist") != version_of(checklist):
        said = message(
            "The submission answers checklist '{other}', not '{own}'.",
            other=cells.get("checklist", ""),
            own=version_of(checklist),
        )
        return None, [(said, message("Export the form again, and fill it in anew."))]
    return checklist, []


def _entries(item: Item, cells: Mapping[str, str], client: str) -> list[Entry]:
    raw, note, number = (
        _raw(item, cells),
        cells.get(f"{name_of(item)}_note", ""),
        cells.get(f"{name_of(item)}_doc", ""),
    )
    when = _when(cells)

    def entry(kind: EventKind, said: str, own: str) -> Entry:
        remark = "" if kind is EventKind.ATTACHED else note
        actor = cells.get("actor", "")
        return Entry(
            cells["unit"],
            kind,
            item.id,
            _SOURCE,
            said,
            note=remark,
            actor=actor,
            answered_at=when,
            client=own,
        )

    found = []
    if raw:
        found.append(entry(EventKind.ANSWERED, canonical(parse_answer(item, raw)), client))
    elif note:
        found.append(entry(EventKind.REMARKED, "", client))
    if number:
        prefix, _, count = client.partition(":")
        piece = write_attachment(Attachment(number=number, received=when[:10]))
        found.append(entry(EventKind.ATTACHED, piece, f"{prefix}:{int(count) + 1}"))
    return found


def _raw(item: Item, cells: Mapping[str, str]) -> str:
    """The raw answer that the cells of an item amount to; empty where nothing was answered."""
    name = name_of(item)
    own = "" if item.kind is ItemKind.TEXT else cells.get(name, "")  # a text may say anything
    if NOT_APPLICABLE in (own, cells.get(f"{name}_na", ""), cells.get(f"{name}_state", "")):
        return "n/a"
    match item.kind:
        case ItemKind.RATIO | ItemKind.COUNT:
            first, second = cells.get(f"{name}_a", ""), cells.get(f"{name}_b", "")
            return f"{first}/{second}" if first or second else ""
        case ItemKind.DATE:
            return NOT_DONE if cells.get(f"{name}_state") == NOT_DONE else cells.get(name, "")
        case ItemKind.NUMBER:
            whole, point, rest = cells.get(name, "").partition(".")
            return f"{whole},{rest}0" if point and rest else whole  # three decimals would look like thousands
        case _:
            return cells.get(name, "")


def _photos(item: Item, cells: Mapping[str, str], client: str, media: Media) -> list[Piece]:
    name = cells.get(f"{name_of(item)}_photo", "")
    if not name:
        return []
    content = media(name)
    if content is None:
        raise EvidenceError(
            message("The photo {name} of item {item} is missing.", name=name, item=item.id), _EXPORT
        )
    kind_of(safe_name(name), content)
    return [Piece(item.id, client, name, content)]
