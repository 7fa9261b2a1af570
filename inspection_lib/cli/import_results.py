"""Print what became of the files of an import: what stands in the way, what was passed over, what changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from inspection_lib.cli.options import echo, print_message, print_problem
from inspection_lib.errors import Problem
from inspection_lib.imports import EditedRows, ImportedFile
from inspection_lib.keys import machine_called
from inspection_lib.language import Catalogue, Fault, Text, first_names, message
from inspection_lib.model import Entry, EventKind, ResponseEvent, Source
from inspection_lib.record import Change, FileResult

SHOWN = 20
"""Remarks that are printed for a file; of further ones only the number is. A dry run shows all."""
AnswerWords = Callable[[str, str, str], str]
"""An answer as people read it: of a unit (its code) to an item, as the record has it."""
NAMED = 5
"""Answers that a warning names; it counts the others."""


def refusals(result: FileResult, path: Path, catalogue: Catalogue, words: AnswerWords) -> Iterator[Problem]:
    """Why a file is refused: every change that needs a word, every answer twice, and who took it back."""
    for event in result.withdrawn[:1]:
        said = message(
            "The import of this file was taken back on {when} ({who}).",
            when=catalogue.moment(event.recorded_at),
            who=event.actor or machine_called(event.origin),
        )
        remedy = message("If the file is right after all, import it with --replace.")
        yield Problem(str(path), 0, Fault(said, remedy))
    for entry, other in result.doubled:
        said = message(
            "Item {item} of unit {unit} is also answered in {place}, and nobody can say which is later.",
            item=entry.item_id,
            unit=entry.unit_code,
            place=_place(other),
        )
        remedy = message("Keep one of the two rows, or write in answered_at when each was answered.")
        yield _problem(path, entry, Fault(said, remedy))
    for change in result.undecided:
        said = message(
            "Item {item} of unit {unit} ({source}): {new} would replace {old}, and nobody can say which is "
            "later.",
            **_shown(change, catalogue, words),
        )
        remedy = message("Write in answered_at when it was answered, or import with --replace.")
        yield _problem(path, change.entry, Fault(said, remedy))


def print_result(
    result: FileResult, path: Path, catalogue: Catalogue, words: AnswerWords, *, everything: bool
) -> None:
    """Print what a file that is not refused brought. ``everything``: also each answer that it replaces."""
    warnings = [
        *_older(result, path, catalogue, words),
        *_surpassed(result, path),
        *_impossible(result, path, catalogue),
    ]
    _print(warnings, path, catalogue, everything=everything)
    _print_known(result, path, catalogue)
    if everything:
        for change in result.replaced:
            said = message(
                "Item {item} of unit {unit} ({source}): {new} replaces {old}.",
                **_shown(change, catalogue, words),
            )
            echo(f"{path}:{_row(change.entry)}: {catalogue.format(said)}")
    text = message(
        "{file}: {rows} rows, {events} new events.",
        file=str(path),
        rows=len(result.file.entries),
        events=result.news,
    )
    print_message(catalogue, text)
    if result.replaced:
        text = message("{file}: {count} answers replaced.", file=str(path), count=len(result.replaced))
        print_message(catalogue, text)


def print_edited(
    rows: EditedRows, file: ImportedFile, path: Path, catalogue: Catalogue, words: AnswerWords
) -> None:
    """Print how many rows of an exported file were edited, and which of them the record does not take."""
    for conflict in rows.conflicts:
        entry = conflict.entry
        old = (
            _said(conflict.standing, catalogue, words)
            if conflict.standing
            else catalogue.format(message("no answer"))
        )
        said = message(
            "Item {item} of unit {unit} ({source}): the answer is another one now than when the file was "
            "exported. {old} stays; {new} is not taken in.",
            item=entry.item_id,
            unit=entry.unit_code,
            source=catalogue.label(Source(entry.source)),
            old=old,
            new=_quoted(words(entry.unit_code, entry.item_id, entry.raw), "", "", "", catalogue),
        )
        remedy = message("Export again, and edit that file.")
        print_problem(catalogue, Problem(str(path), conflict.line, Fault(said, remedy), warning=True))
    if rows.missing:
        named = [f"{unit} {item}" for unit, item, _ in rows.missing]
        said = message(
            "{count} answers of its units are not in the file and stay as they are: {answers}",
            count=len(rows.missing),
            answers=first_names(named, NAMED),
        )
        print_problem(catalogue, Problem(str(path), 0, Fault(said), warning=True))
    text = message(
        "{file}: {same} rows as they were exported, {edited} edited, {added} added.",
        file=str(path),
        same=file.exported.unchanged if file.exported else 0,
        edited=rows.edited + len(rows.conflicts),
        added=rows.added,
    )
    print_message(catalogue, text)


def _print(warnings: list[Problem], path: Path, catalogue: Catalogue, *, everything: bool) -> None:
    shown = warnings if everything else warnings[:SHOWN]
    for warning in shown:
        print_problem(catalogue, warning)
    if len(shown) < len(warnings):
        text = message("{count} more such rows; --dry-run shows all.", count=len(warnings) - len(shown))
        print_problem(catalogue, Problem(str(path), 0, Fault(text), warning=True))


def _print_known(result: FileResult, path: Path, catalogue: Catalogue) -> None:
    if not result.known:
        return
    event = result.known[0]
    is_whole = len(result.known) == len(result.units)
    values: dict[str, str | Text] = {
        "file": str(path),
        "when": catalogue.moment(event.recorded_at),
        "who": machine_called(event.origin),
    }
    if is_whole:
        text = message("{file}: imported before, on {when} ({who}); it changes nothing.", **values)
    else:
        text = message(
            "{file}: imported before in {count} units, on {when} ({who}); it changes nothing there.",
            count=len(result.known),
            **values,
        )
    print_message(catalogue, text)


def _older(result: FileResult, path: Path, catalogue: Catalogue, words: AnswerWords) -> Iterator[Problem]:
    for change in result.older:
        said = message(
            "Item {item} of unit {unit} ({source}): {new} is older than {old}, and does not replace it.",
            **_shown(change, catalogue, words),
        )
        yield _problem(path, change.entry, Fault(said), warning=True)


def _surpassed(result: FileResult, path: Path) -> Iterator[Problem]:
    for entry, latest in result.surpassed:
        said = message(
            "Item {item} of unit {unit} is answered later in {place}; that answer counts.",
            item=entry.item_id,
            unit=entry.unit_code,
            place=_place(latest),
        )
        yield _problem(path, entry, Fault(said), warning=True)


def _impossible(result: FileResult, path: Path, catalogue: Catalogue) -> Iterator[Problem]:
    for entry in result.impossible:
        said = message(
            "Item {item} of unit {unit}: the time {when} cannot be right, so it does not say which answer is "
            "later.",
            item=entry.item_id,
            unit=entry.unit_code,
            when=catalogue.moment(entry.answered_at),
        )
        yield _problem(path, entry, Fault(said), warning=True)


def _shown(change: Change, catalogue: Catalogue, words: AnswerWords) -> dict[str, str]:
    """Item, unit and source of a change; what stands, whose it is, and what comes."""
    entry = change.entry
    return {
        "item": entry.item_id,
        "unit": entry.unit_code,
        "source": catalogue.label(Source(entry.source)),
        "new": _quoted(
            words(entry.unit_code, entry.item_id, entry.raw), entry.answered_at, entry.actor, "", catalogue
        ),
        "old": "; ".join(_said(event, catalogue, words) for event in change.standing),
    }


def _said(event: ResponseEvent, catalogue: Catalogue, words: AnswerWords) -> str:
    is_taken_back = event.kind is EventKind.WITHDRAWN
    raw = catalogue.label(event.kind) if is_taken_back else words(event.unit_code, event.item_id, event.raw)
    is_dated = event.place is None or event.answered_at != event.recorded_at
    where = (
        f"{event.place.file}:{event.place.row}"
        if event.place
        else catalogue.write(machine_called(event.origin))
    )
    return _quoted(raw, event.answered_at if is_dated else "", event.actor, where, catalogue)


def _quoted(raw: str, when: str, actor: str, where: str, catalogue: Catalogue) -> str:
    about = [part for part in (actor, where, catalogue.moment(when) if when else "") if part]
    return f"“{raw}” ({', '.join(about)})" if about else f"“{raw}”"


def _place(entry: Entry) -> str:
    return f"{entry.place.file}:{entry.place.row}" if entry.place else ""


def _row(entry: Entry) -> int:
    return entry.place.row if entry.place else 0


def _problem(path: Path, entry: Entry, fault: Fault, *, warning: bool = False) -> Problem:
    return Problem(str(path), _row(entry), fault, warning=warning)
