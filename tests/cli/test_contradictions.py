"""How contradicting answers are printed."""

from __future__ import annotations

from pathlib import Path

import pytest

from inspection_lib.cli.contradictions import print_contradictions
from inspection_lib.cli.session import open_session
from inspection_lib.language import Language
from inspection_lib.model import Source
from inspection_lib.record import Recorder, create_store
from inspection_lib.workbench import DEFAULT_STORE
from tests.conftest import CAMPAIGN
from tests.makers.workbenches import a_workbench


def test_both_answers_are_printed_with_their_machines(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One line for the item, one for each answer; without contradictions nothing is printed."""
    workbench = a_workbench(tmp_path)
    campaign = workbench.campaign(CAMPAIGN)
    session = open_session(create_store, DEFAULT_STORE, CAMPAIGN, str(tmp_path), Language.EN)
    for name, raw in (("one", "20/2/2017"), ("two", "15/1/2017")):
        other = create_store(f"sqlite:///{name}.db", tmp_path)
        recorder = Recorder(other, campaign, workbench.checklists(campaign), f"machine-{name}")
        recorder.answer("060", "A01", Source.INSPECTOR, raw, actor="Thư ký")
        session.store.add_chains(other.events(CAMPAIGN, "060"))
    assert print_contradictions(session, "060") == 1
    item, *answers = capsys.readouterr().out.splitlines()
    unit = session.campaign.unit("060")
    assert unit is not None
    assert item.startswith(f"060 {session.catalogue.write(unit.name)}, A01 ")
    named = {f"a machine without a name (machine-{name})" for name in ("one", "two")}
    assert {part for line in answers for part in line.split(" - ")} >= named
    assert print_contradictions(session, "061") == 0
    assert capsys.readouterr().out == ""
