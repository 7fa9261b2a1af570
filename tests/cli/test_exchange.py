"""Commands between machines: bundle, merge, contradictions, decide."""

from __future__ import annotations

from pathlib import Path

import pytest

from inspection_lib.record import open_store
from inspection_lib.workbench import DEFAULT_STORE
from tests.cli.conftest import UNIT, Command
from tests.conftest import CAMPAIGN, ROOT
from tests.makers.machines import ROLE, Machine, a_table


@pytest.mark.slow
def test_tables_imported_on_two_machines_come_together(
    machines: tuple[Machine, Machine], tmp_path: Path
) -> None:
    """Each machine has its own chain. Both bundles are merged, and different answers are listed."""
    one, two = machines
    one("import", CAMPAIGN, str(a_table(one.folder, UNIT, "A01", "2017-01-15")))
    two("import", CAMPAIGN, str(a_table(two.folder, UNIT, "A02", "a")))
    two("import", CAMPAIGN, str(a_table(two.folder, UNIT, "A01", "2017-01-20")))
    for giver, taker, name in ((two, one, "a.zip"), (one, two, "b.zip")):
        giver("bundle", CAMPAIGN, UNIT, "-o", str(tmp_path / name))
        taker("merge", str(tmp_path / name))
    for machine in machines:
        said = machine("contradictions", CAMPAIGN)
        assert "A01" in said
        assert "A02" not in said
    one("decide", CAMPAIGN, UNIT, "A01", "2017-01-15", "--actor", "Trưởng đoàn", "--note", "Theo bản gốc")
    assert "Không có kết quả nào ghi khác nhau" in one("contradictions", CAMPAIGN)


def test_a_bundle_needs_a_key(command: Command) -> None:
    """The error says how to make one."""
    command.enter("A01", "2017-01-15")
    assert "inspection key new" in command.bad("bundle", CAMPAIGN, UNIT)


def make_trusted_key(command: Command) -> None:
    """A key that the same machine trusts: it does not trust its own key by itself."""
    key = command.good("key", "new", "--role", ROLE).split()[1]
    command.good("key", "trust", key, "--role", ROLE)


def test_a_bundle_can_be_merged_again(command: Command) -> None:
    """The second time adds nothing."""
    command.enter("A01", "2017-01-15")
    make_trusted_key(command)
    assert "Bundle of 1 units: visit.zip" in command.good("bundle", CAMPAIGN, UNIT)
    assert "0 new events" in command.good("merge", "visit.zip")


def test_a_file_that_is_no_bundle_is_refused_and_the_others_are_merged(command: Command) -> None:
    """The error names the file; the exit status is 1."""
    command.enter("A01", "2017-01-15")
    make_trusted_key(command)
    command.good("bundle", CAMPAIGN, UNIT)
    (command.folder / "bad.zip").write_bytes(b"no archive")
    ran = command("merge", "bad.zip", "visit.zip")
    assert (ran.status, "visit.zip: 0 new events" in ran.out) == (1, True)
    assert ran.err.startswith("bad.zip: ")


def test_without_contradictions_there_is_nothing_to_decide(command: Command) -> None:
    """Neither a list nor a decision."""
    command.enter("A01", "2017-01-15")
    assert "No answers were recorded differently." in command.good("contradictions", CAMPAIGN, "--unit", UNIT)
    words = ("decide", CAMPAIGN, UNIT, "A01", "2017-01-15", "--actor", ROLE, "--note", "x")
    assert "contradict" in command.bad(*words)


def test_contradictions_of_an_unknown_unit_are_refused(command: Command) -> None:
    """The error names the campaign."""
    command.enter("A01", "2017-01-15")
    assert CAMPAIGN in command.bad("contradictions", CAMPAIGN, "--unit", "999")


def test_a_package_of_an_unknown_form_is_shown_and_has_to_be_named(command: Command) -> None:
    """The first run says what it is and records nothing; with `--from` it is taken in, once."""
    package = str(ROOT / "tests" / "data" / "0.1.0" / "tablet.zip")
    said = command.bad("merge", package)
    assert "0023e5a6ddaf1d9c" in said
    assert '--from "Thành viên đoàn kiểm tra"' in said
    assert "Thư ký" not in command.bad("merge", package, "--from", "Thư ký")
    assert not open_store(DEFAULT_STORE, command.folder).events(CAMPAIGN, "058")
    named = ("--from", "thành viên  đoàn kiểm tra")
    assert "10 new events" in command.good("merge", package, *named)
    assert "0 new events" in command.good("merge", package, *named)
