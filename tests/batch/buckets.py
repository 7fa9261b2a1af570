"""A setup whose reports go to a bucket of an object store."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from inspection_lib.frames.columns import FRAMES
from tests.batch.object_stores import ObjectStore
from tests.batch.setups import BatchSetup, StartedRun, make_setup
from tests.conftest import CAMPAIGN


@dataclass(frozen=True)
class Distant:
    """A setup whose outputs lie in a bucket of their own.

    `look` copies them to where the setup's would lie.
    """

    setup: BatchSetup
    store: ObjectStore
    bucket: str

    def words(self, *words: str) -> list[str]:
        """The options of a batch into the bucket."""
        return [*words, "--output", f"s3://{self.bucket}/out"]

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run a batch into the bucket to its end; connections to a store end with their process."""
        return self.setup.run_apart(*self.words(*words))

    def run_here(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run a batch into the bucket to its end without any process."""
        return self.setup.run_here(*self.words(*words))

    def start(self, *words: str) -> StartedRun:
        """Start a batch into the bucket, one unit after the other, without a rehearsal."""
        return self.setup.start(*self.words(*words, "--jobs", "1", "--engine", "thisprocess"))

    def has_made_one(self) -> bool:
        """Whether a report is in the bucket."""
        return any(name.endswith("made.json") for name in self.store.objects(self.bucket))

    def look(self) -> BatchSetup:
        """The setup with what is in the bucket now."""
        shutil.rmtree(self.setup.folder / "out", ignore_errors=True)
        self.store.fetch(self.bucket, self.setup.folder)
        return self.setup

    def written(self) -> dict[str, str]:
        """When each file of a unit was written."""
        found = self.store.objects(self.bucket).items()
        of_campaign = (f"out/{CAMPAIGN}/index/", f"out/{CAMPAIGN}/{FRAMES}/")
        return {
            name: when for name, when in found if name.count("/") == 3 and not name.startswith(of_campaign)
        }


def make_distant(
    object_store: ObjectStore, folder: Path, bucket: str, url: str, misbehaviour: str = ""
) -> Distant:
    """A setup with a store of its own and a new bucket."""
    folder.mkdir(exist_ok=True)
    shutil.copy(url.removeprefix("sqlite:///"), folder / "own.db")
    object_store.client.create_bucket(Bucket=bucket)
    return Distant(make_setup(folder, f"sqlite:///{folder / 'own.db'}", misbehaviour), object_store, bucket)
