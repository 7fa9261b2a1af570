"""`inspection explain`: a number in words, with an exit status for each result of the comparison."""

from __future__ import annotations

import json

from inspection_lib.workbench import DEFAULT_STORE, make_report, open_workbench, write_report
from tests.cli.conftest import UNIT, Command
from tests.conftest import CAMPAIGN


def test_an_item_is_explained_with_its_file_and_row(command: Command) -> None:
    """Without a report the status is 3: there was nothing to compare with."""
    command.enter("A01", "20/2/2017")
    ran = command("explain", CAMPAIGN, UNIT, "a01")
    assert ran.status == 3
    assert "Points by the rule: full points up to and including " in ran.out
    assert ", row 2, SHA-256 " in ran.out
    assert "[to be verified]" in ran.out


def test_a_report_that_says_something_else_has_a_status_of_its_own(command: Command) -> None:
    """0 where report and record agree, 4 where they do not."""
    command.enter("A01", "20/2/2017")
    folder = command.folder / "outputs" / CAMPAIGN / UNIT
    folder.mkdir(parents=True)
    write_report(make_report(open_workbench(""), DEFAULT_STORE, CAMPAIGN, UNIT), str(folder))
    assert "the same as in" in command.good("explain", CAMPAIGN, UNIT, "A01")
    content = json.loads((folder / "report.json").read_text(encoding="utf-8"))
    content["items"][0]["points"] = "0.99"
    (folder / "report.json").write_text(json.dumps(content), encoding="utf-8")
    ran = command("explain", CAMPAIGN, UNIT, "A01")
    assert ran.status == 4
    assert "item A01, points: it says “0.99”" in ran.out


def test_a_unit_in_lines_and_as_json(command: Command) -> None:
    """Each area and each item has a line; the JSON holds the same items."""
    command.enter("A01", "20/2/2017")
    lines = command("explain", CAMPAIGN, UNIT).out.splitlines()
    found = json.loads(command("explain", CAMPAIGN, UNIT, "--json").out)
    assert lines[0].startswith(f"Unit {UNIT}, campaign {CAMPAIGN}: ")
    shown = [line.strip().split(":")[0] for line in lines if line.startswith("  ")]
    assert shown == [item["line"]["id"] for item in found["items"]]
