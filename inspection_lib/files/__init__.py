"""Files that are written whole or not at all, folders of this machine or at a URL, and this machine's name."""

from __future__ import annotations

from inspection_lib.files.folders import Folder, LocalFolder, Readable, open_folder, write_whole
from inspection_lib.files.machine import config_folder, machine_origin
from inspection_lib.files.remote import RemoteError, Trouble, holds_secret, is_url, load_remote

__all__ = [
    "Folder",
    "LocalFolder",
    "Readable",
    "RemoteError",
    "Trouble",
    "config_folder",
    "holds_secret",
    "is_url",
    "load_remote",
    "machine_origin",
    "open_folder",
    "write_whole",
]
