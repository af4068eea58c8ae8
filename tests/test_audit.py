"""`make audit`: fails for a vulnerability that is known, and not because nobody could be asked."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
PIN = f"idna==3.10 \\\n    --hash=sha256:{'0' * 64}\n"
KNOWN = {
    "id": "GHSA-0000-0000-0000",
    "summary": "It leaks.",
    "modified": "2026-01-01T00:00:00Z",
    "affected": [
        {
            "package": {"name": "idna", "ecosystem": "PyPI"},
            "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "3.11"}]}],
        }
    ],
}


@contextmanager
def listed(*known: dict[str, Any]) -> Iterator[str]:
    """The address of a list of vulnerabilities, as OSV serves it (google.github.io/osv.dev)."""

    class Answer(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            content = json.dumps({"vulns": known} if known else {}).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None: ...

    with HTTPServer(("127.0.0.1", 0), Answer) as server:
        serving = threading.Thread(target=server.serve_forever)
        serving.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/v1/query"
        finally:
            server.shutdown()
            serving.join()


def audit(folder: Path, osv: str, pins: str = PIN) -> subprocess.CompletedProcess[str]:
    file = folder / "pins.txt"
    file.write_text(pins)
    environment = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return subprocess.run(
        [ROOT / ".ci" / "audit", file],
        env=environment
        | {
            "BIN": str(Path(sys.executable).parent),
            "AUDIT_OPTIONS": f"--vulnerability-service osv --osv-url {osv}",
        },
        capture_output=True,
        text=True,
        check=False,
    )


def test_nothing_known_is_well(tmp_path: Path) -> None:
    with listed() as osv:
        done = audit(tmp_path, osv)
    assert done.returncode == 0, done.stderr
    assert "No known vulnerability" in done.stdout


def test_what_is_known_fails_and_is_named(tmp_path: Path) -> None:
    with listed(KNOWN) as osv:
        done = audit(tmp_path, osv)
    assert done.returncode == 1, done.stderr
    assert "idna 3.10 GHSA-0000-0000-0000 fixed in 3.11" in done.stderr


def test_a_list_out_of_reach_is_said_and_fails_nothing(tmp_path: Path) -> None:
    done = audit(tmp_path, "http://127.0.0.1:9/v1/query")
    assert done.returncode == 0, done.stderr
    assert "could not be reached" in done.stderr
    assert "Every pin in it has its hashes." in done.stderr


def test_but_every_pin_needs_its_hashes_then(tmp_path: Path) -> None:
    done = audit(tmp_path, "http://127.0.0.1:9/v1/query", PIN + "attrs==25.1.0\n")
    assert done.returncode == 1
