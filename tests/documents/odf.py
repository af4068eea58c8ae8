"""OASIS's own schema for OpenDocument 1.3, from Debian's emacs-common (it is RELAX NG, compact)."""

from __future__ import annotations

import io
import os
import re
import zipfile
from functools import cache
from pathlib import Path

import pytest
import rnc2rng
from lxml import etree

_PLACES = "/usr/share/emacs/*/etc/schema/OpenDocument-schema-v1.3.rnc"
_ANNOTATIONS = re.compile(r'>>\s*[\w:]+\s*\[(?:[^"\]]|"[^"]*")*\]')
"""Remarks in the schema, which the converter does not know."""

MANIFEST = "{urn:oasis:names:tc:opendocument:xmlns:manifest:1.0}"


@cache
def schema() -> etree.RelaxNG:
    """Skips the test where it is not installed, but not in CI."""
    found = sorted(Path("/").glob(_PLACES.lstrip("/")))
    if not found:
        assert "CI" not in os.environ, "CI must install emacs-common for the OpenDocument schema"
        pytest.skip("the OpenDocument schema is not installed (Debian: emacs-common)")
    compact = _ANNOTATIONS.sub("", found[-1].read_text("utf-8"))
    converted = rnc2rng.dumps(rnc2rng.loads(compact))
    return etree.RelaxNG(etree.fromstring(converted.encode()))


def problems(odt: bytes) -> list[str]:
    """What is wrong with the package and its parts; empty for a valid OpenDocument text."""
    with zipfile.ZipFile(io.BytesIO(odt)) as package:
        return [*_package(package), *_parts(package)]


def _package(package: zipfile.ZipFile) -> list[str]:
    """The rules of part 2 of the standard, 3.2 and 3.3."""
    first = package.infolist()[0]
    wrong = []
    if first.filename != "mimetype" or first.compress_type != zipfile.ZIP_STORED or first.extra:
        wrong.append("mimetype is not first, unpacked and without an extra field")
    listed = {
        entry.get(f"{MANIFEST}full-path"): entry.get(f"{MANIFEST}media-type")
        for entry in etree.fromstring(package.read("META-INF/manifest.xml"))
    }
    if listed.pop("/", None) != package.read("mimetype").decode():
        wrong.append("the manifest has another media type than the package")
    if set(listed) != set(package.namelist()) - {"mimetype", "META-INF/manifest.xml"}:
        wrong.append("the manifest does not list what is in the package")
    return wrong


def _parts(package: zipfile.ZipFile) -> list[str]:
    wrong = []
    for name in ("content.xml", "styles.xml", "meta.xml"):
        if not schema().validate(etree.fromstring(package.read(name))):
            wrong += [f"{name}: {error.message}" for error in schema().error_log]
    return wrong
