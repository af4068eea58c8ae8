"""A real PostgreSQL server for tests, on a free loopback port, run as a user that is not root."""

from __future__ import annotations

import os
import pwd
import secrets
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

USER = "tern"


class PostgresServer:
    """A running server. `create` makes an empty database and returns its address."""

    def __init__(self, binaries: Path, folder: Path) -> None:
        self.binaries = binaries
        self._folder = folder
        self._owner = _owner()
        self.password = secrets.token_urlsafe(12)
        self.port = _free_port()

    def set_up(self) -> None:
        if self._owner:
            os.chown(self._folder, self._owner.pw_uid, self._owner.pw_gid)
        password_file = self._folder / "password"
        password_file.write_text(self.password)
        password_file.chmod(0o644)  # read by the server's user, who did not write it
        self._run(
            *("initdb", "--username", USER, "--auth", "scram-sha-256", "--encoding", "UTF8"),
            *("--locale", "C", "--no-sync", "--pwfile", str(password_file), "data"),
        )

    def start(self) -> None:
        options = (
            f"-c listen_addresses=127.0.0.1 -c port={self.port} -c unix_socket_directories="
            " -c fsync=off -c full_page_writes=off"
        )
        self._run("pg_ctl", "start", "-w", "-D", "data", "-l", "log", "-o", options)

    def stop(self) -> None:
        self._run("pg_ctl", "stop", "-w", "-D", "data", "-m", "fast")

    def create(self) -> str:
        name = f"tern_{secrets.token_hex(6)}"
        self._run("createdb", *self._address(), name)
        return self.url(name)

    def drop(self, url: str) -> None:
        self._run("dropdb", "--force", *self._address(), url.rpartition("/")[2])

    def url(self, database: str, password: str | None = None) -> str:
        return f"postgresql://{USER}:{password or self.password}@127.0.0.1:{self.port}/{database}"

    def _address(self) -> tuple[str, ...]:
        return ("--host", "127.0.0.1", "--port", str(self.port), "--username", USER)

    def _run(self, program: str, *arguments: str) -> None:
        identity = {}
        if self._owner:
            identity = {"user": self._owner.pw_uid, "group": self._owner.pw_gid, "extra_groups": []}
        # Files, not pipes: the server inherits them and would hold a pipe open.
        with (self._folder / "output").open("w+") as output:
            done = subprocess.run(
                [self.binaries / program, *arguments],
                cwd=self._folder,
                env={"LC_ALL": "C", "PATH": os.defpath, "PGPASSWORD": self.password},
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                timeout=60,
                **identity,
            )
            output.seek(0)
            assert done.returncode == 0, f"{program}: {output.read()}"


def binaries() -> Path | None:
    """The folder of the newest PostgreSQL of Debian's, or of the one on the PATH."""
    debian = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: int(p.parts[-3])
    )
    found = str(debian[-1]) if debian else shutil.which("initdb")
    return Path(found).parent if found else None


@contextmanager
def running(folder_of_binaries: Path) -> Iterator[PostgresServer]:
    """A fresh server, stopped and removed at the end."""
    # Not under pytest's own folder, which only its user may enter.
    with tempfile.TemporaryDirectory(prefix="tern-postgres-") as folder:
        server = PostgresServer(folder_of_binaries, Path(folder))
        server.set_up()
        server.start()
        try:
            yield server
        finally:
            server.stop()


def _owner() -> pwd.struct_passwd | None:
    """Whom to become: PostgreSQL refuses to run as root. None: stay who we are."""
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return pwd.getpwnam("postgres" if "postgres" in names else "nobody")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
