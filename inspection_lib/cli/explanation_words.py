"""How a number came about, in words for the terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from inspection_lib.language import Catalogue, Message, message, short_digest
from inspection_lib.model import MeasureKind, Score, ScoreState, Source
from inspection_lib.report import AnswerStep, ItemLine, LegalLine, MeasureLine, ShownAnswer
from inspection_lib.verification import ExplainedItem, Explanation, Recomputed

ROWS_SHOWN = 30
"""Rows of a register that are printed; `--json` and register_rows.csv have all of them."""
NOTHING = "\N{EN DASH}"


def unit_words(found: Explanation, t: Catalogue) -> Iterator[str]:
    """The total, the areas and the items of a unit, a line each; then what they were computed from."""
    yield t.format(
        message(
            "Unit {unit}, campaign {campaign}: {points} of {maximum} points, score {score}.",
            unit=found.unit,
            campaign=found.campaign,
            **_of_score(found.total, t),
        )
    )
    if found.grade:
        yield _labelled(message("Grade"), t.write(found.grade.title), t)
    if found.capped_by:
        yield _labelled(message("The grade is limited by"), ", ".join(found.capped_by), t)
    for part in found.formula:
        yield t.format(part)
    for area in found.areas:
        values = _of_score(area.score, t)
        sums = message("{points} of {maximum} points, score {score}", **values)
        yield f"{area.id}. {t.write(area.title)}: {t.format(sums)}"
        for each in found.items:
            if each.line.area_id == area.id:
                yield f"  {each.line.id}: {_points_of(each.line, t)}; {t.format(each.line.reason)}"
    yield _labelled(message("Checklist"), f"{found.checklist} ({short_digest(found.checklist_digest)})", t)
    seal = short_digest(found.chain_head)
    yield t.format(message("Record: {count} events, seal {seal}", count=found.events, seal=seal))
    yield t.format(message("One item in full: {command}", command=_command(found, "ITEM")))


def item_words(found: ExplainedItem, t: Catalogue) -> Iterator[str]:
    """Rule, answers, register rows and clauses of one item."""
    line = found.line
    yield f"{line.id} {t.write(line.question)}"
    yield f"  {_points_of(line, t)}; {t.format(line.reason)}"
    terms = [t.format(term) for term in line.scoring] or [t.format(message("recorded, without points"))]
    yield "  " + _labelled(message("Points by the rule"), "; ".join(terms), t)
    if line.computed:
        yield "  " + _labelled(message("Computed"), t.format(line.computed), t)
    for source, shown in ((Source.INSPECTOR, line.finding), (Source.SELF, line.claim)):
        yield from _answer_words(source, shown, t)
    if line.claim_points is not None:
        claimed = message("Points of the claim: {points}", points=line.claim_points)
        yield f"  {t.format(claimed)}"
    for measure in found.measures:
        yield from _measure_words(measure, t)
    for basis in line.legal_basis:
        yield "  " + _labelled(message("Legal basis"), _clause(basis, t), t)
    if not line.legal_basis:
        yield "  " + _labelled(message("Legal basis"), t.text("the checklist names none"), t)


def result_words(found: Explanation, t: Catalogue) -> Iterator[str]:
    """What became of the comparison with `report.json`."""
    match found.result:
        case Recomputed.SAME:
            yield t.format(message("Made again from the record: the same as in {file}.", file=found.report))
        case Recomputed.MISSING:
            yield t.format(
                message("Made again from the record; there is no {file} to compare with.", file=found.report)
            )
        case Recomputed.DIFFERENT:
            yield t.format(
                message("Made again from the record: NOT the same as in {file}.", file=found.report)
            )
            if found.difference:
                yield f"  {t.format(found.difference)}"
    if found.later:
        text = message(
            "{count} entries were recorded after this report was made. Make it again.", count=found.later
        )
        yield f"  {t.format(text)}"


def _points_of(line: ItemLine, t: Catalogue) -> str:
    if line.outside:
        maximum = f"{t.signed(line.outside.least)} – {t.signed(line.outside.most)}"
    else:
        maximum = t.points(line.maximum)
    values = {"points": _or_dash(line.points, t), "maximum": maximum}
    return f"{t.format(message('{points} of {maximum} points', **values))}, {t.label(line.outcome)}"


def _of_score(score: Score, t: Catalogue) -> dict[str, str]:
    """Points, maximum and score as texts; a range while the record is open."""
    if score.state is ScoreState.RANGE:
        points, index = _between(score.low, score.high, t), _between(score.index_low, score.index_high, t)
    else:
        points, index = _or_dash(score.points, t), _or_dash(score.index, t)
    return {"points": points, "maximum": t.points(score.maximum), "score": index}


def _between(low: Decimal | None, high: Decimal | None, t: Catalogue) -> str:
    return f"{_or_dash(low, t)} – {_or_dash(high, t)}"


def _or_dash(value: Decimal | None, t: Catalogue) -> str:
    return "–" if value is None else t.points(value)


def _answer_words(source: Source, shown: ShownAnswer | None, t: Catalogue) -> Iterator[str]:
    if shown is None:
        yield "  " + _labelled(t.label(source), t.text("no answer"), t)
        return
    steps = shown.history
    if not steps:
        by = _by(shown.actor, shown.answered_at, t)
        yield "  " + _labelled(t.label(source), f"“{t.format(shown.shown)}” ({by})", t)
    for step in steps:
        yield "  " + _labelled(t.label(source), f"“{t.format(step.shown)}” ({_of_step(step, t)})", t)
    for rival in shown.rivals:
        by = _by(rival.actor, rival.answered_at, t)
        yield "  " + _labelled(message("Different answers"), f"“{t.format(rival.shown)}” ({by})", t)
    if shown.note:
        yield "    " + _labelled(message("Note"), shown.note, t)
    if shown.evidence:
        yield "    " + _labelled(message("Evidence"), "; ".join(shown.evidence), t)


def _of_step(step: AnswerStep, t: Catalogue) -> str:
    parts = [_by(step.actor, step.answered_at, t)]
    if step.file:
        place = message(
            "{file}, row {row}, SHA-256 {digest}, imported {moment}",
            file=step.file,
            row=step.row,
            digest=short_digest(step.sha256),
            moment=t.moment(step.recorded_at),
        )
        parts.append(t.format(place))
    if step.reason:
        parts.append(_labelled(message("reason"), step.reason, t))
    return "; ".join(parts)


def _by(actor: str, moment: str, t: Catalogue) -> str:
    return ", ".join(part for part in (actor, t.moment(moment) if moment else "") if part)


def _measure_words(line: MeasureLine, t: Catalogue) -> Iterator[str]:
    found = line.found_class
    said = t.label(found) if found else t.format(message("cannot be compared"))
    told = f"{line.register}, {line.name}: {_register_figure(line, t)}; {said}"
    yield "  " + _labelled(message("Register"), told, t)
    rows = ", ".join(map(str, line.rows[:ROWS_SHOWN]))
    is_cut = len(line.rows) > ROWS_SHOWN
    counted = message(
        "{file} (SHA-256 {digest}), {count} rows that count against it: {rows}",
        file=line.file,
        digest=short_digest(line.digest),
        count=len(line.rows),
        rows=f"{rows} …" if is_cut else rows or "–",
    )
    yield f"    {t.format(counted)}"
    if is_cut:
        text = message(
            "The first {shown} rows are printed; --json has all {count}.",
            shown=ROWS_SHOWN,
            count=len(line.rows),
        )
        yield f"    {t.format(text)}"
    for left_out in line.left_out:
        yield f"    {t.format(left_out)}"


def _register_figure(line: MeasureLine, t: Catalogue) -> str:
    if line.kind in (MeasureKind.SUM, MeasureKind.MEDIAN):
        return NOTHING if line.value is None else t.number(line.value)
    share = f" = {t.percent(line.percent)}" if line.percent is not None else ""
    return f"{t.number(line.numerator)} / {t.number(line.denominator)}{share}"


def _clause(basis: LegalLine, t: Catalogue) -> str:
    parts: Iterable[str] = (
        f"{t.write(basis.kind)} {basis.number}",
        t.day(basis.date) if basis.date else "",
        t.write(basis.article) if basis.article else "",
        t.write(basis.title),
    )
    return f"{', '.join(part for part in parts if part)} [{t.label(basis.state)}]"


def _labelled(label: Message | str, words: str, t: Catalogue) -> str:
    return f"{label if isinstance(label, str) else t.format(label)}: {words}"


def _command(found: Explanation, item: str) -> str:
    return f"inspection explain {found.campaign} {found.unit} {item}"
