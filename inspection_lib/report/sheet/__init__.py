"""The leadership's sheet as a value: what one page says of all units of a campaign, or of one province."""

from __future__ import annotations

from inspection_lib.on_use import loaded_on_use

with loaded_on_use(globals()):
    from inspection_lib.report.sheet.compute import make_sheet
    from inspection_lib.report.sheet.facts import Facts, ItemTally, OpenTask, TallyKey, UnitFact
    from inspection_lib.report.sheet.period import Period
    from inspection_lib.report.sheet.told import Told, told_by, what_no_longer_holds
    from inspection_lib.report.sheet.values import (
        ChangeLine,
        CommonShortfall,
        Coverage,
        HeatRow,
        KindLine,
        KindMedian,
        LeadershipSheet,
        NoLonger,
        OwnerLine,
        TileGroup,
        ToldOf,
        Waiting,
        WeakUnits,
    )

__all__ = [
    "ChangeLine",
    "CommonShortfall",
    "Coverage",
    "Facts",
    "HeatRow",
    "ItemTally",
    "KindLine",
    "KindMedian",
    "LeadershipSheet",
    "NoLonger",
    "OpenTask",
    "OwnerLine",
    "Period",
    "TallyKey",
    "TileGroup",
    "Told",
    "ToldOf",
    "UnitFact",
    "Waiting",
    "WeakUnits",
    "make_sheet",
    "told_by",
    "what_no_longer_holds",
]
