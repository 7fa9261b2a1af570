"""The batch writes to a real object store (OpenStack Swift with its S3 interface); what goes wrong there."""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from inspection_lib.files.remote import holds_secret, kind_of_error, without_secrets
from tests.batch.object_stores import KEY, SECRET, ObjectStore, free_ports, open_object_store
from tests.batch.setups import WAIT_AFTER_FIRST, BatchSetup, StartedRun, chosen, half_written, make_setup
from tests.batch.test_inputs import answer_again
from tests.conftest import CAMPAIGN, ROOT
from tests.waiting import until

UNITS = ("060", "06.STP", "01834", "01837")
FILES = ("made.json", "report.html", "report.json", "unit_report.ipynb")


@dataclass(frozen=True)
class Distant:
    """A setup whose outputs lie in a bucket of their own.

    `look` copies them to where the setup's would lie.
    """

    setup: BatchSetup
    store: ObjectStore
    bucket: str

    def words(self, *words: str) -> list[str]:
        """The options of a batch into the bucket."""
        return [*words, "--output", f"s3://{self.bucket}/out"]

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run a batch into the bucket to its end."""
        return self.setup.run(*self.words(*words))

    def start(self, *words: str) -> StartedRun:
        """Start a batch into the bucket, one unit after the other, without a rehearsal."""
        return self.setup.start(*self.words(*words, "--jobs", "1", "--engine", "thisprocess"))

    def has_made_one(self) -> bool:
        """Whether a report is in the bucket."""
        return any(name.endswith("made.json") for name in self.store.objects(self.bucket))

    def look(self) -> BatchSetup:
        """The setup with what is in the bucket now."""
        shutil.rmtree(self.setup.folder / "out", ignore_errors=True)
        self.store.fetch(self.bucket, self.setup.folder)
        return self.setup

    def written(self) -> dict[str, str]:
        """When each file of a unit was written."""
        found = self.store.objects(self.bucket).items()
        return {name: when for name, when in found if name.count("/") == 3 and "/index/" not in name}


@pytest.fixture(scope="session")
def object_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ObjectStore]:
    """Swift, for all tests."""
    with open_object_store(tmp_path_factory.mktemp("swift")) as store:
        yield store


@pytest.fixture(scope="module", autouse=True)
def keys(object_store: ObjectStore) -> Iterator[None]:
    """The store's address and keys in the environment, where people put them."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in object_store.environment().items():
            patch.setenv(name, value)
        yield


def distant(
    object_store: ObjectStore, folder: Path, bucket: str, url: str, misbehaviour: str = ""
) -> Distant:
    """A setup with a store of its own and a new bucket."""
    folder.mkdir(exist_ok=True)
    shutil.copy(url.removeprefix("sqlite:///"), folder / "own.db")
    object_store.client.create_bucket(Bucket=bucket)
    return Distant(make_setup(folder, f"sqlite:///{folder / 'own.db'}", misbehaviour), object_store, bucket)


@pytest.fixture(scope="module")
def reports(
    object_store: ObjectStore, tmp_path_factory: pytest.TempPathFactory, sample_url: str, sample_store: object
) -> Distant:
    """The reports of four units, made by forked processes."""
    made = distant(object_store, tmp_path_factory.mktemp("distant"), "reports", sample_url)
    done = made.run(*chosen(*UNITS), "--jobs", "2")
    assert done.returncode == 0, done.stderr
    assert "s3://reports/out/2017-dot-1/index.html" in done.stdout
    return made


def test_a_run_leaves_in_the_bucket_what_it_leaves_in_a_folder(reports: Distant) -> None:
    """Every file of every unit, the index and the account, whole and its unit's own; nothing else."""
    setup = reports.look()
    units = {f"out/{CAMPAIGN}/{unit}/{file}" for unit in UNITS for file in FILES}
    assert set(reports.store.objects("reports")) == units | {
        f"out/{CAMPAIGN}/{file}" for file in ("batch.json", "index.html")
    }
    assert half_written(setup) == []
    assert setup.made() == set(UNITS)
    index = (setup.out / "index.html").read_text(encoding="utf-8")
    assert [unit for unit in UNITS if f'href="{unit}/report.html"' not in index] == []


def test_a_browser_is_told_that_a_page_is_a_page(reports: Distant) -> None:
    """A page carries its type, so that a browser shows it instead of saving it."""
    client = reports.store.client
    for name in ("index.html", "060/report.html"):
        assert client.head_object(Bucket="reports", Key=f"out/{CAMPAIGN}/{name}")["ContentType"].startswith(
            "text/html"
        )


