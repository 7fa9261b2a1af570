"""The long work that the home page can begin. Each is what the command of the same name does."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Mapping
from datetime import datetime

from inspection_lib.errors import InspectionError, NotFoundError
from inspection_lib.exchange import make_bundle, write_bundle
from inspection_lib.keys import encrypt_for, own_enrolment
from inspection_lib.language import Message, message
from inspection_lib.record import check_store_files, evidence_folder, open_store, utc_now
from inspection_lib.visit.home.home_office import HomeOffice, text_of
from inspection_lib.visit.home.keys import signing_key
from inspection_lib.visit.home.places import files_to_take_in, places
from inspection_lib.visit.home.taking_in import Said, take_in
from inspection_lib.visit.home.tasks import LineKind, Task
from inspection_lib.visit.home.uploads import Uploads
from inspection_lib.visit.minutes import write_minutes
from inspection_lib.visit.submission import submission_of
from inspection_lib.workbench import check_workbench, find_unit, make_report, open_recorder

Content = Mapping[str, object]


class Work:
    """Begins the tasks of the home page, by their names."""

    def __init__(self, office: HomeOffice) -> None:
        self.office = office
        self.settings = office.settings
        self.workbench = office.workbench
        self.uploads = Uploads()

    def begin(self, content: Content) -> dict[str, object]:
        """Begin the task that a call names; gives its first state. Raises NotFoundError."""
        known: dict[str, Callable[[Content, Task], None]] = {
            "bundle": self.bundle,
            "take_in": self.take_in,
            "minutes": self.minutes,
            "submit": self.submit,
            "report": self.report,
            "check": self.check,
        }
        name = text_of(content, "work")
        if name not in known:
            raise NotFoundError(message("There is no task '{name}'.", name=name))
        return self.office.tasks.begin(lambda task: known[name](content, task)).state()

    def bundle(self, content: Content, task: Task) -> None:
        """Pack units into one signed file, in a folder that may be a stick."""
        campaign = self.workbench.campaign(text_of(content, "campaign"))
        named = content.get("units")
        units = [find_unit(campaign, str(code)).code for code in named] if isinstance(named, list) else []
        if not units:
            raise NotFoundError(message("No unit is chosen."))
        known = {str(place.folder): place.folder for place in places(self.workbench.folder)}
        folder = known.get(text_of(content, "folder"))
        if folder is None:
            raise NotFoundError(message("The stick is not there any more."), message("Put it in again."))
        key = signing_key(self.office.day_key, text_of(content, "passphrase"))
        store = open_store(self.settings.store_url, self.workbench.folder)
        recorder = open_recorder(self.workbench, campaign, store)
        evidence = evidence_folder(self.settings.store_url, self.workbench.folder)
        packed = make_bundle(recorder, units, evidence, key, utc_now())
        to = text_of(content, "to").strip()
        first = "-".join(units[:3]) + (f"+{len(units) - 3}" if len(units) > 3 else "")
        path = folder / f"{campaign.id}.{first}.{datetime.now():%Y%m%d-%H%M%S}.{'age' if to else 'zip'}"
        write_bundle(encrypt_for(packed, to) if to else packed, path)
        task.tell(message("Bundle of {units} units: {path}", units=len(units), path=str(path)))
        task.files.append(path)

    def take_in(self, content: Content, task: Task) -> None:
        """Take in a file that was uploaded, or one that lies on a stick."""
        upload, named = text_of(content, "upload"), text_of(content, "path")
        said = Said(
            passphrase=text_of(content, "passphrase"),
            roles=tuple(role for part in text_of(content, "role").split(";") if (role := part.strip())),
            machine=text_of(content, "machine"),
            office_digits=text_of(content, "office_digits"),
            confirmed=text_of(content, "confirmed"),
            signer=text_of(content, "signer"),
        )
        if upload:
            with self.uploads.taken(upload) as (path, name):
                take_in(self.settings, path, name, task, said)
            return
        known = {str(path): path for path in files_to_take_in(self.workbench.folder)}
        if named not in known:
            raise NotFoundError(message("There is no such file."), message("Put the stick in again."))
        path = known[named]
        take_in(self.settings, path, path.name, task, said)

    def minutes(self, content: Content, task: Task) -> None:
        """Write the minutes of a unit into the folder of its report."""
        campaign, unit = self.office.unit_of(content)
        report = make_report(self.workbench, self.settings.store_url, campaign.id, unit.code)
        write_minutes(self.workbench, report, self.office.catalogue(campaign))
        task.tell(message("The minutes are made. Open them under “To open or print”."))
        task.result["papers"] = self.office.papers(campaign.id, unit.code)

    def submit(self, content: Content, task: Task) -> None:
        """Submit a unit's record. With open points only if the page says so."""
        campaign, unit = self.office.unit_of(content)
        catalogue = self.office.catalogue(campaign)
        recorder = self.office.recorder(campaign)
        found = submission_of(self.workbench, recorder.store, campaign, unit.code)
        if found.submitted_at:
            when = catalogue.moment(found.submitted_at)
            text = message(
                "The record of unit {unit} was submitted already ({when}); nothing was added.",
                unit=unit.code,
                when=when,
            )
            task.tell(text)
            return
        if found.points and not content.get("anyway"):
            for point in found.points:
                task.tell(point, LineKind.WARNING)
            raise InspectionError(message("Not submitted: something is open."))
        recorder.submit(unit.code, actor=text_of(content, "role").strip() or self.office.actor())
        task.tell(message("The record of unit {unit} is submitted.", unit=unit.code))

    def report(self, content: Content, task: Task) -> None:
        """Make a unit's report with the command itself: its memory is given back when it has ended."""
        campaign, unit = self.office.unit_of(content)
        command = [sys.executable, "-m", "inspection_lib.cli", "report", campaign.id, unit.code]
        command += ["--store", self.settings.store_url, "--home", str(self.workbench.folder)]
        command += ["--language", self.settings.language.value]
        with subprocess.Popen(  # noqa: S603  (our own command)
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            errors="replace",
        ) as process:
            assert process.stdout is not None
            for line in process.stdout:
                task.tell(line.rstrip())
        task.has_failed = process.returncode != 0
        task.result["papers"] = self.office.papers(campaign.id, unit.code)

    def check(self, _content: Content, task: Task) -> None:
        """Say what is wrong with the files that people write, with the store and with the evidence."""
        task.tell(message("Reading the checklists, plans and registers…"))
        folder, store_url = self.workbench.folder, self.settings.store_url
        has_store = self.office.store() is not None
        problems = check_workbench(self.workbench, (), store_url if has_store else "").problems
        errors = [problem for problem in problems if not problem.warning]
        faults: list[InspectionError] = []
        if has_store:
            task.tell(message("Reading the record and the evidence…"))
            faults = list(check_store_files(store_url, folder))
        task.lines.clear()
        task.has_failed = bool(errors or faults)
        task.tell(self._verdict(len(errors) + len(faults), len(problems) - len(errors)))
        for problem in errors if own_enrolment() else problems:
            task.tell(problem)
        for fault in faults:
            task.tell_error(fault)

    def _verdict(self, errors: int, warnings: int) -> Message:
        """What a check found, in one sentence. Nobody mends the files of the office on a laptop."""
        if errors:
            return message("{errors} errors, {warnings} warnings.", errors=errors, warnings=warnings)
        if not warnings:
            return message("Nothing is wrong.")
        if own_enrolment():
            return message(
                "Nothing is wrong: the record, its evidence and the office's files can be read. ({count} "
                "remarks on the office's files are shown at the office.)",
                count=warnings,
            )
        return message("Nothing is wrong; {count} warnings.", count=warnings)
