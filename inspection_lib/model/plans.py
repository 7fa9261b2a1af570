"""Campaigns: the units that are inspected, the team, and the decision that orders the inspections."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

from inspection_lib.language import Text
from inspection_lib.model.causes import OwnCause
from inspection_lib.model.offices import NO_OFFICE, Office


class VisitKind(StrEnum):
    """How a unit is inspected (hình thức kiểm tra).

    On site; remote, by what its systems and the files that it sends show; or on site without notice.
    """

    ON_SITE = "on_site"
    REMOTE = "remote"
    UNANNOUNCED = "unannounced"


class LegalState(StrEnum):
    """Whether a citation was read in its source."""

    VERIFIED = "verified"
    TO_BE_VERIFIED = "to_be_verified"


@dataclass(frozen=True, slots=True)
class Unit:
    """An office (đơn vị). Valid from ``valid_from`` up to, not including, ``valid_to``; None is open.

    ``kind`` is the id of a `UnitKind`. ``predecessors`` are the codes of the units that it was formed from.
    """

    code: str
    kind: str
    name: Text
    parent: str | None
    head: Text
    valid_from: date | None = None
    valid_to: date | None = None
    successor: str | None = None
    state: LegalState = LegalState.VERIFIED
    source: str = ""
    predecessors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TeamMember:
    """A role in the inspection team and the office that fills it; never a person's name."""

    role: Text
    office: Text


@dataclass(frozen=True, slots=True)
class Decision:
    """The decision that orders a campaign; number and date are None until the province fills them in.

    ``about`` goes on after the date in a citation: who issued it, and its subject.
    """

    number: str | None
    date: datetime.date | None
    state: LegalState
    note: Text
    about: Text = Text("", "")


@dataclass(frozen=True, slots=True)
class DirectiveDone:
    """A directive that was carried out: when, by what document, and the role that accepted it.

    ``month`` is the first day of the month that is meant, of a directive that comes every month; else None.
    """

    on: date
    evidence: str
    accepted_by: Text
    month: date | None = None


@dataclass(frozen=True, slots=True)
class Directive:
    """What the leadership ordered (nhiệm vụ chỉ đạo): a task with its owner and its last day.

    ``monthly_from`` is the first day of the first month of a task that comes every month up to ``due``.
    """

    id: str
    task: Text
    owner: Text
    due: date
    basis: Text
    monthly_from: date | None = None
    done: tuple[DirectiveDone, ...] = ()


@dataclass(frozen=True)
class Campaign:
    """A round of inspections (đợt kiểm tra) with the units it inspects, in the order of the units file."""

    id: str
    title: Text
    demonstration: bool
    decision: Decision
    lead: Text
    period_from: date
    period_to: date
    visits_from: date
    visits_to: date
    concluded_on: date
    units: tuple[Unit, ...]
    parents: tuple[Unit, ...]
    checklists: tuple[tuple[str, str], ...]
    team: tuple[TeamMember, ...]
    digest: str
    keep_until: date | None = None
    """The last day on which texts and evidence are kept. None: the plan does not say."""
    visit_kinds: tuple[tuple[str, VisitKind], ...] = ()
    """How the units that the plan names are inspected, by code."""
    usual_visit: VisitKind | None = None
    """How all others are. None: the plan does not say."""
    office: Office = NO_OFFICE
    appraisers: tuple[tuple[str, Text], ...] = ()
    """Offices (đơn vị thẩm định) by the ids of the items, criteria or areas that they appraise."""

    directives: tuple[Directive, ...] = ()
    """What the leadership ordered beside the findings."""
    causes: tuple[OwnCause, ...] = ()
    """The causes that the workbench adds to the article's."""
    bases: tuple[Text, ...] = ()
    """The legal bases (căn cứ) of the campaign's papers beside the decision, as lines."""

    def appraiser(self, ids: Iterable[str], usual: Text) -> Text:
        """The office that the plan names for the first of these ids, nearest first; else ``usual``."""
        named = dict(self.appraisers)
        return next((named[one] for one in ids if one in named), usual)

    def unit(self, code: str) -> Unit | None:
        """The inspected unit with this code, or None."""
        return self._inspected.get(code)

    def parent_of(self, unit: Unit) -> Unit | None:
        """The unit above, inspected or not, or None."""
        return self._parents.get(unit.parent or "") or self._inspected.get(unit.parent or "")

    def visit_kind(self, code: str) -> VisitKind | None:
        """How the unit with this code is inspected; None where the plan does not say."""
        return dict(self.visit_kinds).get(code, self.usual_visit)

    def listed(self, code: str) -> Unit | None:
        """The unit with this code in the units file, inspected or not, or None."""
        return self._inspected.get(code) or self._parents.get(code)

    def predecessors(self, code: str) -> tuple[str, ...]:
        """The codes of the units that a unit was formed from, by its own row and by their ``successor``."""
        one = self.listed(code)
        own = one.predecessors if one else ()
        return tuple(dict.fromkeys((*own, *self._absorbed.get(code, ()))))

    @cached_property
    def _absorbed(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for unit in (*self.units, *self.parents):
            if unit.successor:
                found.setdefault(unit.successor, []).append(unit.code)
        return found

    @cached_property
    def _inspected(self) -> dict[str, Unit]:
        return {unit.code: unit for unit in self.units}

    @cached_property
    def _parents(self) -> dict[str, Unit]:
        return {unit.code: unit for unit in self.parents}

    def checklist_for(self, kind: str) -> str | None:
        """The name `<id>.v<version>` of the checklist for a kind of unit, or None."""
        return dict(self.checklists).get(kind)
