"""A frame that is out of date says so, in words."""

from __future__ import annotations

import re
import warnings

import pytest

from inspection_lib import frames
from inspection_lib.frames import FRAMES_RECORDS, StaleFramesWarning
from inspection_lib.record import open_store
from inspection_lib.workbench import DEFAULT_STORE, Workbench
from tests.conftest import CAMPAIGN
from tests.frames.conftest import bring_up_to_date
from tests.makers.results import UNITS, keep_report, remark


def test_newer_answers_are_told(own_results: Workbench) -> None:
    """Of reports and of events alike, with the unit; a batch heals both."""
    remark(own_results, "060")
    for table in ("scores", "events"):
        with pytest.warns(StaleFramesWarning, match="060"):
            frame = getattr(frames, table)(CAMPAIGN, workbench=own_results, language="en")
        assert frame.attrs["stale"] == (f"{CAMPAIGN}: the store holds newer answers of 1 units: 060",)
    keep_report(own_results, open_store(DEFAULT_STORE, own_results.folder), CAMPAIGN, "060")
    assert bring_up_to_date(own_results, CAMPAIGN) == 1
    assert frames.events(CAMPAIGN, workbench=own_results).attrs["stale"] == ()
    assert frames.scores(CAMPAIGN, workbench=own_results).attrs["stale"] == ()


def test_reports_that_were_made_again_are_told(own_results: Workbench) -> None:
    """Here a report was removed, and another one made again after the frames."""
    remark(own_results, "061")
    keep_report(own_results, open_store(DEFAULT_STORE, own_results.folder), CAMPAIGN, "061")
    (own_results.folder / "outputs" / CAMPAIGN / "060" / "report.json").unlink()
    with pytest.warns(StaleFramesWarning, match="2 units were made, changed or removed .*061, 060"):
        frames.items(CAMPAIGN, workbench=own_results, language="en")
    assert bring_up_to_date(own_results, CAMPAIGN) == 1
    scores = frames.scores(CAMPAIGN, workbench=own_results)
    assert scores.attrs["stale"] == ()
    assert (CAMPAIGN, "060") not in scores.index


@pytest.mark.parametrize("damage", ["cut", "other"])
def test_damaged_files_are_not_believed(own_results: Workbench, damage: str) -> None:
    """Half a file, or one of another writing: the reports themselves are read."""
    right = frames.scores(CAMPAIGN, workbench=own_results)
    folder = own_results.folder / "outputs" / CAMPAIGN / "frames"
    path = folder / "scores.parquet"
    content = path.read_bytes()[:-20] if damage == "cut" else (folder / "areas.parquet").read_bytes()
    path.write_bytes(content)
    if damage == "other":
        (own_results.folder / "outputs" / CAMPAIGN / FRAMES_RECORDS).write_bytes(b"PAR1")
    assert frames.scores(CAMPAIGN, workbench=own_results).equals(right)
    assert bring_up_to_date(own_results, CAMPAIGN) == len(UNITS)
    assert frames.scores(CAMPAIGN, workbench=own_results).equals(right)


def test_without_the_store_it_is_not_known_and_that_is_told(own_results: Workbench) -> None:
    """Reports can be read on a machine that has no store."""
    (own_results.folder / "outputs" / "inspection.db").unlink()
    with pytest.warns(StaleFramesWarning, match=re.escape("Không đọc được kho")):
        scores = frames.scores(CAMPAIGN, workbench=own_results)
    assert len(scores) == len(UNITS)


def test_a_report_without_its_record_is_told(own_results: Workbench) -> None:
    """Papermill alone writes no made.json: what the report was made from is not known."""
    (own_results.folder / "outputs" / CAMPAIGN / "060" / "made.json").unlink()
    with pytest.warns(StaleFramesWarning, match="not known of 1 reports"):
        frames.scores(CAMPAIGN, workbench=own_results, language="en")


def test_nothing_is_told_when_nothing_changed(results: Workbench) -> None:
    """A warning that always comes would not be read."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        frames.measures(CAMPAIGN, workbench=results)
