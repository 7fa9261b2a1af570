"""The registers that some units hand in. Most agree with the inspectors' figures; a few differ on purpose."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from random import Random

from inspection_lib.model import Checklist, Source
from tools.samples.answers import answers_of
from tools.samples.csv_text import csv_text
from tools.samples.described_registers import (
    HEADINGS,
    feedback,
    legal_documents,
    online_services,
    procedures,
    satisfaction,
    staff,
    with_faults,
)
from tools.samples.profiles import Profile
from tools.samples.values import REGISTERS, SPECIAL, Settled, draw

PERIOD = tuple(
    day
    for day in (date(2017, 1, 3) + timedelta(days=number) for number in range(150))
    if day.weekday() < 5 and not REGISTERS.holiday[0] <= day <= REGISTERS.holiday[1]
)
"""Working days from January on, past the end of the period so that open files can fall due."""

LAST_DAY = max(number for number, day in enumerate(PERIOD) if day <= date(2017, 4, 30))
QUARTER_END = max(number for number, day in enumerate(PERIOD) if day <= date(2017, 3, 31))


def registers_of(profile: Profile, checklist: Checklist) -> Iterator[tuple[str, str]]:
    """Name and text of the unit's registers."""
    answers = answers_of(profile, checklist, Source.INSPECTOR)
    if profile.code in REGISTERS.one_stop_units:
        yield f"{profile.code}.one_stop.csv", one_stop_text(profile, settled_of(profile, answers))
    if profile.code in REGISTERS.other_registers_units:
        yield f"{profile.code}.documents.csv", documents_text(profile, *_figures(answers["G02"]))
        yield f"{profile.code}.certificates.csv", certificates_text(profile, *_figures(answers["G05"]))
    if profile.code in REGISTERS.described_registers_units:
        yield from described_texts(profile, answers)


def described_texts(profile: Profile, answers: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Name and text of the registers whose kinds files describe, with planted faults."""
    unit = profile.code
    rows = {
        "procedures": procedures(draw(unit, "procedures"), unit, *_figures(answers["C04"])),
        "online_services": online_services(draw(unit, "online_services"), unit, *_figures(answers["G10"])),
        "feedback": feedback(draw(unit, "feedback"), unit, *_figures(answers["C06"])),
        "staff": staff(draw(unit, "staff"), unit),
    }
    if unit in REGISTERS.own_kinds_units:
        rows["satisfaction"] = satisfaction(draw(unit, "satisfaction"), unit)
        rows["legal_documents"] = legal_documents(draw(unit, "legal_documents"), unit)
    for kind, own in rows.items():
        headings = HEADINGS[kind]
        table = [tuple(row[column] for column in headings) for row in with_faults(kind, own)]
        yield f"{unit}.{kind}.csv", csv_text(tuple(headings.values()), table)


def settled_of(profile: Profile, answers: Mapping[str, str]) -> Settled:
    """What the register holds: all files up to 300, else an extract with nearly the same shares."""
    if profile.code == SPECIAL.typical_unit:
        return REGISTERS.typical_one_stop
    on_time, settled = _figures(answers["C14"])
    apologies, late = _figures(answers["C15"])
    late_share = 1 - on_time / settled + REGISTERS.slower_by.get(profile.code, 0.0)
    if settled <= 300 and profile.code not in REGISTERS.slower_by:
        return Settled(settled, late, apologies)
    apology_share = apologies / late if late else 0.0
    files = draw(profile.code, "one_stop").randint(180, 290)
    if late == 0:
        return Settled(files, 0, 0)
    fitting = (
        (abs(count / files - late_share) > 0.015, files, abs(count / files - late_share), count)
        for files in range(files, 301)
        for count in range(1, files // 2)
        if abs(round(count * apology_share) / count - apology_share) <= 0.012
    )
    _, files, _, count = min(fitting)
    return Settled(files, count, round(count * apology_share))


def one_stop_text(profile: Profile, settled: Settled) -> str:
    """The register of the one-stop section: the settled files, and some that are still open."""
    chance = draw(profile.code, "one_stop rows")
    verdicts = ["late yes"] * settled.apologies + ["late no"] * (settled.late - settled.apologies)
    verdicts += ["on time"] * (settled.files - settled.late) + ["open"] * max(3, settled.files // 25)
    names = REGISTERS.department_procedures.get(profile.code, REGISTERS.district_procedures)
    rows = sorted((_file_days(chance, verdict), chance.choice(names)) for verdict in verdicts)
    table = [
        (f"MH-{profile.code}-{number:05}", name, received, due, returned, apology)
        for number, ((received, due, returned, apology), name) in enumerate(rows, start=1)
    ]
    return csv_text(("dossier", "procedure", "received", "due", "returned", "apology"), table)


def _file_days(chance: Random, verdict: str) -> tuple[str, str, str, str]:
    """Received, due, returned, apology of one file, as the register prints them."""
    term = chance.choice((2, 3, 5, 5, 7, 10, 15))
    delay = chance.choice((1, 1, 2, 3, 4, 6, 9)) if verdict.startswith("late") else 0
    first, last = (LAST_DAY - term, LAST_DAY) if verdict == "open" else (0, LAST_DAY - term - delay)
    received = chance.randint(first, last)
    due = received + term
    days = (PERIOD[received].isoformat(), PERIOD[due].isoformat())
    if verdict == "open":
        return (*days, "", "")
    if verdict == "on time":
        return (*days, PERIOD[chance.randint(received + term // 2, due)].isoformat(), "")
    return (*days, PERIOD[due + delay].isoformat(), verdict.removeprefix("late "))


def documents_text(profile: Profile, electronic: int, whole: int) -> str:
    """An extract of the register of outgoing documents of the first quarter."""
    chance = draw(profile.code, "documents")
    open_rows, secret_rows = chance.randint(160, 370), chance.randint(4, 11)
    sent = round(open_rows * (electronic / whole - REGISTERS.paper_by.get(profile.code, 0.0)))
    ways = ["electronic"] * sent + [chance.choice(("paper", "both")) for _ in range(open_rows - sent)]
    kinds = [("no", way) for way in ways] + [("yes", "paper")] * secret_rows
    chance.shuffle(kinds)
    days = sorted(PERIOD[chance.randint(0, QUARTER_END)].isoformat() for _ in kinds)
    table = [
        (f"MH-{profile.code}-{number:04}", day, secret, way)
        for number, (day, (secret, way)) in enumerate(zip(days, kinds, strict=True), start=1)
    ]
    return csv_text(("number", "day", "secret", "sent_by"), table)


def certificates_text(profile: Profile, used: int, issued: int) -> str:
    """The digital certificates issued to the unit, with the signatures made in the period."""
    chance = draw(profile.code, "certificates rows")
    signatures = [chance.randint(1, 160) for _ in range(used)] + [0] * (issued - used)
    chance.shuffle(signatures)
    table = []
    for number, signed in enumerate(signatures, start=1):
        start = date(2015, 6, 1) + timedelta(days=chance.randint(0, 540))
        role = REGISTERS.roles[min(number - 1, 1)] if number <= 2 else chance.choice(REGISTERS.roles[1:])
        end = start.replace(year=start.year + 5)
        table.append(
            (f"MH-{profile.code}-CTS-{number:03}", role, start.isoformat(), end.isoformat(), str(signed))
        )
    return csv_text(("serial", "issued_to_role", "valid_from", "valid_to", "signed_in_period"), table)


def _figures(raw: str) -> tuple[int, int]:
    above, below = raw.split("/")
    return int(above), int(below)
