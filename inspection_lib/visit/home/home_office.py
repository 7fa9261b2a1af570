"""What the home page shows and asks for, from the same functions as the commands of these names.

Nothing here knows a browser: a call has plain values and gives values for JSON. Calls run in threads.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from inspection_lib.errors import InspectionError, KeyFileError, NotFoundError
from inspection_lib.keys import DayKey, machine_names
from inspection_lib.language import Catalogue, Message, message, open_catalogue, short_digest
from inspection_lib.model import Campaign, ResponseEvent, Source, Unit
from inspection_lib.record import (
    EventStore,
    Recorder,
    UnitOutline,
    campaign_outlines,
    chain_head,
    create_store,
    open_store,
    utc_now,
)
from inspection_lib.report import RecordStep, record_step
from inspection_lib.visit.decisions import check_contradiction, contradictions_of
from inspection_lib.visit.home.keys import keys_shown, make_key, signing_needs
from inspection_lib.visit.home.my_units import my_units, pick_unit
from inspection_lib.visit.home.page_faults import page_fault
from inspection_lib.visit.home.places import places
from inspection_lib.visit.home.settings import HomeSettings
from inspection_lib.visit.home.stick_files import files_shown
from inspection_lib.visit.home.tasks import Tasks
from inspection_lib.visit.home.trusting import trust_compared, unknown_machines
from inspection_lib.visit.minutes import MINUTES
from inspection_lib.visit.states import event_text
from inspection_lib.visit.submission import submission_of
from inspection_lib.workbench import find_unit, open_recorder, open_work_of

Json = dict[str, object]
MEMBER: Message = message("Member of the inspection team")


class HomeOffice:
    """Answers the home page's questions."""

    def __init__(self, settings: HomeSettings) -> None:
        self.settings = settings
        self.workbench = settings.workbench
        self.tasks = Tasks(self.catalogue())
        self.day_key = DayKey(self.workbench.settings().office.zone)

    def catalogue(self, campaign: Campaign | None = None) -> Catalogue:
        """The catalogue of texts; moments are those of the office."""
        office = campaign.office if campaign else None
        opened = open_catalogue(self.settings.language)
        return opened.in_zone(office.zone) if office else opened

    def actor(self) -> str:
        """The role that records where the page names none."""
        return self.settings.actor or self.catalogue().format(MEMBER)

    def store(self) -> EventStore | None:
        """The store; None where there is none yet: looking makes none."""
        try:
            store = open_store(self.settings.store_url, self.workbench.folder)
        except NotFoundError:
            return None
        if not store.is_checked_today():
            store.check_integrity()
        return store

    def recorder(self, campaign: Campaign) -> Recorder:
        """The recorder that writes this machine's events; the store is made where there is none."""
        store = create_store(self.settings.store_url, self.workbench.folder)
        return open_recorder(self.workbench, campaign, store)

    def campaigns(self, _content: Mapping[str, object]) -> Json:
        """All campaigns, the latest first, and what is wrong with plans that cannot be read."""
        found, faults = [], []
        catalogue = self.catalogue()
        for plan in sorted((self.workbench.folder / "checklists" / "plans").glob("*.yaml")):
            try:
                campaign = self.workbench.campaign(plan.stem)
            except InspectionError as error:
                faults.append(f"{plan.stem}: {catalogue.format(error.message)}")
                continue
            found.append(campaign)
        found.sort(key=lambda one: (one.visits_from, one.id), reverse=True)
        rows = [
            {
                "id": one.id,
                "title": catalogue.write(one.title),
                "demonstration": one.demonstration,
                "from": catalogue.day(one.visits_from),
                "to": catalogue.day(one.visits_to),
                "units": len(one.units),
            }
            for one in found
        ]
        return {"campaigns": rows, "faults": faults}

    def units(self, content: Mapping[str, object]) -> Json:
        """The units of a campaign with their progress and state, and which ones are picked."""
        campaign = self.workbench.campaign(text_of(content, "campaign"))
        catalogue, store = self.catalogue(campaign), self.store()
        outlines = campaign_outlines(store, campaign.id) if store else {}
        items = {
            kind: [item.applies_when is not None for item in one.items if item.formula is None]
            for kind, one in self.workbench.found_checklists(campaign).items()
        }
        rows = [
            self._row(campaign, unit, outlines.get(unit.code), items.get(unit.kind, []), catalogue)
            for unit in campaign.units
        ]
        faults = [one for one in outlines.values() if isinstance(one, InspectionError)]
        return {
            "units": rows,
            "mine": my_units(self.workbench.folder, campaign.id),
            "unknown": unknown_machines(faults),
        }

    def _row(
        self,
        campaign: Campaign,
        unit: Unit,
        found: UnitOutline | InspectionError | None,
        depends: list[bool],
        catalogue: Catalogue,
    ) -> Json:
        above = campaign.parent_of(unit)
        row: Json = {
            "code": unit.code,
            "name": catalogue.write(unit.name),
            "above": catalogue.write(above.name) if above else "",
            "items": len(depends),
            "depending": sum(depends),
            "inspected": 0,
            "contradictory": 0,
            "last": "",
            "fault": "",
            "papers": self.papers(campaign.id, unit.code),
        }
        step = RecordStep.NOT_BEGUN
        if isinstance(found, InspectionError):
            step = RecordStep.BROKEN
            row["fault"] = catalogue.format(page_fault(found).message)
        elif found:
            step = record_step(found.answered, found.inspected, found.submitted_at)
            last = found.submitted_at or found.last_recorded_at
            row |= {
                "inspected": found.inspected,
                "contradictory": len(found.contradictory),
                "last": catalogue.moment(last) if last else "",
            }
        return row | {"step": step.value, "state": catalogue.label(step)}

    def papers(self, campaign_id: str, unit_code: str) -> list[str]:
        """Paths of the report and the minutes, relative to the workbench; pages before Word."""
        folder = self.workbench.folder / "outputs" / campaign_id / unit_code
        found = [folder / "report.html", *sorted(folder.glob("bien-ban*"), reverse=True)]
        paths = [path.relative_to(self.workbench.folder).as_posix() for path in found if path.is_file()]
        return [path for path in paths if path.endswith("/report.html") or MINUTES.fullmatch(path)]

    def older_papers(self, papers: Iterable[str], events: Sequence[ResponseEvent]) -> list[str]:
        """Those of the papers that show an earlier state of the record; a submission changes no answer.

        Report and minutes print the record's digest. A Word file is judged by the page that was made with it.
        """
        rest = list(events)
        while rest and rest[-1].kind == "submitted":
            rest.pop()
        heads = [chain_head(events), chain_head(rest)]
        now = [digits.encode() for head in heads if head for digits in (head, short_digest(head))]
        older = []
        for path in papers:
            page = (self.workbench.folder / path).with_suffix(".html")
            shown = page.read_bytes() if page.is_file() else None
            if shown is not None and not any(digits in shown for digits in now):
                older.append(path)
        return older

    def pick(self, content: Mapping[str, object]) -> Json:
        """Pick a unit for today, or take it from the list."""
        campaign, unit = self.unit_of(content)
        picked = pick_unit(self.workbench.folder, campaign.id, unit.code, picked=bool(content.get("picked")))
        return {"mine": picked}

    def unit_of(self, content: Mapping[str, object]) -> tuple[Campaign, Unit]:
        """The campaign and the unit that a call names. Raises NotFoundError."""
        campaign = self.workbench.campaign(text_of(content, "campaign"))
        return campaign, find_unit(campaign, text_of(content, "unit"))

    def unit(self, content: Mapping[str, object]) -> Json:
        """What is open in a unit's record, and the answers that contradict each other, written out."""
        campaign, unit = self.unit_of(content)
        catalogue, store = self.catalogue(campaign), self.store()
        found: Json = {"code": unit.code, "name": catalogue.write(unit.name), "submitted": ""}
        papers = self.papers(campaign.id, unit.code)
        found |= {"papers": papers, "older": [], "to_mend": 0}
        events = store.events(campaign.id, unit.code) if store else []
        if store is not None:
            work = open_work_of(self.workbench, store, campaign, unit.code, utc_now())
            found["to_mend"] = len({line.found for _, line in work.lines})
        if store is None or not events:
            return found | {"points": [], "contradictions": [], "begun": False}
        stands = submission_of(self.workbench, store, campaign, unit.code)
        recorder, machines = open_recorder(self.workbench, campaign, store), machine_names()
        return found | {
            "begun": True,
            "older": self.older_papers(papers, events),
            "submitted": catalogue.moment(stands.submitted_at) if stands.submitted_at else "",
            "points": [
                {"title": title, "questions": [f"{one} {catalogue.write(asked)}" for one, asked in questions]}
                for title, questions in zip(
                    home_points(catalogue), (stands.questions or ((), (), (), ()))[1:], strict=True
                )
                if questions
            ],
            "contradictions": [
                {
                    "item": item.id,
                    "question": catalogue.write(item.question),
                    "source": answers[0].source,
                    "source_text": catalogue.label(Source(answers[0].source)),
                    "answers": [
                        {
                            "raw": answer.raw,
                            "text": event_text(item, answer, catalogue) or catalogue.label(answer.kind),
                            "note": answer.note,
                            "role": answer.actor,
                            "when": catalogue.moment(answer.recorded_at),
                            "machine": catalogue.write(machines.label(answer.origin)),
                        }
                        for answer in answers
                    ],
                }
                for item, answers in contradictions_of(recorder, unit.code)
            ],
        }

    def decide(self, content: Mapping[str, object]) -> Json:
        """Record a decision between contradicting answers. Raises AnswerError where there are none."""
        campaign, unit = self.unit_of(content)
        recorder = self.recorder(campaign)
        item, source = text_of(content, "item"), Source(text_of(content, "source"))
        check_contradiction(recorder, unit.code, item, source)
        role = text_of(content, "role").strip() or self.actor()
        recorder.decide(
            unit.code, item, source, text_of(content, "raw"), actor=role, note=text_of(content, "note")
        )
        return self.unit(content)

    def places(self, _content: Mapping[str, object]) -> Json:
        """Folders for a bundle, and files that can be taken in, with what they say of themselves."""
        folder: Path = self.workbench.folder
        return {
            "places": [
                {"folder": str(place.folder), "name": place.name, "stick": place.is_stick}
                for place in places(folder)
            ],
            "files": files_shown(self.workbench, self.catalogue()),
        }

    def keys(self, _content: Mapping[str, object]) -> Json:
        """What is to be seen of this machine's keys. Raises KeyFileError."""
        return keys_shown()

    def signing(self, _content: Mapping[str, object]) -> Json:
        """What is needed before something is signed. Raises KeyFileError."""
        return signing_needs(self.day_key)

    def new_key(self, content: Mapping[str, object]) -> Json:
        """Make the key of this machine's inspector, and keep it open for the day. Raises KeyFileError."""
        role, passphrase = text_of(content, "role").strip(), text_of(content, "passphrase")
        if not role:
            raise KeyFileError(message("Write the role of whoever records."), None)
        if passphrase != text_of(content, "again"):
            raise KeyFileError(message("The two passphrases differ."), message("Type both again."))
        make_key(role, passphrase)
        if passphrase:
            self.day_key.unlock(passphrase)
        return signing_needs(self.day_key)

    def trust(self, content: Mapping[str, object]) -> Json:
        """Know a machine whose digits somebody compared. Raises KeyFileError."""
        key, name = text_of(content, "key"), text_of(content, "name")
        return {"name": trust_compared(key, name, text_of(content, "said"))}

    def task(self, content: Mapping[str, object]) -> Json:
        """How far a task is."""
        task = self.tasks.get(text_of(content, "task"))
        return task.state() if task else {"done": True, "failed": True, "lines": [], "files": []}


def home_points(catalogue: Catalogue) -> tuple[str, str, str]:
    """The titles of what can be open besides contradictions, in the order of `open_items`."""
    return (
        catalogue.text("Not answered"),
        catalogue.text("Not applicable, and no reason is given"),
        catalogue.text("Evidence is missing"),
    )


def text_of(content: Mapping[str, object], name: str) -> str:
    """A text in a call; "" when it is missing or no text."""
    value = content.get(name, "")
    return value if isinstance(value, str) else ""
