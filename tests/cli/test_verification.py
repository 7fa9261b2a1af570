"""The commands verify and sign."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from inspection_lib.verification import Status
from tests.cli.conftest import UNIT, Command
from tests.conftest import CAMPAIGN
from tests.makers.machines import ROLE


def test_the_seal_on_the_minutes_verifies_the_record(command: Command) -> None:
    """Also when answers came later; other digits do not."""
    command.enter("A01", "2017-01-15")
    name = f"bien-ban-kiem-tra.{CAMPAIGN}.{UNIT}.html"
    assert name in command.good("papers", CAMPAIGN, UNIT, "--to", "html", "-o", "papers")
    page = (command.folder / "papers" / name).read_text(encoding="utf-8")
    assert "Met: A01." in page
    (seal,) = re.findall(r"seal ([0-9a-f]{4}(?: [0-9a-f]{4}){3})", page)
    command.enter("A02", "a")
    verified = command.good("verify", "--seal", CAMPAIGN, UNIT, *seal.split())
    assert "is as it was signed" in verified
    assert "2 were added later" in verified  # the answer, and that its table was imported
    assert "No state of the record" in command.bad(
        "verify", "--seal", CAMPAIGN, UNIT, "0000", "0000", "0000", "0000"
    )
    assert "'xyz' is not a seal." in command.bad("verify", "--seal", CAMPAIGN, UNIT, "xyz")
    assert "name the campaign, the unit" in command.bad("verify", "--seal", CAMPAIGN, UNIT)


def made(command: Command, *units: str) -> Path:
    """The campaign's folder with the reports of some units, each with one answer."""
    command.enter("A01", "2017-01-15")
    chosen = [word for unit in units for word in ("--unit", unit)]
    ran = command("batch", CAMPAIGN, *chosen, "--jobs", "1", "--executor", "pool")
    assert ran.status == 0, ran.err
    return command.folder / "outputs" / CAMPAIGN


def test_verify_says_the_first_difference_and_sign_refuses_it(command: Command) -> None:
    """From the report that was made to the signed one, and back to one that somebody changed."""
    folder = made(command, UNIT, "061")
    path = f"outputs/{CAMPAIGN}/{UNIT}"
    assert f"Report of unit {UNIT}: right." in command.good("verify", path)
    assert "3 checked: 3 right, 0 not right" in command.good("verify", f"outputs/{CAMPAIGN}")
    assert "There is no key" in command.bad("sign", CAMPAIGN)
    command.good("key", "new", "--role", ROLE)
    assert "1 reports signed" in command.good("sign", CAMPAIGN, UNIT)
    assert "1 reports signed" in command.good("sign", CAMPAIGN)
    assert f"Signed by '{ROLE}'" in command.good("verify", path)
    command.good("key", "new", "--role", ROLE, "--force")
    ran = command("verify", path)
    assert ran.status == Status.UNCHECKED
    key = re.findall(r"inspection key trust ([0-9a-f]{64})", ran.out)[0]
    command.good("key", "trust", key, "--role", ROLE)
    assert f"Signed by '{ROLE}'" in command.good("verify", path)
    report = folder / UNIT / "report.json"
    report.write_text(report.read_text(encoding="utf-8").replace(f'"{UNIT}"', '"061"', 1), encoding="utf-8")
    ran = command("verify", path)
    assert ran.status == Status.DIFFERENT
    assert "NOT RIGHT" in ran.out
    assert "it says" in ran.out
    assert "1 not right" in command("verify", f"outputs/{CAMPAIGN}").out
    assert UNIT in command.bad("sign", CAMPAIGN, UNIT)


def test_batch_makes_a_report_again_that_was_changed_without_changing_its_length(command: Command) -> None:
    """And signs what it made: the digest of a changed page is another one."""
    command.good("key", "new", "--role", ROLE)
    folder = made(command, UNIT)
    page = folder / UNIT / "report.html"
    content = page.read_bytes()
    at = content.index(b"</h1>")
    page.write_bytes(content[: at - 1] + b"X" + content[at:])
    ran = command("batch", CAMPAIGN, "--unit", UNIT, "--jobs", "1", "--executor", "pool", "--sign")
    assert ran.status == 0, ran.err
    assert "1 reports made, 0 unchanged" in ran.out
    assert "1 reports signed" in ran.out
    assert b"X</h1>" not in page.read_bytes()
    again = command("batch", CAMPAIGN, "--unit", UNIT, "--jobs", "1", "--executor", "pool", "--sign")
    assert "0 reports made, 1 unchanged" in again.out
    assert "0 reports signed" in again.out


def test_verify_names_a_path_that_is_not_there_and_a_folder_with_nothing(command: Command) -> None:
    """The one is a mistake, of the other nothing can be said."""
    assert "There is no such file." in command.bad("verify", "nowhere.html")
    ran = command("verify", ".")
    assert ran.status == Status.UNCHECKED
    assert "holds no report" in ran.out


@pytest.mark.parametrize("name", ["report.html", "report.json", "made.json", "unit_report.ipynb"])
def test_any_file_of_a_report_stands_for_all_of_it(command: Command, name: str) -> None:
    """Whoever names one file learns that another one was changed."""
    folder = made(command, UNIT) / UNIT
    command.good("verify", str(folder / name))
    other = folder / ("report.json" if name != "report.json" else "report.html")
    shutil.copy(other, folder / "kept")
    other.write_bytes(other.read_bytes()[:-1])
    assert command("verify", str(folder / name)).status == Status.DIFFERENT
