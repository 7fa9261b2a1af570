"""The address of a store: where it is read from, and that no secret stands in it.

What is given as `--store` is written into notebooks, and every user of the machine sees it in the list of
processes. So an address with a password is refused there. It stands in an environment variable (`env:NAME`)
or in a file that only its owner can read (`file:PATH`), and only that name is passed on.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from inspection_lib.errors import NotFoundError, StoreError
from inspection_lib.files import os_errors_as
from inspection_lib.language import Message, message

SQLITE, POSTGRESQL = "sqlite", "postgresql"
_OPEN_SETTINGS = frozenset(
    {
        "application_name",
        "connect_timeout",
        "host",
        "passfile",
        "port",
        "service",
        "sslcert",
        "sslkey",
        "sslmode",
        "sslrootcert",
        "target_session_attrs",
    }
)
"""What may stand behind the `?` of an address: settings of libpq that hold no secret."""
_EXAMPLE: Message = message("Write it such as sqlite:///outputs/inspection.db.")


def store_address(url: str, folder: Path) -> URL:
    """The address that ``url`` gives: itself, or by `env:NAME` or `file:PATH`.

    A relative path begins at ``folder``, the folder of the workbench. Raises StoreError if the address cannot
    be used or holds a secret itself, and NotFoundError if nothing stands under the name. No error repeats the
    address.
    """
    if url.startswith("env:"):
        return _parsed(_from_environment(url.removeprefix("env:")), folder)
    if url.startswith("file:"):
        return _parsed(_from_file(folder / url.removeprefix("file:")), folder)
    refuse_secrets(url)
    return _parsed(url, folder)


def refuse_secrets(url: str) -> None:
    """Raise StoreError if an address that was given openly holds a password or a key."""
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError):
        return  # `store_address` says that it cannot be used, without repeating it
    hidden = ":" in (parsed.username or "") or "@" in (parsed.host or "")
    if parsed.password or hidden or set(parsed.query) - _OPEN_SETTINGS:
        raise StoreError(
            message(
                "The store's address ({kind}://...) holds a password or a key.", kind=parsed.drivername[:20]
            ),
            message(
                "Put the address into an environment variable or a file of the mode 0600, and name that: "
                "--store env:NAME, --store file:PATH."
            ),
        )


def shown_address(url: URL) -> str:
    """An address as messages show it: without a password, and without settings that may hold one."""
    settings = {name: value for name, value in url.query.items() if name in _OPEN_SETTINGS}
    return url._replace(password=None).set(query=settings).render_as_string()


def without_secrets_of(url: URL, text: str) -> str:
    """A text of a database's library without the password and the settings of an address."""
    hidden = [str(url.password or "")]
    for name, value in url.query.items():
        if name not in _OPEN_SETTINGS:
            hidden += [value] if isinstance(value, str) else value
    for secret in filter(None, hidden):
        text = text.replace(secret, "***")
    return text


def is_sqlite_file(url: URL) -> bool:
    """Whether a store is an SQLite database in a file."""
    return url.get_backend_name() == SQLITE and bool(url.database) and url.database != ":memory:"


def _from_environment(name: str) -> str:
    address = os.environ.get(name, "")
    if not address:
        raise NotFoundError(
            message("The environment variable {name} holds no store's URL.", name=name),
            message("Set it, such as sqlite:///outputs/inspection.db."),
        )
    return address


def _from_file(path: Path) -> str:
    """The first line of a file that only its owner can read."""
    text = message("The store's address cannot be read from {path}: {cause}.", path=str(path))
    remedy = message("Write the address into the file, in one line.")
    with os_errors_as(StoreError, text, remedy), path.open(encoding="utf-8", errors="replace") as file:
        others_read = os.fstat(file.fileno()).st_mode & (stat.S_IRWXG | stat.S_IRWXO)
        address = file.readline().strip()
    if others_read:
        raise StoreError(
            message("Others can read the file {path}, which holds a store's address.", path=str(path)),
            message("Take their rights away: chmod 600 {path}.", path=str(path)),
        )
    if not address:
        raise NotFoundError(
            message("The file {path} holds no store's address.", path=str(path)),
            remedy,
        )
    return address


def _parsed(text: str, folder: Path) -> URL:
    try:
        url = make_url(text)
        backend = url.get_backend_name()
    except (ArgumentError, ValueError) as error:
        raise StoreError(
            message("The store's URL cannot be used: {kind}.", kind=type(error).__name__), _EXAMPLE
        ) from None  # the error's own text repeats the address
    if backend not in (SQLITE, POSTGRESQL):
        raise StoreError(
            message("The store's URL cannot be used: {kind}.", kind=backend[:20]),
            message("A store is SQLite (sqlite:///outputs/inspection.db) or PostgreSQL (postgresql://...)."),
        )
    if "@" in (url.host or ""):
        raise StoreError(
            message("The store's URL cannot be used: {kind}.", kind="@"),
            message("In a user's name or password write @ as %40, : as %3A and / as %2F."),
        )
    return url.set(database=str(folder / str(url.database))) if is_sqlite_file(url) else url
