"""`python -m tools.samples`: write the files below `checklists/` and print the name of each."""

from __future__ import annotations

from tools.samples.files import CHECKLISTS, write_samples

if __name__ == "__main__":
    for written in write_samples(CHECKLISTS):
        print(written.relative_to(CHECKLISTS))
