"""The Report: everything a reviewer reads, as one value; how it is built, written as JSON and compared."""

from __future__ import annotations

from inspection_lib.on_use import loaded_on_use

with loaded_on_use(globals()):
    from inspection_lib.report.across_line import AcrossLine
    from inspection_lib.report.action_line import OPEN_STATES, ActionLine, ActionState
    from inspection_lib.report.actions import (
        Action,
        Round,
        VisitFindings,
        action_lines,
        follow_actions,
        with_actions,
    )
    from inspection_lib.report.build import build_report
    from inspection_lib.report.campaign_status import (
        STATUS_SCHEMA,
        CampaignStatus,
        RecordStep,
        ReportStep,
        StatusCounts,
        UnitStatus,
        counts_of,
        record_step,
    )
    from inspection_lib.report.directives import DirectiveLine, directive_lines
    from inspection_lib.report.earlier_result import Grade, PreviousResult
    from inspection_lib.report.files import (
        ReportHead,
        head_from_json,
        own_report_from_json,
        report_from_json,
        report_schema,
        report_to_json,
    )
    from inspection_lib.report.firmness_line import FirmnessLine, RepairsLine, Uncertain, firm_interval
    from inspection_lib.report.followed_up import FollowUp, FollowUpState, follow_up
    from inspection_lib.report.group_line import GroupLine
    from inspection_lib.report.item_line import AnswerStep, ItemLine, SampleLine, ShownAnswer
    from inspection_lib.report.legal_line import LegalLine
    from inspection_lib.report.lineage import Continued, Versions, codes_in, continued_items
    from inspection_lib.report.measure_line import MeasureLine
    from inspection_lib.report.mending import (
        Mending,
        MendingState,
        acceptance_fault,
        digest_of,
        mending_fault,
    )
    from inspection_lib.report.office import office_of_before
    from inspection_lib.report.open_work import (
        OpenWork,
        mending_words,
        open_finding_words,
        open_work_head,
        open_work_on,
    )
    from inspection_lib.report.previous import with_previous
    from inspection_lib.report.province import ProvinceSummary, summarize
    from inspection_lib.report.public import public_report
    from inspection_lib.report.register_rows import register_rows_csv
    from inspection_lib.report.sheet import (
        ChangeLine,
        CommonShortfall,
        Coverage,
        Facts,
        HeatRow,
        ItemTally,
        KindLine,
        KindMedian,
        LeadershipSheet,
        NoLonger,
        OpenTask,
        OwnerLine,
        Period,
        TallyKey,
        TileGroup,
        Told,
        ToldOf,
        UnitFact,
        WeakUnits,
        make_sheet,
        told_by,
        what_no_longer_holds,
    )
    from inspection_lib.report.values import (
        AreaLine,
        FindingLine,
        LossStep,
        Report,
        ReportState,
    )
    from inspection_lib.report.visit_lines import (
        DiscussedItem,
        DiscussedLine,
        NotedLine,
        SignatureLine,
        VisitLine,
    )

__all__ = [
    "OPEN_STATES",
    "STATUS_SCHEMA",
    "AcrossLine",
    "Action",
    "ActionLine",
    "ActionState",
    "AnswerStep",
    "AreaLine",
    "CampaignStatus",
    "ChangeLine",
    "CommonShortfall",
    "Continued",
    "Coverage",
    "DirectiveLine",
    "DiscussedItem",
    "DiscussedLine",
    "Facts",
    "FindingLine",
    "FirmnessLine",
    "FollowUp",
    "FollowUpState",
    "Grade",
    "GroupLine",
    "HeatRow",
    "ItemLine",
    "ItemTally",
    "KindLine",
    "KindMedian",
    "LeadershipSheet",
    "LegalLine",
    "LossStep",
    "MeasureLine",
    "Mending",
    "MendingState",
    "NoLonger",
    "NotedLine",
    "OpenTask",
    "OpenWork",
    "OwnerLine",
    "Period",
    "PreviousResult",
    "ProvinceSummary",
    "RecordStep",
    "RepairsLine",
    "Report",
    "ReportHead",
    "ReportState",
    "ReportStep",
    "Round",
    "SampleLine",
    "ShownAnswer",
    "SignatureLine",
    "StatusCounts",
    "TallyKey",
    "TileGroup",
    "Told",
    "ToldOf",
    "Uncertain",
    "UnitFact",
    "UnitStatus",
    "Versions",
    "VisitFindings",
    "VisitLine",
    "WeakUnits",
    "acceptance_fault",
    "action_lines",
    "build_report",
    "codes_in",
    "continued_items",
    "counts_of",
    "digest_of",
    "directive_lines",
    "firm_interval",
    "follow_actions",
    "follow_up",
    "head_from_json",
    "make_sheet",
    "mending_fault",
    "mending_words",
    "office_of_before",
    "open_finding_words",
    "open_work_head",
    "open_work_on",
    "own_report_from_json",
    "public_report",
    "record_step",
    "register_rows_csv",
    "report_from_json",
    "report_schema",
    "report_to_json",
    "summarize",
    "told_by",
    "what_no_longer_holds",
    "with_actions",
    "with_previous",
]
