"""A real object store for a test: Swift, started and ended, and what lies in it."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT
from tests.makers.ports import free_ports

KEY = "tests:inspector"
SECRET = "not-so-secret-9f2c"


class ObjectStore:
    """A store that can be killed and started again over the same disk."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.ports = free_ports(4)
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        """Where it speaks S3."""
        return f"http://127.0.0.1:{self.ports[0]}"

    def environment(self) -> dict[str, str]:
        """What a client is told, and that it tries each request once only."""
        keys = {"AWS_ACCESS_KEY_ID": KEY, "AWS_SECRET_ACCESS_KEY": SECRET, "AWS_DEFAULT_REGION": "us-east-1"}
        return keys | {
            "AWS_ENDPOINT_URL": self.address,
            "AWS_MAX_ATTEMPTS": "1",
            "AWS_EC2_METADATA_DISABLED": "true",
        }

    def start(self) -> None:
        """Start it and wait until it answers."""
        words = [str(self.folder), *map(str, self.ports), KEY, SECRET]
        with (self.folder / "said").open("wb") as said:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "tests.batch.swift_server", *words],
                cwd=ROOT,
                stdout=said,
                stderr=subprocess.STDOUT,
            )
        until = time.monotonic() + 60
        while not answers(self.ports[-1]):
            if self.process.poll() is not None or time.monotonic() > until:
                self.kill()
                pytest.fail(f"Swift does not start: {(self.folder / 'said').read_text(encoding='utf-8')}")
            time.sleep(0.1)

    def kill(self) -> None:
        """Kill it and wait for its end."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()

    @cached_property
    def client(self) -> Any:
        """A client without threads of its own."""
        from botocore.config import Config
        from botocore.session import Session

        return Session().create_client(
            "s3",
            region_name="us-east-1",
            endpoint_url=self.address,
            aws_access_key_id=KEY,
            aws_secret_access_key=SECRET,
            config=Config(s3={"addressing_style": "path"}),
        )

    def objects(self, bucket: str) -> dict[str, str]:
        """The names of all objects of a bucket, and when each was written."""
        pages = self.client.get_paginator("list_objects_v2").paginate(Bucket=bucket)
        return {
            found["Key"]: f"{found['LastModified']} {found['ETag']}"
            for page in pages
            for found in page.get("Contents", [])
        }

    def fetch(self, bucket: str, folder: Path) -> None:
        """Copy all objects of a bucket into a folder."""
        for name in self.objects(bucket):
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(self.client.get_object(Bucket=bucket, Key=name)["Body"].read())


def answers(port: int) -> bool:
    """Whether somebody listens."""
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=1):
            return True
    except OSError:
        return False


@contextmanager
def open_object_store(folder: Path) -> Iterator[ObjectStore]:
    """A store for some time; skips where there is no Swift or the disk keeps no extended attributes."""
    for package in ("swift", "s3fs"):
        if find_spec(package) is None:
            pytest.skip(f"needs the package {package}")
    try:
        os.setxattr(folder, b"user.swift.tests", b"yes")
    except OSError as error:
        pytest.skip(f"Swift needs a disk with extended attributes: {error}")
    store = ObjectStore(folder)
    store.start()
    try:
        yield store
    finally:
        store.kill()
