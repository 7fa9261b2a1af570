"""Whether the workbench can work on this computer: what it needs and finds, and a trial of all its steps."""

from __future__ import annotations

from inspection_lib.on_use import loaded_on_use

with loaded_on_use(globals()):
    from inspection_lib.installation.environment import Point, PointState, look_around, prepare
    from inspection_lib.installation.trial import run_trial

__all__ = ["Point", "PointState", "look_around", "prepare", "run_trial"]
