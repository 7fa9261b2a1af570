"""Print answers that contradict each other; commands of the visit and of the exchange both do so."""

from __future__ import annotations

from inspection_lib.cli.options import echo
from inspection_lib.cli.session import Session
from inspection_lib.keys import MachineNames, machine_names
from inspection_lib.language import Catalogue
from inspection_lib.model import Item, ResponseEvent, Source
from inspection_lib.visit import contradictions_of, event_text
from inspection_lib.workbench import find_unit


def print_contradictions(session: Session, unit_code: str) -> int:
    """Print each item of a unit that machines answered differently, with all its answers.

    Returns the number of such items. Raises NotFoundError when the campaign does not inspect the unit.
    """
    found = contradictions_of(session.recorder(), unit_code)
    machines, unit = machine_names(), find_unit(session.campaign, unit_code)
    for item, answers in found:
        source = session.catalogue.label(Source(answers[0].source))
        name = session.catalogue.write(unit.name)
        echo(f"{unit_code} {name}, {item.id} {session.catalogue.write(item.question)} ({source})")
        for answer in answers:
            echo(f"    {_one_line(item, answer, session.catalogue, machines)}")
    return len(found)


def _one_line(item: Item, answer: ResponseEvent, catalogue: Catalogue, machines: MachineNames) -> str:
    text = event_text(item, answer, catalogue) or catalogue.label(answer.kind)
    recorded_at = catalogue.moment(answer.recorded_at)
    machine = catalogue.write(machines.label(answer.origin))
    parts = (text, answer.raw, answer.note, answer.actor, machine, recorded_at)
    return " - ".join(part for part in parts if part)
