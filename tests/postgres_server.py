"""A PostgreSQL server of the tests' own, from Debian's binaries, on a free port of the loopback."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from pathlib import Path


def find_binaries() -> Path | None:
    """The folder of initdb and pg_ctl, the newest version first."""
    on_path = shutil.which("initdb")
    places = [Path(on_path).parent] if on_path else []
    places += sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda p: p.parent.name, reverse=True)
    return next((place for place in places if (place / "initdb").exists()), None)


class PostgresServer:
    """A server that can be stopped and started; as root it runs as the user `postgres`."""

    def __init__(self, binaries: Path) -> None:
        self.binaries = binaries
        self.user = "postgres" if os.geteuid() == 0 else None
        if self.user:
            pwd.getpwnam(self.user)  # KeyError where Debian's package has not made the user
        self.folder = Path(tempfile.mkdtemp(prefix="pg-"))
        if self.user:
            shutil.chown(self.folder, self.user)
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.url = f"postgresql://postgres@127.0.0.1:{self.port}/postgres"
        self.call("initdb", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-locale", "-N")
        self.start()

    def call(self, program: str, *arguments: str) -> None:
        command = [str(self.binaries / program), "-D", str(self.folder / "data"), *arguments]
        # A server that inherits a pipe keeps it open: its talk goes to a file.
        with (self.folder / "log.txt").open("ab") as log:
            done = subprocess.run(
                command, user=self.user, stdout=log, stderr=log, cwd=self.folder, timeout=60, check=False
            )
        if done.returncode:
            raise RuntimeError((self.folder / "log.txt").read_text(errors="replace")[-2000:])

    def start(self) -> None:
        options = f"-p {self.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={self.folder}"
        self.call("pg_ctl", "-w", "-o", options + " -c fsync=off", "start")

    def stop(self, mode: str = "fast") -> None:
        self.call("pg_ctl", "-w", "-m", mode, "stop")

    def remove(self) -> None:
        self.stop("immediate")
        shutil.rmtree(self.folder, ignore_errors=True)
