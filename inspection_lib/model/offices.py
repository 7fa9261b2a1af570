"""The office that inspects, as its pages and papers show it, and the kinds of unit that it inspects."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import tzinfo
from functools import cached_property
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from inspection_lib.language import DEFAULT_ZONE, Language, Text
from inspection_lib.model.causes import OwnCause
from inspection_lib.model.paper_settings import PaperSettings

NAME = "{name}"
"""Where the unit's name stands in `UnitKind.office`."""
DEFAULT_TIME_ZONE = "Asia/Ho_Chi_Minh"
"""The time zone of a workbench that names none."""
HOLIDAYS = "checklists/holidays.csv"
"""Where the file of holidays lies when the settings do not say."""


@dataclass(frozen=True, slots=True)
class UnitKind:
    """A kind of unit (loại đơn vị), such as a school.

    ``office`` is how the inspected office is called, with `{name}` for the unit's name; empty: as the unit. A
    unit whose name begins with one of ``prefixes`` is called by its name alone. ``above`` are the ids of the
    kinds that may stand above one of this kind; None: any.
    """

    id: str
    name: Text
    plural: Text
    office: Text = Text("", "")
    prefixes: tuple[str, ...] = ()
    above: tuple[str, ...] | None = None

    def office_name(self, name: Text) -> Text:
        """The inspected office of a unit: "UBND huyện Na Rì" for "Huyện Na Rì"; "" stays ""."""
        if name.vi.casefold().startswith(tuple(prefix.casefold() for prefix in self.prefixes)):
            return name
        small = f"{name.vi[:1].lower()}{name.vi[1:]}"  # in the middle of a Vietnamese phrase
        vi = name.vi if self.office.vi.startswith(NAME) else small
        return Text(_filled(self.office.vi, vi, name.vi), _filled(self.office.en, name.en, name.en))


def _filled(office: str, name: str, alone: str) -> str:
    return office.replace(NAME, name) if office and name else alone


@dataclass(frozen=True, slots=True)
class Colours:
    """The two colours of an office, as `#rrggbb`: of headings and links, and of what is set off from them."""

    main: str
    second: str


@dataclass(frozen=True)
class Office:
    """What pages, forms and minutes show of the office that inspects.

    ``subject`` is what is inspected, for "the inspection of ...". ``kinds`` stand in the order of the pages.
    ``logo`` is a data URL, or empty. ``time_zone`` is a name of the IANA list.
    """

    subject: Text = Text("", "")
    kinds: tuple[UnitKind, ...] = ()
    time_zone: str = DEFAULT_TIME_ZONE
    colours: Colours | None = None
    logo: str = ""

    def kind(self, kind_id: str) -> UnitKind:
        """The kind with an id. One that is not there has its id as its name."""
        name = Text(kind_id, kind_id)
        return self._by_id.get(kind_id) or UnitKind(kind_id, name, name)

    def office_name(self, kind_id: str, name: Text) -> Text:
        """How the inspected office of a unit is called."""
        return self.kind(kind_id).office_name(name)

    def order(self, kind_id: str) -> tuple[int, str]:
        """The place of a kind among all; one that is not there comes last."""
        ids = list(self._by_id)
        return (ids.index(kind_id) if kind_id in ids else len(ids), kind_id)

    def sorted_kinds(self, kind_ids: Iterable[str]) -> tuple[UnitKind, ...]:
        """The kinds with these ids, each once, in their order."""
        return tuple(self.kind(kind_id) for kind_id in sorted(set(kind_ids), key=self.order))

    @property
    def zone(self) -> tzinfo:
        """The time zone in which this office writes and reads moments.

        The default one for a name that is not known here: a report that somebody changed is drawn, too.
        """
        try:
            return ZoneInfo(self.time_zone)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            return DEFAULT_ZONE

    @cached_property
    def _by_id(self) -> dict[str, UnitKind]:
        return {kind.id: kind for kind in self.kinds}


NO_OFFICE = Office()
"""An office that says nothing of itself and knows no kind of unit."""


NO_PAPERS = PaperSettings()
"""The papers of an office that says nothing of them."""


@dataclass(frozen=True, slots=True)
class OfficeSettings:
    """The settings of a workbench: `workbench.yaml`.

    ``holidays`` is the path of the file of holidays, from the workbench's folder. ``keep_months``: how long
    texts and evidence are kept after the decision, unless the plan says so; None: not said. ``digest`` is
    that of the content; empty without a file. ``papers`` are the forms of its official papers, ``causes``
    those that it adds to the article's.
    """

    office: Office
    name: Text = Text("", "")
    place: Text = Text("", "")
    languages: tuple[Language, ...] = tuple(Language)
    holidays: str = HOLIDAYS
    keep_months: int | None = None
    digest: str = ""
    papers: PaperSettings = NO_PAPERS
    causes: tuple[OwnCause, ...] = ()