def test_a_second_run_skips_all_and_a_changed_answer_makes_its_unit_alone(reports: Distant) -> None:
    """No file of an unchanged unit is written again."""
    before = reports.written()
    assert reports.run(*chosen(*UNITS)).returncode == 0
    assert set(reports.look().states().values()) == {"skipped"}
    assert reports.written() == before
    answer_again(reports.setup, "01834")
    done = reports.run(*chosen(*UNITS), "--explain")
    assert done.returncode == 0
    assert "01834: đã lập: đã đổi: câu trả lời" in done.stderr
    after = reports.written()
    assert {name.split("/")[2] for name in after if after[name] != before.get(name)} == {"01834"}


def test_a_page_that_was_cut_or_deleted_in_the_bucket_is_made_again(reports: Distant) -> None:
    """What others did to the bucket is seen, whatever was listed before."""
    client = reports.store.client
    client.put_object(Bucket="reports", Key=f"out/{CAMPAIGN}/01837/report.html", Body=b"<html>")
    client.delete_object(Bucket="reports", Key=f"out/{CAMPAIGN}/060/report.json")
    assert reports.run(*chosen(*UNITS)).returncode == 0
    setup = reports.look()
    assert {unit for unit, state in setup.states().items() if state == "made"} == {"060", "01837"}
    assert half_written(setup) == []


def test_workers_of_dask_write_to_the_bucket(
    object_store: ObjectStore, tmp_path: Path, sample_url: str, sample_store: object, reports: Distant
) -> None:
    """A worker's reports find the same as those of forked processes."""
    made = distant(object_store, tmp_path, "from-dask", sample_url)
    done = made.run(*chosen("060", "01837"), "--executor", "dask", "--jobs", "1")
    assert done.returncode == 0, done.stderr
    setup, other = made.look(), reports.look()
    assert half_written(setup) == []
    assert setup.made() == {"060", "01837"}
    for unit in setup.made():
        assert {**json.loads(setup.report(unit)), "provenance": 0} == {
            **json.loads(other.report(unit)),
            "provenance": 0,
        }


def test_a_unit_that_fails_leaves_the_others(
    object_store: ObjectStore, tmp_path: Path, sample_url: str, sample_store: object
) -> None:
    """One fails in a cell, one dies: both are told, with where to look.

    The others are made, and in the next run these two.
    """
    code = "if unit == '060': raise ValueError('kaputt')\nif unit == '01834': import os; os._exit(3)"
    made = distant(object_store, tmp_path, "failing", sample_url, code)
    done = made.run(*chosen(*UNITS), "--jobs", "2")
    assert done.returncode == 1
    setup = made.look()
    assert setup.made() == {"06.STP", "01837"}
    assert "kaputt" in (setup.out / "060" / "unit_report.failed.ipynb").read_text(encoding="utf-8")
    assert "mã 3" in setup.reason("01834")
    assert "01834/batch.log" not in done.stderr
    assert "Nơi lưu là URL nên không có nhật ký" in done.stderr
    setup.heal()
    assert made.run(*chosen(*UNITS), "--jobs", "2").returncode == 0
    setup = made.look()
    assert {unit for unit, state in setup.states().items() if state == "made"} == {"060", "01834"}
    assert not list(setup.out.glob("*/unit_report.failed.ipynb"))
    assert half_written(setup) == []


