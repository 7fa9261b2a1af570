"""The files on sticks as the home page lists them: what each says of itself, in words."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from inspection_lib.errors import InspectionError
from inspection_lib.exchange import FileLabel, SentKind, label_of
from inspection_lib.keys import machine_names
from inspection_lib.language import Catalogue, Message, message
from inspection_lib.model import Campaign
from inspection_lib.visit.home.places import files_to_take_in
from inspection_lib.workbench import Workbench

_UNITS_SHOWN = 3
_TITLES: Mapping[SentKind, Message] = {
    SentKind.BUNDLE: message("Bundle of results"),
    SentKind.PACKAGE: message("Package of a tablet"),
    SentKind.SELF_SCORE: message("Self-score of a unit"),
    SentKind.PREPARATION: message("Preparation by the office"),
    SentKind.ENCRYPTED: message("Encrypted file"),
    SentKind.UNKNOWN: message("File of another kind"),
}


def files_shown(workbench: Workbench, catalogue: Catalogue) -> list[dict[str, str]]:
    """Each file that can be taken in: path, title and a line about it. Raises KeyFileError."""
    own = machine_names()
    own_name = own.names.get(own.own, "")
    campaigns: dict[str, Campaign | None] = {}
    rows = []
    for path in files_to_take_in(workbench.folder):
        label = label_of(path)
        if label.campaign not in campaigns:
            campaigns[label.campaign] = _campaign(workbench, label.campaign)
        about = _about(path, label, campaigns[label.campaign], catalogue)
        rows.append({"path": str(path), "title": _title(label, own_name, catalogue), "about": about})
    return rows


def _campaign(workbench: Workbench, campaign_id: str) -> Campaign | None:
    """The campaign that a file names; None where there is none of this name here."""
    try:
        return workbench.campaign(campaign_id) if campaign_id else None
    except InspectionError:
        return None


def _title(label: FileLabel, own_name: str, catalogue: Catalogue) -> str:
    title = catalogue.format(_TITLES[label.kind])
    here = catalogue.format(message("this machine"))
    machines = [f"{name} ({here})" if name == own_name else name for name in label.machines]
    named = ", ".join(machines or (label.roles if label.kind is not SentKind.PREPARATION else ()))
    return f"{title}: {named}" if named else title


def _about(path: Path, label: FileLabel, campaign: Campaign | None, catalogue: Catalogue) -> str:
    units = []
    for code in label.units[:_UNITS_SHOWN]:
        unit = campaign.unit(code) if campaign else None
        units.append(f"{code} {catalogue.write(unit.name)}" if unit else code)
    if more := len(label.units) - len(units):
        units.append(catalogue.format(message("and {count} more units", count=more)))
    title = catalogue.write(campaign.title) if campaign else label.campaign
    made = catalogue.moment(label.made_at) if label.made_at else ""
    when = catalogue.format(message("made {when}", when=made)) if made else ""
    return " · ".join(part for part in (", ".join(units), title, when, path.name) if part)
