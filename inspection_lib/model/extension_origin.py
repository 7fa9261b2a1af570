"""Whose code did something, where it is not the library's."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ExtensionOrigin:
    """Whose code judged, drew or read something: the extension's name, its version, the SHA-256 of its file.

    The digest of an installed package covers all its Python files.
    """

    name: str
    version: str
    digest: str
