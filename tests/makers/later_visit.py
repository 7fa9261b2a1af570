"""A second campaign that visits the same units half a year later."""

from __future__ import annotations

from inspection_lib.visit.desk import Desk, open_desk
from inspection_lib.workbench import Workbench

FIRST, LATER = "2017-dot-1", "2017-dot-2"


def a_later_desk(desk: Desk) -> Desk:
    """The desk of the same unit in the later campaign, over the same store."""
    plans = desk.workbench.folder / "checklists" / "plans"
    plan = (plans / f"{FIRST}.yaml").read_text(encoding="utf-8").replace(FIRST, LATER)
    plan = plan.replace(
        "visits: {from: 2017-05-22, to: 2017-06-16}", "visits: {from: 2017-11-01, to: 2017-11-30}"
    )
    plan = plan.replace("concluded_on: 2017", "concluded_on: 2018")
    (plans / f"{LATER}.yaml").write_text(plan, encoding="utf-8")
    store = "sqlite:///outputs/inspection.db"
    return open_desk(Workbench(desk.workbench.folder), store, LATER, desk.unit_code, actor=desk.actor)
