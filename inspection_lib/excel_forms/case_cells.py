"""Put the rows of drawn cases in a form together with the answer of their item."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from inspection_lib.answers import fold_word, read_cases, write_cases
from inspection_lib.excel_forms.answer_cells import RawAnswer
from inspection_lib.excel_forms.choices import NOT_APPLICABLE, words_of_case
from inspection_lib.excel_forms.layout import FormColumn
from inspection_lib.language import Catalogue, Fault, message
from inspection_lib.model import Cases, ObservedCase

_CLEAR = message("Clear the cell, or the rows of cases below it.")


@dataclass(frozen=True, slots=True)
class CaseCell:
    """A row of a drawn case in a filled form: its name, what stands in its cell, and the cell's name."""

    name: str
    word: str
    cell: str
    population: int


def wrong_words(rows: Sequence[CaseCell], t: Catalogue) -> list[tuple[str, Fault]]:
    """The cells that hold none of the two words, with what is wrong."""
    known = {fold_word(word) for word in words_of_case(t)}
    return [
        (
            row.cell,
            Fault(
                message("'{word}' is none of the words of the list.", word=row.word),
                message("Choose one of the words in the list."),
            ),
        )
        for row in rows
        if row.word and fold_word(row.word) not in known
    ]


def with_case_rows(answer: RawAnswer, rows: Sequence[CaseCell], t: Catalogue) -> RawAnswer:
    """The answer of an item with the drawn cases that have a result; what stood in its own cell are more."""
    results = {fold_word(word): raw == "yes" for word, raw in words_of_case(t).items()}
    seen = [ObservedCase(row.name, results[key]) for row in rows if (key := fold_word(row.word)) in results]
    if not seen:
        return answer
    faults, more = list(answer.faults), read_cases(answer.raw) if answer.raw else None
    population = rows[0].population
    if answer.raw == NOT_APPLICABLE:
        said = message("Cases are filled in below an item that does not apply.")
        faults.append((FormColumn.VALUE, Fault(said, _CLEAR)))
    elif answer.raw and more is None:
        said = message("Beside the drawn cases stand further cases only, such as: D01=yes; D02=no.")
        faults.append((FormColumn.VALUE, Fault(said, _CLEAR)))
    elif more and more.population not in (None, population):
        said = message("The cases were drawn from {count}.", count=population)
        faults.append((FormColumn.VALUE, Fault(said, message("Leave the number of all cases out."))))
    twice = {row.name for row in seen} & {row.name for row in (more.rows if more else ())}
    faults += [
        (FormColumn.VALUE, Fault(message("{name} stands twice: each case is one row.", name=name), _CLEAR))
        for name in sorted(twice)
    ]
    further = more.rows if more and not faults else ()
    return replace(answer, raw=write_cases(Cases((*seen, *further), population)), faults=faults)
