"""What kind of place a folder is: a disk of this computer, a network, or kept in step with others."""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path

_TABLE = Path("/proc/self/mountinfo")
_NETWORK = ("nfs", "cifs", "smb", "9p", "drvfs", "fuse.", "afpfs", "ceph", "glusterfs", "lustre")
"""How the types of file systems begin on which a log beside a database is not safe."""
_STEPPING = (
    "dropbox",
    "onedrive",
    "google drive",
    "googledrive",
    "icloud",
    "nextcloud",
    "syncthing",
)
_ESCAPE = re.compile(r"\\([0-7]{3})")


def across_network(folder: Path, table: str | None = None) -> str:
    """The type of the network file system that a folder lies on; empty for a disk of this computer.

    `table` is the text of /proc/self/mountinfo, which only Linux has.
    """
    if table is None:
        table = ""
        with suppress(OSError):
            table = _TABLE.read_text("utf-8", "replace")
    found, kind = -1, ""
    for row in table.splitlines():
        before, separator, after = row.partition(" - ")
        fields = before.split(" ")
        if not separator or len(fields) < 5:
            continue
        mount = Path(_ESCAPE.sub(lambda match: chr(int(match[1], 8)), fields[4]))
        # Of two mounts at one place the later one is seen.
        if folder.is_relative_to(mount) and len(mount.parts) >= found:
            found, kind = len(mount.parts), after.split(" ")[0]
    return kind if kind.startswith(_NETWORK) else ""


def kept_in_step(folder: Path) -> str:
    """The part of the way there that looks like a folder which a program copies elsewhere; else empty."""
    return next((p for p in folder.parts if p.casefold().startswith(_STEPPING)), "")
