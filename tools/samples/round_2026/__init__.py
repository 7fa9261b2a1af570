"""The demonstration data of 2026-dot-1: invented answers of real offices, and exports of the portal."""

from tools.samples.round_2026.files import files_2026

__all__ = ["files_2026"]
