"""The units that the inspector of this machine has picked for the day, in the user's settings.

They are not in the browser alone, so that another browser or a cleared one shows them too.
"""

from __future__ import annotations

import json
import threading
from pathlib import Path

from inspection_lib.errors import StoreError
from inspection_lib.files import config_folder, os_errors_as, parse_object, read_limited, write_whole
from inspection_lib.language import message
from inspection_lib.model import limits

_FILE = "my_units.json"
_lock = threading.Lock()


def my_units(folder: Path, campaign_id: str) -> list[str]:
    """The codes of the picked units of a campaign, in the order in which they were picked."""
    picked = _read().get(str(folder), {})
    codes = picked.get(campaign_id, []) if isinstance(picked, dict) else []
    return [str(code) for code in codes] if isinstance(codes, list) else []


def pick_unit(folder: Path, campaign_id: str, unit_code: str, *, picked: bool) -> list[str]:
    """Pick a unit, or take it from the list; gives the list. Raises StoreError if it cannot be kept."""
    path = config_folder() / _FILE
    with _lock:
        codes = [code for code in my_units(folder, campaign_id) if code != unit_code]
        codes += [unit_code] if picked else []
        kept = _read()
        of_folder = kept.get(str(folder))
        kept[str(folder)] = (of_folder if isinstance(of_folder, dict) else {}) | {campaign_id: codes}
        with os_errors_as(
            StoreError, message("The list of my units cannot be kept in {path}: {cause}.", path=str(path))
        ):
            write_whole(path, json.dumps(kept, ensure_ascii=False), mode=0o600)
    return codes


def _read() -> dict[str, object]:
    """What is kept; nothing where it cannot be read: a list that is picked again is no loss."""
    try:
        return parse_object(read_limited(config_folder() / _FILE, limits.JSON_BYTES))
    except (OSError, ValueError):
        return {}
