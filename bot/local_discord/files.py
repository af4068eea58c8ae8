"""Files that people and bots send: kept in memory, described in Discord's attachment JSON."""

from __future__ import annotations

import mimetypes
import struct
from dataclasses import dataclass

from .posts import Json

PNG = b"\x89PNG\r\n\x1a\n"
UPLOAD_LIMIT = 10 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Upload:
    """One file on its way in. `index` is the n of `files[n]` in a multipart body."""

    name: str
    data: bytes
    index: int = 0


def attachment(file_id: str, url: str, upload: Upload, description: str | None = None) -> Json:
    """Discord's attachment JSON; PNG images carry their width and height."""
    json: Json = {
        "id": file_id,
        "filename": upload.name,
        "size": len(upload.data),
        "url": url,
        "proxy_url": url,
        "content_type": mimetypes.guess_type(upload.name)[0] or "application/octet-stream",
    }
    if upload.data.startswith(PNG):
        json["width"], json["height"] = struct.unpack(">II", upload.data[16:24])
    if description:
        json["description"] = description
    return json


def safe_name(name: str) -> str:
    """The file name as Discord keeps it: no path, spaces as underscores, odd characters dropped."""
    last = name.replace("\\", "/").rpartition("/")[2].replace(" ", "_")
    return "".join(c for c in last if c.isalnum() or c in "-_.") or "unknown"
