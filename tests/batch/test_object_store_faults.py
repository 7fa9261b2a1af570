"""What goes wrong with an object store: units that fail, wrong addresses and keys, a store that goes away."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest

from tests.batch.buckets import Distant, make_distant
from tests.batch.object_stores import KEY, SECRET, ObjectStore
from tests.batch.setups import WAIT_AFTER_FIRST, chosen, half_written
from tests.conftest import CAMPAIGN
from tests.makers.ports import free_ports
from tests.waiting import until

pytestmark = pytest.mark.usefixtures("keys")
UNITS = ("060", "06.STP", "01834", "01837")
THREE = ("06.STP", "01834", "01837")
"""One is made, one waits in its notebook, one is not begun."""


@pytest.fixture(scope="module")
def reports(
    object_store: ObjectStore,
    tmp_path_factory: pytest.TempPathFactory,
    sample_url: str,
    sample_store: object,
    keys: None,
) -> Distant:
    """A bucket without reports."""
    return make_distant(object_store, tmp_path_factory.mktemp("distant"), "empty", sample_url)


def test_a_unit_that_fails_leaves_the_others(
    object_store: ObjectStore, tmp_path: Path, sample_url: str, sample_store: object
) -> None:
    """One fails in a cell, one dies: both are told, with where to look.

    The others are made, and in the next run these two.
    """
    code = "if unit == '060': raise ValueError('kaputt')\nif unit == '01834': import os; os._exit(3)"
    made = make_distant(object_store, tmp_path, "failing", sample_url, code)
    done = made.run(*chosen(*UNITS), "--jobs", "2")
    assert done.returncode == 1
    setup = made.look()
    assert setup.made() == {"06.STP", "01837"}
    assert "kaputt" in (setup.out / "060" / "unit_report.failed.ipynb").read_text(encoding="utf-8")
    assert "mã 3" in setup.reason("01834")
    assert "01834/batch.log" not in done.stderr
    assert "Nơi lưu là URL nên không có nhật ký" in done.stderr
    setup.heal()
    assert made.run_here(*chosen(*UNITS)).returncode == 0
    setup = made.look()
    assert {unit for unit, state in setup.states().items() if state == "made"} == {"060", "01834"}
    assert not list(setup.out.glob("*/unit_report.failed.ipynb"))
    assert half_written(setup) == []


@pytest.mark.parametrize(
    ("bucket", "changed", "said", "advice"),
    [
        ("no-such-bucket", {}, "không có bucket", "--output"),
        ("empty", {"AWS_SECRET_ACCESS_KEY": "wrong-secret-77"}, "từ chối khóa", "AWS_SECRET_ACCESS_KEY"),
        (
            "reports",
            {"AWS_ACCESS_KEY_ID": "", "AWS_SECRET_ACCESS_KEY": ""},
            "từ chối khóa",
            "AWS_SECRET_ACCESS_KEY",
        ),
        ("empty", {"AWS_ENDPOINT_URL": "http://127.0.0.1:{free}"}, "không trả lời", "AWS_ENDPOINT_URL"),
        (
            "reports",
            {"AWS_ENDPOINT_URL": "http://me:hidden-77@127.0.0.1:{free}"},
            "không trả lời",
            "AWS_ENDPOINT_URL",
        ),
        ("no bucket", {}, "s3://no bucket/out", "--output"),
    ],
    ids=[
        "no bucket",
        "wrong secret",
        "no keys",
        "no server",
        "no server, password in its address",
        "no name of a bucket",
    ],
)
def test_a_place_that_cannot_be_used_is_told_before_anything_is_made(
    reports: Distant,
    monkeypatch: pytest.MonkeyPatch,
    bucket: str,
    changed: dict[str, str],
    said: str,
    advice: str,
) -> None:
    """Where, what and what to do, in Vietnamese, without a secret and a traceback; status 1.

    No bucket is made.
    """
    for name, value in changed.items():
        monkeypatch.setenv(name, value.format(free=free_ports(1)[0]))
    buckets = [found["Name"] for found in reports.store.client.list_buckets()["Buckets"]]
    before = reports.store.objects("empty")
    done = reports.setup.run(*chosen("060"), "--force", "--output", f"s3://{bucket}/out")
    assert done.returncode == 1
    assert f"s3://{bucket}/out/{CAMPAIGN}" in done.stderr
    assert said in done.stderr
    assert advice in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    for secret in (SECRET, "wrong-secret-77", "hidden-77"):
        assert secret not in done.stderr + done.stdout
    assert [found["Name"] for found in reports.store.client.list_buckets()["Buckets"]] == buckets
    assert reports.store.objects("empty") == before


def test_a_key_in_the_address_is_refused_and_not_repeated(reports: Distant) -> None:
    """The message says where keys belong, and shows none."""
    done = reports.setup.run("--output", f"s3://{KEY}:{SECRET}/x@empty/out")
    assert done.returncode == 1
    assert "s3://..." in done.stderr
    assert "docs/operations.md" in done.stderr
    assert SECRET not in done.stderr + done.stdout


def test_a_store_that_goes_away_costs_what_was_not_written_and_the_next_run_makes_it(
    object_store: ObjectStore, tmp_path: Path, sample_url: str, sample_store: object
) -> None:
    """It is killed after the first report: the rest fails with where, what and what to do.

    Then it is there again.
    """
    made = make_distant(object_store, tmp_path, "vanishing", sample_url, WAIT_AFTER_FIRST)
    running = made.start(*chosen(*THREE))
    try:
        assert until(lambda: made.has_made_one() and len(made.setup.entered()) == 2)
        object_store.kill()
        made.setup.heal()
        status = running.finish()
    finally:
        object_store.start()
    assert status == 1
    assert "Traceback" not in running.errors
    assert "s3://vanishing/out/2017-dot-1: máy chủ không trả lời" in running.errors
    assert "AWS_ENDPOINT_URL" in running.errors
    assert SECRET not in running.errors + running.out
    assert made.setup.left() == []
    before = made.look().made()
    assert len(before) == 1
    done = made.run_here(*chosen(*THREE))
    assert done.returncode == 0, done.stderr
    setup = made.look()
    assert {unit for unit, state in setup.states().items() if state == "skipped"} == before
    assert setup.made() == set(THREE)
    assert half_written(setup) == []


def test_a_run_that_is_stopped_says_130_and_the_next_makes_the_rest(
    object_store: ObjectStore, tmp_path: Path, sample_url: str, sample_store: object
) -> None:
    """Ctrl-C finishes what runs; the account in the bucket says what was not begun."""
    made = make_distant(object_store, tmp_path, "stopped", sample_url, WAIT_AFTER_FIRST)
    running = made.start(*chosen(*THREE))
    assert until(lambda: made.has_made_one() and len(made.setup.entered()) == 2)
    running.process.send_signal(signal.SIGINT)
    assert until(lambda: "Đang dừng" in running.errors)
    made.setup.heal()
    assert running.finish() == 130
    setup = made.look()
    assert setup.account()["state"] == "stopped"
    before = setup.made()
    assert before
    assert len(before) < len(THREE)
    setup.heal()
    done = made.run_here(*chosen(*THREE))
    assert done.returncode == 0, done.stderr
    assert made.look().made() == set(THREE)
