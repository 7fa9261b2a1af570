"""What cannot be read or used is said before anything is begun."""

from __future__ import annotations

import shutil
import sqlite3
import stat
from pathlib import Path

import pytest

from tests.batch.setups import BatchSetup, chosen, make_setup
from tests.conftest import CAMPAIGN


def spoil(setup: BatchSetup, what: str) -> BatchSetup:
    """Break one of the files that a batch reads."""
    store = setup.folder / "spoilt.db"
    shutil.copy(setup.store_url.removeprefix("sqlite:///"), store)
    content = store.read_bytes()
    plan = setup.workbench / "checklists" / "plans" / f"{CAMPAIGN}.yaml"
    checklist = setup.workbench / "checklists" / "definitions" / "par-commune.v2.yaml"
    if what == "a store with garbage in its middle":
        store.write_bytes(content[:4096] + b"rubbish!" * (len(content) // 8 - 1024) + content[-4096:])
    elif what == "a truncated store":
        store.write_bytes(content[: len(content) // 3])
    elif what == "a missing store":
        store.unlink()
    elif what == "a store that is something else":
        sqlite3.connect(store.with_name("other.db")).close()
        store.write_text("no database")
    elif what == "a broken checklist":
        checklist.write_text(
            checklist.read_text(encoding="utf-8").replace("rule:", "rul:", 1), encoding="utf-8"
        )
    elif what == "a broken plan":
        plan.write_text("campaign: [", encoding="utf-8")
    else:
        (setup.workbench / "notebooks" / "unit_report.ipynb").unlink()
    return BatchSetup(setup.folder, f"sqlite:///{store}")


@pytest.mark.parametrize(
    "what",
    [
        "a store with garbage in its middle",
        "a truncated store",
        "a missing store",
        "a store that is something else",
        "a broken checklist",
        "a broken plan",
        "a missing notebook",
    ],
)
def test_what_cannot_be_read_is_told_before_anything_is_begun(
    tmp_path: Path, sample_url: str, sample_store: object, what: str
) -> None:
    """In words and with status 1; no unit is begun and no account of one is written."""
    setup = spoil(make_setup(tmp_path, sample_url), what)
    done = setup.run(*chosen("01834"))
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert done.stderr.strip()
    assert not (setup.out / "batch.json").exists()
    assert setup.left() == []


def test_a_broken_register_fails_its_unit_alone_and_is_told_with_file_and_line(
    tmp_path: Path, sample_url: str, sample_store: object
) -> None:
    """A person who makes reports need not know that there is a command that checks files.

    The other unit is made, and the index lists the failure.
    """
    setup = make_setup(tmp_path, sample_url, registers=True)
    path = setup.workbench / "checklists" / "registers" / CAMPAIGN / "060.one_stop.csv"
    rows = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([*rows[:2], "x,y,3/1-17,2017-01-05,,", *rows[3:]]), encoding="utf-8")
    done = setup.run_here(*chosen("060", "061"))
    assert done.returncode == 1
    where = f"checklists/registers/{CAMPAIGN}/060.one_stop.csv:3"
    assert (
        f"060: {where}: Ô này không hợp với ngày tiếp nhận (received). "
        "Viết ngày như 15/5/2017 hoặc 2017-05-15." in done.stderr
    )
    assert setup.reason("060").startswith(where)
    assert (setup.out / "061" / "report.html").is_file()
    assert not (setup.out / "060" / "report.html").exists()
    assert (setup.out / "060" / "unit_report.failed.ipynb").is_file()
    assert 'class="failed"' in (setup.out / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--engine", "nonsense"], "Không có cách chạy sổ tay 'nonsense'"),
        (["--kind", "district"], "khớp với lựa chọn"),
        (["--output", "memory://reports"], "sẽ mất khi lệnh kết thúc"),
        (["--store", "mysql://host/name"], "PostgreSQL"),
    ],
)
def test_what_can_make_no_report_is_refused_before_anything_is_begun(
    tmp_path: Path, sample_url: str, sample_store: object, words: list[str], said: str
) -> None:
    """A status of 0 means that reports are there."""
    setup = make_setup(tmp_path, sample_url)
    done = setup.run(*chosen("01834"), *words)
    assert (done.returncode, "Traceback" in done.stderr) == (1, False)
    assert said in done.stderr
    assert not setup.out.exists() or not setup.made()


def test_an_unknown_executor_is_refused_before_anything_is_begun(
    tmp_path: Path, sample_url: str, sample_store: object
) -> None:
    """With the names that there are."""
    setup = make_setup(tmp_path, sample_url)
    done = setup.run(*chosen("01834"), "--executor", "fokr")
    assert done.returncode == 1
    assert "local, fork, pool" in done.stderr
    assert not setup.out.exists()


def test_a_missing_checklist_stops_only_the_units_that_use_it(
    tmp_path: Path, sample_url: str, sample_store: object
) -> None:
    """They fail with its name, in a run that makes the others; the next run makes them when it is there.

    All that a run writes is for its user alone.
    """
    setup = make_setup(tmp_path, sample_url)
    checklist = setup.workbench / "checklists" / "definitions" / "par-commune.v2.yaml"
    aside = checklist.rename(tmp_path / "aside.yaml")
    done = setup.run_here(*chosen("01834", "060"))
    assert done.returncode == 1
    assert "'par-commune.v2'" in done.stderr
    assert setup.made() == {"060"}
    aside.rename(checklist)
    assert setup.run_here(*chosen("01834", "060")).returncode == 0
    assert setup.made() == {"060", "01834"}
    files = [path for path in setup.out.rglob("*") if path.is_file()]
    assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}
    assert {stat.S_IMODE(path.stat().st_mode) for path in setup.out.rglob("*") if path.is_dir()} == {0o700}
