"""What a form says beside an item: how to answer, how points are given, what to look at, on which basis."""

from __future__ import annotations

from collections.abc import Iterator

from inspection_lib.excel_forms.choices import condition_words
from inspection_lib.judging import scoring_terms
from inspection_lib.language import Catalogue, Message, Text, message
from inspection_lib.model import Checklist, Item, ItemKind, NaPolicy, Reduce

CASES_EXAMPLE = Text("340: D01=đạt; D02=không đạt", "340: D01=yes; D02=no")
FIGURES_EXAMPLE = Text("340: D01=12; D02=7,5", "340: D01=12; D02=7.5")


def guidance(checklist: Checklist, item: Item, year: int, t: Catalogue) -> Iterator[str]:
    """The lines of an item's guidance."""
    if item.applies_when:
        yield t.format(
            message(
                "Answer only if the answer to {item} is: {answers}.",
                item=item.applies_when.item_id,
                answers=" / ".join(condition_words(checklist, item, t)),
            )
        )
    yield t.format(how_to_answer(item))
    if item.na is not NaPolicy.NO:
        yield t.format(message("If it does not apply: Not applicable, and the reason in the remark."))
    terms = [t.format(term) for term in scoring_terms(item, year)]
    if terms and (item.points or item.outside) and item.kind is not ItemKind.POINTS:
        yield f"{t.format(message('Points'))}: {'; '.join(terms)}."
    if item.evidence:
        heading = message("Evidence (demanded)") if item.evidence_required else message("Evidence")
        yield f"{t.format(heading)}: {'; '.join(map(t.write, item.evidence))}."
    elif item.evidence_required:
        yield t.format(message("This item demands evidence."))
    bases = list(_bases(item, t))
    if bases:
        yield f"{t.format(message('Legal basis'))}: {'; '.join(bases)}."


def how_to_answer(item: Item) -> Message:
    """What goes into the answer cells of an item, in one sentence."""
    labels = dict(item.labels)
    match item.kind:
        case ItemKind.YES_NO | ItemKind.LEVEL:
            return message("Choose from the list.")
        case ItemKind.RATIO:
            return message(
                "Two whole numbers: {first} / {second}.",
                first=labels.get("numerator", Text("Tử số", "numerator")),
                second=labels.get("denominator", Text("Mẫu số", "denominator")),
            )
        case ItemKind.COUNT:
            return message(
                "Two whole numbers: {first} / {second}.",
                first=labels.get("done", Text("Đã thực hiện", "done")),
                second=labels.get("target", Text("Chỉ tiêu", "target")),
            )
        case ItemKind.OCCURRENCES:
            return message(
                "A whole number: {label}.",
                label=labels.get("occurrence", Text("số trường hợp", "number of cases")),
            )
        case ItemKind.DATE:
            return message("The day (day/month/year), or: Not done.")
        case ItemKind.NUMBER if item.negative:
            label = labels.get("unit", Text("giá trị", "value"))
            return message("A number, which may be below 0: {label}.", label=label)
        case ItemKind.NUMBER:
            return message("A number: {label}.", label=labels.get("unit", Text("giá trị", "value")))
        case ItemKind.POINTS if item.outside:
            return message(
                "Points from {least} to {most}, outside the maximum; if not 0, the reason in the remark.",
                least=item.outside.least,
                most=item.outside.most,
            )
        case ItemKind.POINTS:
            if item.step is not None:
                return message(
                    "Points from 0 to {most}, in steps of {step}; if fewer than {most}, the reason in the "
                    "remark.",
                    most=item.points,
                    step=item.step,
                )
            return message(
                "Points from 0 to {most}; if fewer than {most}, the reason in the remark.", most=item.points
            )
        case ItemKind.CASES:
            return message(
                "Each case on a line ({label}), and first how many there are in all: {example}",
                label=labels.get("case", Text("trường hợp", "case")),
                example=_example(item),
            )
        case ItemKind.COMPUTED:
            return message("Computed from other items.")
        case ItemKind.TEXT:
            return message("A text.")


def _example(item: Item) -> Text:
    is_share = item.cases is not None and item.cases.reduce is Reduce.SHARE
    return CASES_EXAMPLE if is_share else FIGURES_EXAMPLE


def _bases(item: Item, t: Catalogue) -> Iterator[str]:
    for basis in item.legal_basis:
        document = f"{t.write(basis.document.kind)} {basis.document.number}"
        article = f", {t.write(basis.article)}" if basis.article else ""
        mark = "" if basis.verified else f" ({t.format(message('to be verified'))})"
        yield f"{document}{article}{mark}"
