"""What a merge did, in words: what is new, what is missing, and what people should look at."""

from __future__ import annotations

from collections.abc import Iterator

from inspection_lib.errors import Problem
from inspection_lib.exchange.acceptance import Merged
from inspection_lib.keys import MachineNames, machine_called, machine_names
from inspection_lib.language import Catalogue, Fault, Message, message


def account_of(file: str, merged: Merged, catalogue: Catalogue) -> Iterator[Message | Problem]:
    """The lines about a file that was taken in; a Problem is a warning."""
    if merged.parts or merged.refused:
        for part in merged.parts:
            yield from account_of(f"{file} [{', '.join(part.unit_codes)}]", part, catalogue)
        counts = {"taken": len(merged.parts), "refused": len(merged.refused)}
        yield message("{file}: packages of {taken} units taken in, {refused} refused.", file=file, **counts)
        return
    names = machine_names()
    yield from _added(file, merged)
    yield from _clocks(file, merged, catalogue, names)
    yield from _removals(merged, names)
    yield from _origins(file, merged, names)


def _added(file: str, merged: Merged) -> Iterator[Message]:
    if merged.package:
        yield merged.package
    if merged.introduced:
        yield message(
            "The machine '{name}' is known here from now on, and so is the key of its inspector.",
            name=merged.introduced,
        )
    counts = {"events": merged.events, "files": merged.files}
    yield message("{file}: {events} new events, {files} new files.", file=file, **counts)
    if merged.missing:
        names = ", ".join(sha256[:12] for sha256 in merged.missing)
        yield message("Evidence files that are still missing: {names}.", names=names)
    if merged.unfit:
        yield message(
            "Files whose kind is not accepted; only their names are recorded: {names}.",
            names=", ".join(merged.unfit),
        )


def _clocks(file: str, merged: Merged, catalogue: Catalogue, names: MachineNames) -> Iterator[Problem]:
    for machine, moment in merged.clocks:
        said = message(
            "The clock of {machine} was wrong: it recorded on {when}. Look at the order of its answers.",
            machine=names.label(machine),
            when=catalogue.moment(moment),
        )
        yield Problem(file, 0, Fault(said), warning=True)


def _removals(merged: Merged, names: MachineNames) -> Iterator[Message]:
    for event in merged.removals:
        yield message(
            "Unit {unit} {item}: texts were taken out here too, as {role} decided elsewhere.",
            unit=event.unit_code,
            item=event.item_id,
            role=event.actor or names.label(event.origin),
        )


def _origins(file: str, merged: Merged, names: MachineNames) -> Iterator[Problem]:
    """Which chains contradict those of the store, and which ones no machine signed."""
    for unit, origin, number in merged.forks:
        fault = Fault(
            message(
                "Unit {unit}: from event {event} on, the file contradicts the chain of {machine}. It "
                "is kept beside, and counts nowhere.",
                unit=unit,
                event=number,
                machine=machine_called(origin),
            ),
            message("Two computers wrote under one name, or a store was put back: ask who copied what."),
        )
        yield Problem(file, 0, fault, warning=True)
    for origin in merged.unsigned:
        fault = Fault(
            message(
                "Nothing shows that {machine} wrote its events: an earlier version made the file.",
                machine=machine_called(origin),
            )
        )
        yield Problem(file, 0, fault, warning=True)
