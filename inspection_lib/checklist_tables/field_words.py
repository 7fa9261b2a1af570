"""What the fields mean that decisions name: one line each, and an example of a legal document."""

from __future__ import annotations

from inspection_lib.language import Message, message

FIELD_WORDS: tuple[tuple[str, Message], ...] = (
    (
        "status",
        message("the checklist's status, printed on every report: a draft, or issued with which decision"),
    ),
    (
        "unit_kind",
        message("the kinds of unit that it is for: 'unit_kind: so', or of several 'unit_kind: [so, xa]'"),
    ),
    ("valid_from", message("the first day on which it is in force, such as 2026-01-01")),
    ("bands", message("the grades; 'from' is the least percentage of the most points that apply")),
    ("defaults", message("what holds for all items that do not say otherwise: the five fields below")),
    ("severity", message("how grave a finding is: low, medium, high or critical")),
    ("days_to_mend", message("days to mend, from the day of the conclusion")),
    ("appraiser", message("the office that appraises, printed in every finding")),
    ("recommendation", message("what is recommended where points are lost")),
    ("legal_basis", message("the documents and articles that an item rests on, from 'legal_documents'")),
    ("legal_documents", message("the legal documents that items cite, each once; see the example")),
    (
        "kind",
        message(
            "how an item is answered: yes_no, level (one of several), ratio (a share), count (done against a "
            "target), occurrences (a number of cases), date, number, points (given directly), text"
        ),
    ),
    ("scoring", message("how the answer is scored: 'rule' is the way, the others are its figures")),
    ("labels", message("the names of the figures of an answer, as the form and the report print them")),
    ("floor", message("the points that are left however much is taken away")),
    ("below", message("the points below the lowest step")),
    (
        "zero_denominator",
        message(
            "what 0 of 0 brings: full (all points), zero (no points), not_applicable (the item does not "
            "count)"
        ),
    ),
    ("zero_target", message("the same where a target is 0")),
    (
        "na",
        message(
            "whether an item may be answered with 'does not apply': no, or with_note (with the reason); left "
            "out: it may"
        ),
    ),
)
"""The fields in the order of a file."""

LEGAL_EXAMPLE = """\
legal_documents:
  - id: ND118
    number: 118/2025/NĐ-CP
    kind: Nghị định
    date: 2025-06-09
    title: "Thực hiện thủ tục hành chính theo cơ chế một cửa, một cửa liên thông"
    valid_from: 2025-07-01
    state: to_be_verified
defaults:
  legal_basis: [{document: ND118, article: Điều 18, state: to_be_verified}]
"""
"""A legal document, and the line of 'defaults' or of an item that cites it."""
