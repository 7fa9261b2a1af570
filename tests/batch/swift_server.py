"""An object store for tests: OpenStack Swift with its S3 interface, on loopback, all servers in one process.

Run as `python -m tests.batch.swift_server FOLDER PORT PORT PORT PORT KEY SECRET`; the first port is the
proxy's, which speaks S3. FOLDER must lie on a disk with extended attributes. It ends with the process that
started it.
"""

from __future__ import annotations

import ctypes
import os
import pwd
import signal
import sys
from pathlib import Path

SERVERS = ("proxy", "account", "container", "object")
COMMON = """[DEFAULT]
bind_ip = 127.0.0.1
bind_port = {port}
swift_dir = {folder}
devices = {folder}/disks
mount_check = false
fallocate_reserve = 0
user = {user}
log_address = {folder}/nowhere
"""
STORAGE = """[pipeline:main]
pipeline = {kind}-server
[app:{kind}-server]
use = egg:swift#{kind}
"""
FILTERS = (
    "catch_errors",
    "gatekeeper",
    "listing_formats",
    "s3api",
    "tempauth",
    "copy",
    "slo",
    "dlo",
    "versioned_writes",
)
PROXY = "[pipeline:main]\npipeline = " + " ".join(FILTERS) + " proxy-server\n"
PROXY += "".join(f"[filter:{name}]\nuse = egg:swift#{name}\n" for name in FILTERS if name != "tempauth")
PROXY += """[filter:tempauth]
use = egg:swift#tempauth
user_{account}_{person} = {secret} .admin
[app:proxy-server]
use = egg:swift#proxy
account_autocreate = true
"""


def settings(folder: Path, ports: dict[str, int], key: str, secret: str) -> None:
    """Write the settings and the rings: one disk, one copy."""
    from swift.common.ring import RingBuilder

    (folder / "disks" / "d1").mkdir(parents=True, exist_ok=True)
    prefix = "[swift-hash]\nswift_hash_path_prefix = tests\n"
    (folder / "swift.conf").write_text(
        f"{prefix}[storage-policy:0]\nname = one\ndefault = yes\n", encoding="utf-8"
    )
    account, _, person = key.partition(":")
    for kind, port in ports.items():
        text = COMMON + (PROXY if kind == "proxy" else STORAGE)
        filled = text.format(
            port=port,
            folder=folder,
            user=pwd.getpwuid(os.getuid()).pw_name,
            kind=kind,
            account=account,
            person=person,
            secret=secret,
        )
        (folder / f"{kind}.conf").write_text(filled, encoding="utf-8")
        if kind != "proxy":
            ring = RingBuilder(1, 1, 0)
            ring.add_dev(
                {
                    "id": 0,
                    "region": 1,
                    "zone": 1,
                    "weight": 1,
                    "ip": "127.0.0.1",
                    "port": port,
                    "device": "d1",
                }
            )
            ring.rebalance()
            ring.get_ring().save(str(folder / f"{kind}.ring.gz"))


def serve(folder: Path, ports: dict[str, int]) -> None:
    """Serve until the process ends."""
    import eventlet
    from eventlet import wsgi
    from swift.common.http_protocol import SwiftHttpProtocol
    from swift.common.utils import NullLogger
    from swift.common.wsgi import loadapp

    servers = []
    for kind, port in ports.items():
        listener = eventlet.listen(("127.0.0.1", port))
        app = loadapp(str(folder / f"{kind}.conf"))
        servers.append(eventlet.spawn(wsgi.server, listener, app, NullLogger(), protocol=SwiftHttpProtocol))
    for server in servers:
        server.wait()


def main(words: list[str]) -> None:
    """What the command line says."""
    ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # die with the process that started this one
    folder = Path(words[0])
    ports = dict(zip(SERVERS, map(int, words[1:5]), strict=True))

    from swift.common.utils import eventlet_monkey_patch, validate_hash_conf  # loads eventlet

    eventlet_monkey_patch()
    settings(folder, ports, *words[5:7])
    import swift.common.utils

    swift.common.utils.set_swift_dir(str(folder))
    validate_hash_conf()
    serve(folder, ports)


if __name__ == "__main__":
    main(sys.argv[1:])
