"""The frames say what the reports and the record say, with the dtypes that are promised."""

from __future__ import annotations

import shutil
from decimal import Decimal
from typing import Any

import pandas as pd
import pytest

from inspection_lib import frames, report_from_json
from inspection_lib.errors import NotFoundError
from inspection_lib.frames import TABLES, Kind
from inspection_lib.frames.parquet_files import Origin, read_table
from inspection_lib.record import open_store
from inspection_lib.workbench import DEFAULT_STORE, Workbench
from tests.conftest import CAMPAIGN
from tests.makers.results import LATER, UNITS

DTYPES = {
    Kind.CODE: "str",
    Kind.TEXT: "str",
    Kind.CATEGORY: "category",
    Kind.POINTS: "float64",
    Kind.COUNT: "Int64",
    Kind.YES_NO: "boolean",
    Kind.DAY: "datetime64[s]",
    Kind.MOMENT: "datetime64[us, UTC]",
}


def report(workbench: Workbench, campaign: str, unit: str) -> Any:
    """The report as it lies in the folder."""
    path = workbench.folder / "outputs" / campaign / unit / "report.json"
    return report_from_json(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", TABLES)
def test_columns_index_and_dtypes_are_those_of_the_table(results: Workbench, name: str) -> None:
    """Of both campaigns, in the order of campaigns and of the plan's units."""
    frame = getattr(frames, name)(CAMPAIGN, LATER, workbench=results)
    table = TABLES[name]
    assert list(frame.index.names) == [column.name for column in table.index]
    assert {column: str(dtype) for column, dtype in frame.dtypes.items()} == {
        column.name: DTYPES[column.kind] for column in table.columns
    }
    alone = {"measures": [CAMPAIGN], "follow_up": [LATER]}  # one has registers, one has a campaign before it
    assert list(frame.index.unique("campaign")) == alone.get(name, [CAMPAIGN, LATER])
    assert frame.attrs["stale"] == ()


@pytest.mark.parametrize("name", TABLES)
def test_a_frame_is_the_same_with_and_without_parquet_files(own_results: Workbench, name: str) -> None:
    """The files are for speed alone."""
    quick = getattr(frames, name)(workbench=own_results)
    for campaign in (CAMPAIGN, LATER):
        shutil.rmtree(own_results.folder / "outputs" / campaign / "frames")
    pd.testing.assert_frame_equal(quick, getattr(frames, name)(workbench=own_results))


def test_scores_are_those_of_the_reports(results: Workbench) -> None:
    """What is not known is missing: an open record has a range and no score, and no day of submission."""
    scores = frames.scores(workbench=results)
    for campaign, unit in scores.index:
        row, own = scores.loc[(campaign, unit)], report(results, campaign, unit)
        assert row["unit_name"] == own.unit.name.vi
        assert row["state"] == own.state.value
        assert (None if pd.isna(row["score"]) else row["score"]) == (
            own.total.index and float(own.total.index)
        )
        assert row["events"] == own.provenance.events
        assert row["items_pass"] == dict(own.outcomes)["pass"]
    still_open = scores.loc[(LATER, "061")]
    assert pd.isna(still_open["score"])
    assert pd.isna(still_open["submitted_on"])
    assert still_open["score_high"] >= still_open["score_low"]
    assert not still_open.isna()["items_unanswered"]


def test_measures_say_how_far_answer_and_claim_are_from_the_register(results: Workbench) -> None:
    """The class and the ratio are those of the report's lines, in their order."""
    found = frames.measures(CAMPAIGN, workbench=results)
    for unit in found.index.unique("unit"):
        lines = report(results, CAMPAIGN, unit).measures
        own = found.xs(unit, level="unit")
        for column, name in (("answer_class", "agreement"), ("claim_class", "claim_agreement")):
            shown = [None if pd.isna(each) else each for each in own[column]]
            assert shown == [getattr(line, name) and getattr(line, name).value for line in lines]
        for column in ("answer_ratio", "claim_ratio", "value"):
            shown = [None if pd.isna(each) else each for each in own[column]]
            assert shown == [getattr(line, column) and float(getattr(line, column)) for line in lines]
    assert set(found["answer_class"].dropna()) | set(found["claim_class"].dropna())
    assert found["claim_ratio"].notna().any()


def test_exact_points_are_the_decimals_of_the_report(results: Workbench) -> None:
    """No float comes between; what is not known is None."""
    items = frames.items(CAMPAIGN, workbench=results, exact=True)
    own = report(results, CAMPAIGN, "060")
    assert list(items.loc[(CAMPAIGN, "060"), "points"]) == [item.points for item in own.items]
    assert {type(points) for points in items["points"]} <= {Decimal, type(None)}
    assert list(items.loc[(CAMPAIGN, "060")].index) == [item.id for item in own.items]


def test_categories_have_an_order(results: Workbench) -> None:
    """Severities, outcomes and grades can be compared and sorted."""
    findings, scores = frames.findings(workbench=results), frames.scores(workbench=results)
    assert list(findings["severity"].cat.categories) == ["low", "medium", "high", "critical"]
    assert (findings["severity"] >= "high").sum() == scores[["high", "critical"]].sum().sum()
    bands = results.checklist("par-district.v2").bands
    lowest_first = [band.id for band in sorted(bands, key=lambda band: band.from_score)]
    assert [grade for grade in scores["grade"].cat.categories if grade in lowest_first] == lowest_first
    assert scores["grade"].cat.ordered
    items = frames.items(workbench=results)
    assert items.loc[items["outcome"] < "fail", "points"].fillna(0).eq(0).all()


def test_frames_join_by_their_index(results: Workbench) -> None:
    """Items take the score of their unit; answers those of their item."""
    scores, items, answers = (
        getattr(frames, name)(workbench=results) for name in ("scores", "items", "answers")
    )
    joined = items.join(scores["score"])
    assert len(joined) == len(items)
    assert joined.loc[(CAMPAIGN, "060"), "score"].nunique() == 1
    found = answers[answers["source"] == "inspector"].join(items["points"], how="left")
    assert found["points"].notna().sum() > 100


def test_events_are_those_of_the_store(results: Workbench) -> None:
    """Each once, in the order of the record; days are days of Vietnam."""
    events = frames.events(CAMPAIGN, workbench=results)
    store = open_store(DEFAULT_STORE, results.folder)
    for unit in UNITS:
        own = store.events(CAMPAIGN, unit)
        assert list(events.loc[(CAMPAIGN, unit), "digest"]) == [event.digest for event in own]
    dated = events[events["answered_at"].str.len() > 10]
    here = pd.to_datetime(dated["answered_at"], utc=True, format="ISO8601").dt.tz_convert("Asia/Ho_Chi_Minh")
    assert (here.dt.tz_localize(None).dt.normalize() == dated["answered_on"]).all()


def test_texts_come_in_the_language_that_is_asked_for(results: Workbench) -> None:
    """Names, questions and recommendations."""
    vietnamese = frames.scores(CAMPAIGN, workbench=results).loc[(CAMPAIGN, "06.SNV"), "unit_name"]
    english = frames.scores(CAMPAIGN, workbench=results, language="en").loc[(CAMPAIGN, "06.SNV"), "unit_name"]
    assert vietnamese == "Sở Nội vụ"
    assert english == report(results, CAMPAIGN, "06.SNV").unit.name.en


def test_a_campaign_without_reports_is_named(results: Workbench, tmp_path: object) -> None:
    """Not an empty frame, which would read as "nothing found"."""
    with pytest.raises(NotFoundError, match=LATER):
        frames.scores(LATER, workbench=results, output=str(tmp_path))
    with pytest.raises(NotFoundError):
        frames.scores("2016-dot-9", workbench=results)


def test_a_file_of_another_writing_is_not_read() -> None:
    """Without a file, or with other origins, there is nothing to read."""
    from inspection_lib.files import open_folder

    assert read_table(open_folder("."), "scores", {"060": Origin("a", "b")}, ["unit"]) is None


def test_a_difference_is_on_the_scale_of_its_scores(results: Workbench) -> None:
    """Of areas as of units: what is known on both sides, subtracted."""
    for table in (frames.scores, frames.areas):
        frame = table(workbench=results)
        known = frame.dropna(subset=["score", "claim_score"])
        assert len(known) > 3
        assert (known["score"] - known["claim_score"] - known["difference"]).abs().max() < 1e-9
        assert frame["difference"].notna().sum() == len(known)


def test_evidence_is_seen_or_not_only_where_there_is_some(results: Workbench) -> None:
    """A finding without evidence on either side has a missing value, not True."""
    found = frames.findings(workbench=results)
    given = frames.answers(workbench=results)["evidence"].ne("").groupby(["campaign", "unit", "item"]).any()
    has = given.reindex(found.index, fill_value=False)
    assert found["evidence_seen"].isna().any()
    without = ~has.to_numpy() & found["scored"].to_numpy(dtype=bool)
    assert found.loc[without, "evidence_seen"].isna().all()


def test_the_folder_of_a_workbench_is_enough(results: Workbench) -> None:
    """A path, a text and the workbench itself give the same frame."""
    for one in (results.folder, str(results.folder)):
        assert frames.scores(CAMPAIGN, workbench=one).equals(frames.scores(CAMPAIGN, workbench=results))
