"""The form in which a unit scores itself: the same items, and nothing of what only inspectors see or do.

Such a form leaves the office. So what inspectors recorded is not in its file at all: no answers, remarks,
evidence or verdicts of theirs, no facts of the visit, no findings of the last inspection, no templates and
no days of the plan.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from inspection_lib.keys import machine_names
from inspection_lib.language import Message, message
from inspection_lib.model import Source
from inspection_lib.record import in_order
from inspection_lib.visit.definition import FormArea, FormDefinition, FormItem
from inspection_lib.visit.desk import Desk
from inspection_lib.visit.previous import Previous
from inspection_lib.visit.replies import ItemState, Judgement, States
from inspection_lib.visit.states import item_states, standing_of
from inspection_lib.workbench import inspection_from_events

UNIT_ROLE: Message = message("Staff of the unit")
"""Who fills it in where the command names no role."""
SELF_TEXTS: Mapping[str, Message] = MappingProxyType(
    {
        "self_score": Message("SELF-SCORE OF THE UNIT"),
        "offline": Message(
            "This is the self-score of the unit: the unit itself answers, and inspectors assess it later. "
            "Works without network, in a normal window, not in a private one. Save the package at the end "
            "and hand it in."
        ),
        "look": Message("Evidence that is asked for"),
        "package_saved": Message("Package of the self-score saved: {file}. Hand it in to the office."),
        "end": Message("End the self-score"),
        "before_leaving": Message("Before handing in the self-score"),
        "closing": Message("Hand in"),
        "closing_tablet": Message("Save the package and hand it in to the office that inspects."),
        "keys_help": Message(
            "Y or C: yes\nN or K: no\nT or Alt+N: next unanswered item\n"
            "1 to 9: choose an answer\nAlt+arrows: item by item\n/: search\n?: this list"
        ),
    }
)
_NOT_JUDGED = Judgement(outcome="unanswered", label="", reason="", points="")


def self_definition(desk: Desk) -> FormDefinition:
    """The definition of the form in which the unit of a desk scores itself."""
    whole = desk.definition()
    texts = {key: desk.catalogue.text(english.text) for key, english in SELF_TEXTS.items()}
    return replace(
        whole,
        source=Source.SELF.value,
        areas=tuple(_plain(area) for area in whole.areas),
        causes=(),
        signers=(),
        texts={**whole.texts, **texts},
    )


def _plain(area: FormArea) -> FormArea:
    """An area without what helps inspectors to write findings."""
    criteria = tuple(
        replace(
            part, items=tuple(replace(item, remarks=(), due="", drawn=(), drawn_of=0) for item in part.items)
        )
        for part in area.criteria
    )
    return replace(area, criteria=criteria)


def _plain_item(item: FormItem) -> FormItem:
    return replace(item, remarks=(), due="", drawn=(), drawn_of=0)


def self_states(desk: Desk) -> States:
    """How each item stands in the unit's own answers, and nothing else of the record."""
    campaign = desk.recorder.campaign
    chains = desk.recorder.store.events(campaign.id, desk.unit_code)
    inspection = inspection_from_events(desk.workbench, campaign, desk.unit_code, chains, ())
    standing = standing_of(inspection, in_order(chains), Source.SELF)
    states = item_states(standing, desk.catalogue, Previous(), {}, machine_names())
    return States(items=[_own(state) for state in states.values()], whole=True, submitted="")


def _own(state: ItemState) -> ItemState:
    pieces = [piece.model_copy(update={"remarks": []}) for piece in state.pieces]
    nothing = {"claim": "", "claim_note": "", "claim_raw": "", "claim_evidence": []}
    return state.model_copy(update=nothing | {"judgement": _NOT_JUDGED, "pieces": pieces})
