"""The preamble of most commands: the workbench, a campaign, an open store and the catalogue."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from inspection_lib.answers import parse_answer, show_answer
from inspection_lib.errors import AnswerError, NotFoundError
from inspection_lib.language import Catalogue, Language, message, nearest, open_catalogue
from inspection_lib.model import Answer, Campaign, Checklist
from inspection_lib.record import (
    EventStore,
    EvidenceFolder,
    Recorder,
    create_store,
    evidence_folder,
    fold_answers,
    in_order,
)
from inspection_lib.record import open_store as open_existing
from inspection_lib.workbench import Workbench, find_unit, open_recorder, open_workbench

OpenStore = Callable[[str, Path], EventStore]
"""`open_store` for commands that need an existing store, `create_store` for those that may start one."""


def workbench_around(home: str) -> Workbench | None:
    """The workbench that the folder lies in, if there is one.

    Raises NotFoundError where somebody named a folder that is none.
    """
    try:
        return open_workbench(home)
    except NotFoundError:
        if home:
            raise
        return None


def workbench_or_empty(home: str) -> Workbench:
    """The workbench at a folder; an empty folder too, which the office's preparation fills.

    The folder `outputs`, which the home page makes, is nothing yet. Raises NotFoundError for other folders.
    """
    folder = Path(home or ".").resolve()
    try:
        return open_workbench(home)
    except NotFoundError:
        if folder.is_dir() and {path.name for path in folder.iterdir()} <= {"outputs"}:
            return Workbench(folder)
        raise


@dataclass(frozen=True, slots=True)
class Session:
    """Everything that a command on one campaign works with. ``store_url`` is the store's address.

    ``unit_codes`` are those of the units that the command named, by code or by name.
    """

    workbench: Workbench
    campaign: Campaign
    store: EventStore
    store_url: str
    catalogue: Catalogue
    unit_codes: tuple[str, ...] = ()

    @property
    def unit_code(self) -> str:
        """The code of the one unit that the command named."""
        (code,) = self.unit_codes
        return code

    def recorder(self) -> Recorder:
        """The recorder that writes this machine's events into the store."""
        return open_recorder(self.workbench, self.campaign, self.store)

    def evidence(self) -> EvidenceFolder:
        """The folder of evidence files that belongs to the store."""
        return evidence_folder(self.store_url, self.workbench.folder)

    def checklist_of(self, unit_code: str) -> Checklist:
        """The checklist version on which a unit's record stands.

        Raises NotFoundError when the campaign does not inspect the unit.
        """
        return self.recorder().current_checklist(find_unit(self.campaign, unit_code).code)

    def answers_of(self, unit_code: str) -> dict[str, Answer]:
        """What the record of a unit says now, by item. Raises as `checklist_of`."""
        events = in_order(self.store.events(self.campaign.id, unit_code))
        return fold_answers(self.checklist_of(unit_code), events)

    def answer_words(self) -> Callable[[str, str, str], str]:
        """Gives an answer as people read it, for a unit's code, an item's id and the answer as recorded.

        What the unit's checklist does not take any more stays as it is.
        """
        checklist_of = cache(self.checklist_of)

        def words(unit_code: str, item_id: str, raw: str) -> str:
            item = checklist_of(unit_code).item(item_id)
            try:
                return self.catalogue.format(show_answer(item, parse_answer(item, raw))) if item else raw
            except AnswerError:
                return raw

        return words


def open_to_look(scratch: Path, url: str, folder: Path) -> EventStore:
    """The store, or an empty one in a scratch folder if there is none: looking makes no store."""
    try:
        return open_existing(url, folder)
    except NotFoundError:
        return create_store(f"sqlite:///{scratch / 'empty.db'}", folder)


def item_of(session: Session, unit_code: str, named: str, recorded: Collection[str] = ()) -> str:
    """The id of an item of a unit's checklist that somebody named, small or capital letters.

    ``recorded`` are ids that count too: those of the record, which may be of an earlier version. Raises
    NotFoundError, with the nearest one, where there is none.
    """
    known = {item.id for item in session.checklist_of(unit_code).items} | {*recorded}
    alike = {item_id for item_id in known if item_id.casefold() == named.strip().casefold()}
    if named in known:
        return named
    if len(alike) == 1:
        return alike.pop()
    raise NotFoundError(
        message("The checklist of unit {unit} has no item '{item}'.", unit=unit_code, item=named),
        nearest(named, sorted(known)),
    )


def codes_of(campaigns: Sequence[Campaign], name: str) -> set[str]:
    """The codes of a unit that somebody named, in the campaigns that inspect it. Raises NotFoundError."""
    codes, missing = set(), None
    for campaign in campaigns:
        try:
            codes.add(find_unit(campaign, name).code)
        except NotFoundError as error:
            missing = error
    if not codes and missing:
        raise missing
    return codes


def check_file_of(store_url: str, workbench: Workbench) -> None:
    """Raise StoreError if the store exists and its file is damaged. For commands without a session."""
    with contextlib.suppress(NotFoundError):
        open_existing(store_url, workbench.folder).check_integrity()


def open_session(
    open_store: OpenStore,
    store_url: str,
    campaign_id: str,
    home: str,
    language: Language,
    unit_codes: Sequence[str] = (),
) -> Session:
    """Open everything that one command works with; units are named by code or by name.

    Nothing has to be closed.

    Raises NotFoundError for an unknown campaign or unit before the store is opened, so that a mistyped code
    leaves no empty store behind.
    """
    session = _opened(open_store, store_url, campaign_id, home, language, unit_codes)
    session.store.check_integrity()
    return session


def open_session_to_ask(
    store_url: str, campaign_id: str, home: str, language: Language, unit_codes: Sequence[str] = ()
) -> Session:
    """The same for a command that only shows what is recorded. The store must exist.

    The store's file is checked once a day: of a large one the check takes longer than the answer, and what
    is shown is compared with the signed ends of its chains. Raises as :func:`open_session`.
    """
    session = _opened(open_existing, store_url, campaign_id, home, language, unit_codes)
    if not session.store.is_checked_today():
        session.store.check_integrity()
    return session


def _opened(
    open_store: OpenStore,
    store_url: str,
    campaign_id: str,
    home: str,
    language: Language,
    unit_codes: Sequence[str],
) -> Session:
    workbench = open_workbench(home)
    campaign = workbench.campaign(campaign_id)
    codes = tuple(find_unit(campaign, unit_code).code for unit_code in unit_codes)
    store = open_store(store_url, workbench.folder)
    catalogue = open_catalogue(language).in_zone(campaign.office.zone)
    return Session(workbench, campaign, store, store_url, catalogue, codes)
