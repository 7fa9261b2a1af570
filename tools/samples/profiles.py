"""What each unit is like, and how well it does at an item."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from inspection_lib.model import Campaign, Checklist, Item, Unit
from tools.samples.values import SPECIAL, clamp, draw, range_of, traits


class State(StrEnum):
    """How far a unit's inspection has come."""

    SUBMITTED = "submitted"
    UNFINISHED = "unfinished"
    CLAIM_ONLY = "claim_only"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class Profile:
    """What a unit is like: quality and remoteness from 0 to 1, the scatter of its items, and its sizes."""

    unit: Unit
    quality: float
    scatter: float
    remoteness: float
    staff: int
    communes: int
    documents: int
    certificates: int

    @property
    def code(self) -> str:
        """The unit's code."""
        return self.unit.code

    @property
    def state(self) -> State:
        """By the lists of `units.yaml`."""
        named = {
            State.UNFINISHED: SPECIAL.unfinished,
            State.CLAIM_ONLY: SPECIAL.claim_only,
            State.EMPTY: SPECIAL.empty,
        }
        return next((state for state, codes in named.items() if self.code in codes), State.SUBMITTED)


def profiles_of(campaign: Campaign, checklists: Mapping[str, Checklist]) -> tuple[Profile, ...]:
    """The profiles of all units, with the sums that the report of the conference names."""
    profiles = tuple(_profile(campaign, unit) for unit in campaign.units)
    return _with_certificates(_with_documents(profiles, checklists))


def _profile(campaign: Campaign, unit: Unit) -> Profile:
    chance = draw(unit.code, "profile")
    remoteness = SPECIAL.remoteness[unit.code if unit.kind == "district" else unit.parent or "06"]
    if unit.name.vi.startswith(("Phường", "Thị trấn")):
        remoteness = max(0.0, remoteness - 0.3)
    commune = 0.63 - 0.1 * remoteness
    middle = {"department": 0.68, "district": 0.6, "commune": commune}[unit.kind]
    drawn = clamp(chance.gauss(middle, 0.105), 0.42, 0.86)
    told_apart = {SPECIAL.good_unit: 0.75, SPECIAL.bad_unit: 0.42, SPECIAL.typical_unit: 0.58}
    return Profile(
        unit=unit,
        quality=told_apart.get(unit.code, drawn),
        scatter={SPECIAL.good_unit: 0.07}.get(unit.code, 0.17),
        remoteness=remoteness,
        staff=chance.randint(*range_of("staff", unit.kind)),
        communes=sum(other.parent == unit.code for other in campaign.units if other.kind == "commune"),
        documents=chance.randint(*range_of("G02", unit.kind)),
        certificates=chance.randint(*range_of("G05", unit.kind)),
    )


def _with_documents(
    profiles: tuple[Profile, ...], checklists: Mapping[str, Checklist]
) -> tuple[Profile, ...]:
    """Scale the documents so that the findings' electronic ones come near the sum that is wanted."""
    electronic = 0.0
    for profile in profiles:
        item = checklists[profile.unit.kind].item("G02")
        if item is not None and profile.state in (State.SUBMITTED, State.UNFINISHED):
            electronic += profile.documents * share_at("G02", finding_level(profile, item))
    scale = SPECIAL.electronic_documents / electronic
    return tuple(replace(profile, documents=round(profile.documents * scale)) for profile in profiles)


def _with_certificates(profiles: tuple[Profile, ...]) -> tuple[Profile, ...]:
    """Keep the certificates of departments, districts and as many communes as it takes."""
    left = SPECIAL.certificates - sum(
        profile.certificates for profile in profiles if profile.unit.kind != "commune"
    )
    communes = [profile for profile in profiles if profile.unit.kind == "commune"]
    kept: set[str] = set()
    for profile in sorted(
        communes, key=lambda one: (one.remoteness, draw(one.code, "certificates").random())
    ):
        if left > 0 and profile.state in (State.SUBMITTED, State.UNFINISHED):
            kept.add(profile.code)
            left -= profile.certificates
    return tuple(
        profile if profile not in communes or profile.code in kept else replace(profile, certificates=0)
        for profile in profiles
    )


def finding_level(profile: Profile, item: Item) -> float:
    """How well the unit does at the item, from 0 to 1."""
    chance = draw(profile.code, item.id, "level")
    area = draw(profile.code, item.id[0], "area").gauss(0, profile.scatter / 3)
    far = 0.22 * profile.remoteness if traits(item.id).infrastructure else 0.0
    return clamp(profile.quality + traits(item.id).shift - far + area + chance.gauss(0, profile.scatter))


def claim_level(profile: Profile, item: Item) -> float:
    """How well the unit says it does: mostly the same, often better, now and then worse."""
    chance = draw(profile.code, item.id, "claim")
    said, level = chance.random(), finding_level(profile, item)
    if said < 0.6:
        return level
    if said < 0.92:
        return clamp(level + chance.uniform(0.1, 0.35))
    return clamp(level - chance.uniform(0.05, 0.25))


def share_at(item_id: str, level: float) -> float:
    """The share that a level stands for."""
    start, full = traits(item_id).share_at_zero, traits(item_id).full_share_level
    return min(1.0, start + (1 - start) * level / full)