@pytest.mark.parametrize(
    ("bucket", "changed", "said", "advice"),
    [
        ("no-such-bucket", {}, "không có bucket", "--output"),
        ("reports", {"AWS_SECRET_ACCESS_KEY": "wrong-secret-77"}, "từ chối khóa", "AWS_SECRET_ACCESS_KEY"),
        (
            "reports",
            {"AWS_ACCESS_KEY_ID": "", "AWS_SECRET_ACCESS_KEY": ""},
            "từ chối khóa",
            "AWS_SECRET_ACCESS_KEY",
        ),
        ("reports", {"AWS_ENDPOINT_URL": "http://127.0.0.1:{free}"}, "không trả lời", "AWS_ENDPOINT_URL"),
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
    before = reports.store.objects("reports")
    done = reports.setup.run(*chosen("060"), "--force", "--output", f"s3://{bucket}/out")
    assert done.returncode == 1
    assert f"s3://{bucket}/out/{CAMPAIGN}" in done.stderr
    assert said in done.stderr
    assert advice in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    for secret in (SECRET, "wrong-secret-77", "hidden-77"):
        assert secret not in done.stderr + done.stdout
    assert [found["Name"] for found in reports.store.client.list_buckets()["Buckets"]] == buckets
    assert reports.store.objects("reports") == before


def test_a_key_in_the_address_is_refused_and_not_repeated(reports: Distant) -> None:
    """The message says where keys belong, and shows none."""
    done = reports.setup.run("--output", f"s3://{KEY}:{SECRET}/x@reports/out")
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
    made = distant(object_store, tmp_path, "vanishing", sample_url, WAIT_AFTER_FIRST)
    running = made.start(*chosen(*UNITS))
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
    done = made.run(*chosen(*UNITS), "--jobs", "2")
    assert done.returncode == 0, done.stderr
    setup = made.look()
    assert {unit for unit, state in setup.states().items() if state == "skipped"} == before
    assert setup.made() == set(UNITS)
    assert half_written(setup) == []


def test_a_run_that_is_stopped_says_130_and_the_next_makes_the_rest(
    object_store: ObjectStore, tmp_path: Path, sample_url: str, sample_store: object
) -> None:
    """Ctrl-C finishes what runs; the account in the bucket says what was not begun."""
    made = distant(object_store, tmp_path, "stopped", sample_url, WAIT_AFTER_FIRST)
    running = made.start(*chosen(*UNITS))
    assert until(lambda: made.has_made_one() and len(made.setup.entered()) == 2)
    running.process.send_signal(signal.SIGINT)
    assert until(lambda: "Đang dừng" in running.errors)
    made.setup.heal()
    assert running.finish() == 130
    setup = made.look()
    assert setup.account()["state"] == "stopped"
    before = setup.made()
    assert before
    assert len(before) < len(UNITS)
    setup.heal()
    assert made.run(*chosen(*UNITS), "--jobs", "2").returncode == 0
    assert made.look().made() == set(UNITS)


def test_no_secret_is_written_into_the_buckets(
    object_store: ObjectStore, reports: Distant, tmp_path: Path
) -> None:
    """Neither the account nor a notebook, page or report of any run here holds the secret key."""
    for bucket in object_store.client.list_buckets()["Buckets"]:
        object_store.fetch(bucket["Name"], tmp_path / bucket["Name"])
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert len(files) > len(UNITS) * len(FILES)
    assert [path for path in files if SECRET in path.read_text(encoding="utf-8")] == []


def test_a_folder_at_a_url_sees_what_others_write_and_lives_through_a_fork(object_store: ObjectStore) -> None:
    """Opened and used before the fork.

    What a fork of it writes, and what it deletes, is seen after a listing.
    """
    object_store.client.create_bucket(Bucket="forked")
    code = """
import os
from inspection_lib.files.remote import RemoteFolder
folder, other = RemoteFolder("s3://forked/a"), RemoteFolder("s3://forked/a")
folder.write("index/one.html", "1")
assert folder.names("index") == ["one.html"], folder.names("index")
child = os.fork()
if child == 0:
    folder.write("index/two.html", "22")
    folder.write("index/one.html", "111")
    os._exit(folder.names("index") != ["one.html", "two.html"])
assert os.waitpid(child, 0)[1] == 0
assert folder.names("index") == ["one.html", "two.html"], folder.names("index")
assert folder.size("index/one.html") == 3
other.remove("index/one.html")
assert folder.size("index/one.html") is None
assert folder.read("index/one.html") is None
assert folder.names("index") == ["two.html"]
assert folder.names("nothing") == []
"""
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("url", "refused"),
    [
        ("s3://bucket/reports", False),
        ("sftp://me@host/reports", False),
        ("sftp://host:22/reports", False),
        ("/reports/a:b@c", False),
        ("sftp://me:word@host/reports", True),
        ("s3://KEY:SEC/RET@bucket/reports", True),
        ("abfs://box@account.host/reports?sig=abc", True),
    ],
)
def test_an_address_with_a_password_or_a_query_is_known(url: str, refused: bool) -> None:
    """A user's name alone, a port, a path of this machine are none."""
    assert holds_secret(url) is refused


def test_what_a_library_says_loses_its_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    """Passwords in addresses and values of variables whose names say secret; one line is kept."""
    monkeypatch.setenv("SOME_TOKEN", "abcd-1234")
    monkeypatch.setenv("STORAGE_ACCOUNT_KEY", "efgh-5678")
    assert (
        without_secrets("no http://me:pw@host for abcd-1234, efgh-5678\nmore")
        == "no http://***@host for ***, ***"
    )


def test_a_library_s_time_out_is_a_store_that_does_not_answer() -> None:
    """It is not the unit's limit of time."""
    assert kind_of_error(TimeoutError()) == "unreachable"
    assert kind_of_error(PermissionError()) == "refused"
    assert kind_of_error(FileNotFoundError()) == "missing"
    assert kind_of_error(ValueError()) == "other"
