"""What somebody changed in exported answers, compared with the record: only that is imported."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from inspection_lib.imports.export_marks import mark_of, shown_evidence
from inspection_lib.imports.imported_file import AnswerKey, ImportedFile
from inspection_lib.model import Checklist, Entry, EventKind, ResponseEvent
from inspection_lib.record import Recorder, canonical_entry, in_order, standing_responses


@dataclass(frozen=True, slots=True)
class Conflict:
    """An edited row whose answer in the record is no longer the one that was exported.

    ``standing`` is the answer of now; None where there is none.
    """

    line: int
    entry: Entry
    standing: ResponseEvent | None


@dataclass(frozen=True, slots=True)
class EditedRows:
    """The rows of an exported file by what became of them.

    ``entries`` are those to import, each with its line: ``edited`` and ``added`` count them. ``missing`` are
    answers of the file's units that no row has: removed there, or given after the export.
    """

    entries: tuple[tuple[int, Entry], ...]
    edited: int
    added: int
    conflicts: tuple[Conflict, ...]
    missing: tuple[AnswerKey, ...]


def compare_with_record(imported: ImportedFile, recorder: Recorder) -> EditedRows:
    """Tell edited rows from those whose answer changed in the record since the export.

    ``imported`` must be an exported file. A row that says what stands in the record, though it was edited,
    is an entry that changes nothing. Raises ChainError, StoreError, and NotFoundError without its checklist.
    """
    exported = imported.exported
    if exported is None:
        raise ValueError("The file has no column of marks.")
    edited_units = {entry.unit_code for _, entry in imported.entries}
    listed = {unit for unit, _, _ in exported.rows} & {unit.code for unit in recorder.campaign.units}
    standing: dict[AnswerKey, tuple[ResponseEvent, ...]] = {}
    checklists: dict[str, Checklist] = {}
    for unit in sorted(edited_units | listed):
        events = in_order(recorder.store.events(recorder.campaign.id, unit))
        standing |= standing_answers(events)
        if unit in edited_units:
            checklists[unit] = recorder.checklist_in_use(unit, events)
    entries: list[tuple[int, Entry]] = []
    conflicts: list[Conflict] = []
    added = 0
    for line, entry in imported.entries:
        now = next(iter(standing.get((entry.unit_code, entry.item_id, entry.source), ())), None)
        mark, mark_now = exported.marks.get(line, ""), answer_mark(now) if now else ""
        is_answer = entry.kind is EventKind.ANSWERED
        said = answer_mark(canonical_entry(checklists[entry.unit_code], entry)) if is_answer else mark_now
        if mark_now not in (mark, said):
            conflicts.append(Conflict(line, entry, now))
        else:
            entries.append((line, _completed(entry, now) if now else entry))
            added += not mark
    missing = tuple(key for key in standing if key not in exported.rows)
    return EditedRows(tuple(entries), len(entries) - added, added, tuple(conflicts), missing)


def standing_answers(events: Sequence[ResponseEvent]) -> dict[AnswerKey, tuple[ResponseEvent, ...]]:
    """The answers of a unit that stand and were not withdrawn, the one that counts first.

    Events must be in order.
    """
    found = {}
    for (item, source), responses in standing_responses(events).items():
        given = tuple(event for event in responses if event.kind is not EventKind.WITHDRAWN)
        if given:
            found[given[0].unit_code, item, source] = given
    return found


def answer_mark(answer: ResponseEvent | Entry) -> str:
    """The mark of the row of an answer."""
    return mark_of(
        {
            "unit": answer.unit_code,
            "item": answer.item_id,
            "source": answer.source,
            "value": answer.raw,
            "note": answer.note,
            "evidence": shown_evidence(answer.evidence),
            "cause": answer.cause,
        }
    )


def _completed(entry: Entry, standing: ResponseEvent) -> Entry:
    """The entry of an edited row, with the pieces of evidence as they were unless that cell was edited.

    The time of the old answer is not that of the new one: it is left out unless somebody wrote another.
    """
    is_same_time = entry.answered_at == standing.answered_at
    return replace(
        entry,
        evidence=_kept_evidence(entry.evidence, standing.evidence),
        answered_at="" if is_same_time else entry.answered_at,
    )


def _kept_evidence(written: Sequence[str], known: tuple[str, ...]) -> tuple[str, ...]:
    """The pieces of evidence of a cell; those of the record where the cell still says them.

    A piece that holds the sign between pieces would else come back as two.
    """
    is_kept = " ".join(shown_evidence(written).split()) == " ".join(shown_evidence(known).split())
    return known if is_kept else tuple(written)
