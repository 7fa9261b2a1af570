"""Find the unit that a row means: by its code, or by a name that only one unit has."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from inspection_lib.answers import fold_word
from inspection_lib.imports.shown_cells import shown_cell
from inspection_lib.language import Fault, Message, message, nearest
from inspection_lib.model import Campaign, Unit


@dataclass(frozen=True, slots=True)
class FoundUnit:
    """The unit that a cell means. ``warning`` says so when the cell holds its name and not its code."""

    unit: Unit
    warning: Message | None = None


class UnitNames:
    """The units of a campaign by code and by name."""

    def __init__(self, campaign: Campaign, units: Iterable[Unit]) -> None:
        self._campaign_id = campaign.id
        # What offices write before the name of their unit; the longest first, for one may begin another.
        words = {fold_word(word) for kind in campaign.office.kinds for word in kind.prefixes}
        self._before = tuple(f"{word} " for word in sorted(words, key=len, reverse=True))
        self._units = {unit.code: unit for unit in units}
        self._exact: dict[str, set[str]] = {}
        self._folded: dict[str, set[str]] = {}
        for unit in self._units.values():
            for name in {unit.name.vi, unit.name.en} - {""}:
                self._exact.setdefault(_plain(name), set()).add(unit.code)
                self._folded.setdefault(self._fold(name), set()).add(unit.code)

    def find(self, cell: str) -> FoundUnit | Fault:
        """The unit of a cell, or what is wrong: no such unit, or several of this name."""
        if cell in self._units:
            return FoundUnit(self._units[cell])
        if not cell:
            remedy = message("Write the code of the unit into every row.")
            return Fault(message("The row names no unit."), remedy)
        codes = self._exact.get(_plain(cell)) or self._folded.get(self._fold(cell)) or set()
        if len(codes) == 1:
            (code,) = codes
            return FoundUnit(
                self._units[code], message("'{name}' is unit {unit}.", name=shown_cell(cell), unit=code)
            )
        if codes:
            text = message("{count} units have the name '{name}'.", count=len(codes), name=shown_cell(cell))
            return Fault(text, message("Write the code: {codes}.", codes=", ".join(sorted(codes))))
        text = message(
            "Unit '{unit}' is not inspected in campaign {campaign}.",
            unit=shown_cell(cell),
            campaign=self._campaign_id,
        )
        return Fault(text, self._nearest(cell))

    def _fold(self, name: str) -> str:
        folded = " ".join(fold_word(name).split())
        return next((folded[len(word) :] for word in self._before if folded.startswith(word)), folded)

    def _nearest(self, cell: str) -> Message:
        """The code that is most like the cell; for a cell with words, the name and its code."""
        if " " in cell:
            names = {unit.name.vi: unit.code for unit in self._units.values()}
            found = nearest(cell, names)
            name = next((value.value for value in found.values if value.name == "name"), "")
            if name:
                return message("The nearest name is '{name}', unit {unit}.", name=name, unit=names[name])
        return nearest(cell, self._units)


def _plain(name: str) -> str:
    return " ".join(name.lower().split())
