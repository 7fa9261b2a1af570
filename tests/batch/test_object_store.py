"""The batch writes to a real object store: OpenStack Swift with its S3 interface."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from inspection_lib.frames.columns import FRAMES, TABLES
from tests.batch.buckets import Distant, make_distant
from tests.batch.object_stores import SECRET, ObjectStore
from tests.batch.setups import chosen, half_written
from tests.batch.test_inputs import answer_again
from tests.conftest import CAMPAIGN, ROOT

pytestmark = pytest.mark.usefixtures("keys")
UNITS = ("060", "06.STP", "01834", "01837")
LISTS = ("batch.json", "index.html", "leadership.html", "leadership.json", "status.html")
FILES = ("made.json", "report.html", "report.json", "unit_report.ipynb")


@pytest.fixture(scope="module")
def reports(
    object_store: ObjectStore,
    tmp_path_factory: pytest.TempPathFactory,
    sample_url: str,
    sample_store: object,
    keys: None,
) -> Distant:
    """The reports of four units, made by forked processes."""
    made = make_distant(object_store, tmp_path_factory.mktemp("distant"), "reports", sample_url)
    done = made.run(*chosen(*UNITS), "--jobs", "2")
    assert done.returncode == 0, done.stderr
    assert "s3://reports/out/2017-dot-1/index.html" in done.stdout
    return made


def test_a_run_leaves_in_the_bucket_what_it_leaves_in_a_folder(reports: Distant) -> None:
    """Every file of every unit, the index and the account, whole and its unit's own; nothing else."""
    setup = reports.look()
    units = {f"out/{CAMPAIGN}/{unit}/{file}" for unit in UNITS for file in FILES}
    pages = {f"out/{CAMPAIGN}/{file}" for file in LISTS}
    tables = {f"out/{CAMPAIGN}/{FRAMES}/{name}.parquet" for name in (*TABLES, "records")}
    assert set(reports.store.objects("reports")) == units | pages | tables
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
    assert reports.run_here(*chosen(*UNITS)).returncode == 0
    assert set(reports.look().states().values()) == {"skipped"}
    assert reports.written() == before
    answer_again(reports.setup, "01834")
    done = reports.run_here(*chosen(*UNITS), "--explain")
    assert done.returncode == 0
    assert "01834: đã lập: đã đổi: câu trả lời" in done.stderr
    after = reports.written()
    assert {name.split("/")[2] for name in after if after[name] != before.get(name)} == {"01834"}


def test_what_others_cut_deleted_or_changed_in_the_bucket_is_made_again(reports: Distant) -> None:
    """It is seen in the listing, whatever was listed before; the changed page has its length as before."""
    client = reports.store.client
    client.put_object(Bucket="reports", Key=f"out/{CAMPAIGN}/01837/report.html", Body=b"<html>")
    client.delete_object(Bucket="reports", Key=f"out/{CAMPAIGN}/060/report.json")
    changed = f"out/{CAMPAIGN}/01834/report.html"
    page = client.get_object(Bucket="reports", Key=changed)["Body"].read()
    client.put_object(Bucket="reports", Key=changed, Body=page.replace(b"</h1>", b"</h2>", 1))
    assert reports.run_here(*chosen(*UNITS)).returncode == 0
    setup = reports.look()
    assert {unit for unit, state in setup.states().items() if state == "made"} == {"060", "01834", "01837"}
    assert half_written(setup) == []


def test_workers_of_dask_write_to_the_bucket(
    object_store: ObjectStore, tmp_path: Path, sample_url: str, sample_store: object, reports: Distant
) -> None:
    """The cluster is the run's own.

    Its reports find the same as those of forked processes, and no process is left.
    """
    made = make_distant(object_store, tmp_path, "from-dask", sample_url)
    done = made.run(*chosen("060", "01837"), "--executor", "dask", "--jobs", "1")
    assert done.returncode == 0, done.stderr
    setup, other = made.look(), reports.look()
    assert setup.left() == []
    assert half_written(setup) == []
    assert setup.made() == {"060", "01837"}
    for unit in setup.made():
        assert {**json.loads(setup.report(unit)), "provenance": 0} == {
            **json.loads(other.report(unit)),
            "provenance": 0,
        }


def test_no_secret_is_written_into_the_buckets(
    object_store: ObjectStore, reports: Distant, tmp_path: Path
) -> None:
    """Neither the account nor a notebook, page or report of any run here holds the secret key."""
    for bucket in object_store.client.list_buckets()["Buckets"]:
        object_store.fetch(bucket["Name"], tmp_path / bucket["Name"])
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert len(files) > len(UNITS) * len(FILES)
    assert [path for path in files if SECRET.encode() in path.read_bytes()] == []


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
