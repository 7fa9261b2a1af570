"""Files written whole or not at all, folders here or at a URL, errors of files, and this machine's name."""

from __future__ import annotations

from inspection_lib.on_use import loaded_on_use

with loaded_on_use(globals()):
    from inspection_lib.files.folders import (
        Folder,
        LocalFolder,
        Readable,
        give_new_name,
        open_folder,
        write_first,
        write_whole,
    )
    from inspection_lib.files.machine import config_folder, machine_origin, renew_origin
    from inspection_lib.files.modes import SHARED, file_mode, make_folder, others_rights, set_mode
    from inspection_lib.files.names import ID_RULE, check_id, check_portable
    from inspection_lib.files.os_errors import CHECK_FOLDER, os_error_fault, os_errors_as
    from inspection_lib.files.reading import (
        DAMAGED_ZIP,
        check_json,
        digest_of_file,
        open_zip,
        parse_json,
        parse_object,
        read_limited,
        too_large,
    )
    from inspection_lib.files.remote import RemoteError, RemoteErrorKind, holds_secret, is_url, load_remote

__all__ = [
    "CHECK_FOLDER",
    "DAMAGED_ZIP",
    "ID_RULE",
    "SHARED",
    "Folder",
    "LocalFolder",
    "Readable",
    "RemoteError",
    "RemoteErrorKind",
    "check_id",
    "check_json",
    "check_portable",
    "config_folder",
    "digest_of_file",
    "file_mode",
    "give_new_name",
    "holds_secret",
    "is_url",
    "load_remote",
    "machine_origin",
    "make_folder",
    "open_folder",
    "open_zip",
    "os_error_fault",
    "os_errors_as",
    "others_rights",
    "parse_json",
    "parse_object",
    "read_limited",
    "renew_origin",
    "set_mode",
    "too_large",
    "write_first",
    "write_whole",
]
