"""The labels of enum members: English here, other languages through the catalogue."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from inspection_lib.language.messages import Message

ENGLISH: Mapping[tuple[str, str], Message] = MappingProxyType(
    {
        ("UnitKind", "province"): Message("Province"),
        ("UnitKind", "department"): Message("Department"),
        ("UnitKind", "district"): Message("District"),
        ("UnitKind", "commune"): Message("Commune"),
        ("ItemKind", "yes_no"): Message("Yes or no"),
        ("ItemKind", "level"): Message("Level"),
        ("ItemKind", "ratio"): Message("Share"),
        ("ItemKind", "count"): Message("Done of a target"),
        ("ItemKind", "occurrences"): Message("Number of cases"),
        ("ItemKind", "date"): Message("Day"),
        ("ItemKind", "number"): Message("Number"),
        ("ItemKind", "text"): Message("Text"),
        ("Source", "self"): Message("Unit's own claim"),
        ("Source", "inspector"): Message("Inspectors' finding"),
        ("EventKind", "opened"): Message("Opened"),
        ("EventKind", "answered"): Message("Answered"),
        ("EventKind", "withdrawn"): Message("Withdrawn"),
        ("EventKind", "submitted"): Message("Submitted"),
        ("EventKind", "attached"): Message("Evidence attached"),
        ("EventKind", "detached"): Message("Evidence taken back"),
        ("EventKind", "decided"): Message("Decided"),
        ("EventKind", "remarked"): Message("Remark"),
        ("FollowUpState", "still_open"): Message("Still open"),
        ("FollowUpState", "not_looked_at"): Message("Not looked at again"),
        ("FollowUpState", "mended"): Message("Mended"),
        ("FollowUpState", "no_longer_asked"): Message("No longer asked"),
        ("Outcome", "pass"): Message("Pass"),
        ("Outcome", "partial"): Message("Partial"),
        ("Outcome", "fail"): Message("Fail"),
        ("Outcome", "unanswered"): Message("Unanswered"),
        ("Outcome", "not_applicable"): Message("Not applicable"),
        ("Outcome", "error"): Message("Rule error"),
        ("Severity", "critical"): Message("Critical"),
        ("Severity", "high"): Message("High"),
        ("Severity", "medium"): Message("Medium"),
        ("Severity", "low"): Message("Low"),
        ("Cause", "NGUOI_DUNG_DAU"): Message("Head of the office has not led resolutely"),
        ("Cause", "CAN_BO"): Message("Knowledge or attitude of officials"),
        ("Cause", "KINH_PHI"): Message("Funds"),
        ("Cause", "THE_CHE"): Message("Guidance and coordination from above"),
        ("Cause", "KHAC"): Message("Other cause"),
        ("LegalState", "verified"): Message("verified"),
        ("LegalState", "to_be_verified"): Message("to be verified"),
        ("ZeroDenominator", "full"): Message("full points"),
        ("ZeroDenominator", "zero"): Message("no points"),
        ("ZeroDenominator", "not_applicable"): Message("does not apply"),
        ("ScoreState", "final"): Message("Final"),
        ("ScoreState", "range"): Message("Not finished"),
        ("ScoreState", "withheld"): Message("Withheld"),
        ("ScoreState", "nothing_applies"): Message("Nothing applies"),
        ("UnitState", "made"): Message("report made"),
        ("UnitState", "skipped"): Message("unchanged"),
        ("UnitState", "failed"): Message("failed"),
        ("UnitState", "not_begun"): Message("not begun"),
        ("UnitState", "begun"): Message("broken off"),
    }
)
