"""What poppler's tools say about a PDF."""

from __future__ import annotations

import os
import re
import shutil
import subprocess

import pytest


def poppler(tool: str, pdf: bytes, *options: str) -> str:
    """Skips the test where the tool is not installed, but not in CI."""
    if shutil.which(tool) is None:
        assert "CI" not in os.environ, f"CI must install poppler-utils for {tool}"
        pytest.skip(f"{tool} is not installed (Debian: poppler-utils)")
    command = [tool, *options, "-"] + (["-"] if tool == "pdftotext" else [])
    return subprocess.run(command, input=pdf, capture_output=True, check=True).stdout.decode(
        errors="replace"
    )


def squeezed(text: str) -> str:
    """Without what pdftotext changes where a line ends: white space, and hyphens."""
    return re.sub(r"[\s-]", "", text)
