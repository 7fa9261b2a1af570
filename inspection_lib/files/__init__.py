"""Files written whole or not at all, folders here or at a URL, errors of files, and this machine's name."""

from __future__ import annotations

from inspection_lib.files.folders import Folder, LocalFolder, Readable, open_folder, write_first, write_whole
from inspection_lib.files.machine import config_folder, machine_origin
from inspection_lib.files.os_errors import CHECK_FOLDER, os_error_fault, os_errors_as
from inspection_lib.files.remote import RemoteError, RemoteErrorKind, holds_secret, is_url, load_remote

__all__ = [
    "CHECK_FOLDER",
    "Folder",
    "LocalFolder",
    "Readable",
    "RemoteError",
    "RemoteErrorKind",
    "config_folder",
    "holds_secret",
    "is_url",
    "load_remote",
    "machine_origin",
    "open_folder",
    "os_error_fault",
    "os_errors_as",
    "write_first",
    "write_whole",
]
