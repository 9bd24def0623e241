"""Claims about where a database lies: what is no disk of this computer is recognised."""

from __future__ import annotations

from pathlib import Path

import pytest

from followup_tui.operations.mounts import across_network, kept_in_step

TABLE = """\
22 1 252:0 / / rw,relatime shared:1 - ext4 /dev/vda rw
40 22 0:44 / /mnt/my\\040share rw - cifs //server/share rw
41 22 0:45 / /home/ann/work rw,relatime shared:5 - nfs4 server:/work rw
42 41 252:1 / /home/ann/work/local rw - xfs /dev/vdb rw
43 22 0:46 / /mnt/c rw - 9p drvfs rw
44 22 0:47 / /mnt/ssh rw - fuse.sshfs ann@host: rw
no table at all
"""


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/home/ann", ""),
        ("/home/ann/work/followup", "nfs4"),
        ("/home/ann/workshop", ""),
        ("/home/ann/work/local/data", ""),
        ("/mnt/my share/x", "cifs"),
        ("/mnt/c/Users", "9p"),
        ("/mnt/ssh", "fuse.sshfs"),
    ],
)
def test_the_nearest_mount_decides(folder: str, kind: str) -> None:
    """The deepest mount above a folder says what it is."""
    assert across_network(Path(folder), TABLE) == kind


def test_this_computer_has_a_disk(tmp_path: Path) -> None:
    """The real table can be read, or there is none."""
    assert across_network(tmp_path) == ""
    assert across_network(tmp_path, "") == ""


def test_folders_that_others_copy() -> None:
    """Names of programs that keep folders in step are known by their beginning."""
    assert kept_in_step(Path("/home/ann/Dropbox/jobs")) == "Dropbox"
    assert kept_in_step(Path("/home/ann/OneDrive - Acme/x")) == "OneDrive - Acme"
    assert kept_in_step(Path("/home/ann/data")) == ""
