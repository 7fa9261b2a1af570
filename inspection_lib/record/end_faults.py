"""Errors about records that are not what their signed ends say. Each names the unit or the campaign."""

from __future__ import annotations

from inspection_lib.errors import ChainError, NotAdoptedError
from inspection_lib.keys import machine_called
from inspection_lib.language import Text, message
from inspection_lib.record.chain import COMPARE


def unlike_end(campaign: str, unit: str, origin: str, found: int, signed: int) -> ChainError:
    """The error about a chain of ``found`` events, whose signed end has another number or digest.

    0 events stand for a chain, or for an end, that is not there.
    """
    chain: dict[str, str | Text] = {"machine": machine_called(origin), "unit": unit, "campaign": campaign}
    if not signed:
        text = message(
            "The chain of {machine} for unit {unit} in campaign {campaign} has no signed end.", **chain
        )
    elif found < signed:
        text = message(
            "The chain of {machine} for unit {unit} in campaign {campaign} was shortened: it has "
            "{found} events, and {signed} were signed.",
            found=found,
            signed=signed,
            **chain,
        )
    elif found > signed:
        text = message(
            "The chain of {machine} for unit {unit} in campaign {campaign} has {found} events, and "
            "{signed} were signed: somebody else added to it.",
            found=found,
            signed=signed,
            **chain,
        )
    else:
        text = message(
            "The chain of {machine} for unit {unit} in campaign {campaign} does not end as it was "
            "signed: it was made anew.",
            **chain,
        )
    return ChainError(text, COMPARE)


def lost_unit(campaign_id: str, unit_code: str) -> ChainError:
    """The error about a unit that should have a record, but its events and its ends are gone."""
    text = message(
        "The whole record of unit {unit} in campaign {campaign} is gone.",
        unit=unit_code,
        campaign=campaign_id,
    )
    return ChainError(text, COMPARE)


def unsigned_unit(campaign_id: str, unit_code: str) -> ChainError:
    """The error about a unit whose row, or whose place in the list of its campaign, is gone."""
    text = message(
        "The signed ends of the chains of unit {unit} in campaign {campaign} are gone.",
        unit=unit_code,
        campaign=campaign_id,
    )
    return ChainError(text, COMPARE)


def lost_campaign(campaign_id: str) -> ChainError:
    """The error about a campaign that has records, whose list of units is gone."""
    text = message("The signed list of the units of campaign {campaign} is gone.", campaign=campaign_id)
    return ChainError(text, COMPARE)


def unit_of_another_store(campaign_id: str, unit_code: str) -> ChainError:
    """The error about a unit whose row a known machine signed in another store."""
    text = message(
        "The record of unit {unit} in campaign {campaign} is that of another store.",
        unit=unit_code,
        campaign=campaign_id,
    )
    return ChainError(text, COMPARE)


def campaign_of_another_store(campaign_id: str) -> ChainError:
    """The error about a campaign whose list of units a known machine signed in another store."""
    text = message(
        "The list of the units of campaign {campaign} is that of another store.", campaign=campaign_id
    )
    return ChainError(text, COMPARE)


def forks_changed(campaign_id: str, unit_code: str) -> ChainError:
    """The error about a unit whose contradicting events are not those that were kept."""
    text = message(
        "The contradicting events that are kept for unit {unit} in campaign {campaign} were changed.",
        unit=unit_code,
        campaign=campaign_id,
    )
    return ChainError(text, COMPARE)


def not_adopted(store: str) -> NotAdoptedError:
    """The error about a store that has events and no row of its own: an earlier version made it."""
    return NotAdoptedError(
        message(
            "The store {store} holds no signed ends of its chains: an earlier version made it, or somebody "
            "took them out.",
            store=store,
        ),
        message("Compare it with the last copy, then sign once what is there: inspection store adopt."),
    )
