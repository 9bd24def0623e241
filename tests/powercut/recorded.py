"""The real program with its writes recorded, and what a disk may hold after the power failed between them."""

from __future__ import annotations

import contextlib
import functools
import json
import os
import random
import shutil
import struct
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.daily_work import Step

ROOT = Path(__file__).parents[2]
MODELS = ("none", "all", "some", "torn")
"""What became of the writes that were not synced yet: lost, kept, some kept, some cut in the middle."""
_SECTOR = 512
_HEAD = struct.Struct("<cxHqI")


@functools.cache
def library() -> Path:
    """The recorder, compiled once a run. Skips where it cannot be."""
    if not sys.platform.startswith("linux"):
        pytest.skip("writes are recorded through LD_PRELOAD, which only Linux has")
    compiler = shutil.which("gcc") or shutil.which("cc")
    if compiler is None:
        pytest.skip("writes are recorded by a small C library: install gcc to run this")
    made = Path(tempfile.mkdtemp(prefix="powercut-")) / "powercut.so"
    source = Path(__file__).with_name("powercut.c")
    built = subprocess.run(
        [compiler, "-shared", "-fPIC", "-O1", "-o", str(made), str(source), "-ldl"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert built.returncode == 0, built.stderr
    return made


def run_recorded(program: str, home: Path, *arguments: str, into: Path | None = None) -> str:
    """Run a Python program with the recorder in it, and return what it said."""
    environment = {
        **os.environ,
        "LD_PRELOAD": str(library()),
        "PYTHONPATH": str(ROOT),
        "RECORD_MATCH": str(home / "data" / "followup.db"),
    }
    if into is not None:
        environment["RECORD_INTO"] = str(into)
    ended = subprocess.run(
        [sys.executable, "-c", program, str(home), *arguments],
        env=environment,
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    return ended.stdout


@contextlib.contextmanager
def scratch() -> Iterator[Path]:
    """A folder for images that are opened once: in memory where there is such a place."""
    memory = Path("/dev/shm")
    where = memory if memory.is_dir() and os.access(memory, os.W_OK) else None
    with tempfile.TemporaryDirectory(prefix="followup-cut-", dir=where) as folder:
        yield Path(folder)


@dataclass(frozen=True)
class Event:
    """One write, truncation, sync or removal of a file, or one acknowledgement."""

    kind: str
    name: str
    offset: int
    data: bytes


def events(path: Path) -> list[Event]:
    """What was recorded, in its order."""
    content, at, found = path.read_bytes(), 0, []
    while at < len(content):
        kind, named, offset, size = _HEAD.unpack_from(content, at)
        at += _HEAD.size
        name = os.path.basename(content[at : at + named].decode())
        data = content[at + named : at + named + size]
        at += named + size
        found.append(Event(kind.decode(), name, offset, data))
    return found


@dataclass
class Disk:
    """What is surely on the disk, and what was written but not synced yet."""

    synced: dict[str, bytearray] = field(default_factory=dict)
    pending: dict[str, list[Event]] = field(default_factory=dict)
    steps: list[Step] = field(default_factory=list)
    """Acknowledged so far."""

    def take(self, event: Event) -> None:
        """Follow one event."""
        if event.kind == "A":
            self.steps += [json.loads(row) for row in event.data.split(b"\n") if row]
        elif event.kind == "S":
            kept = self.synced.setdefault(event.name, bytearray())
            for write in self.pending.pop(event.name, []):
                _apply(kept, write)
        elif event.kind == "U":
            self.synced.pop(event.name, None)
            self.pending.pop(event.name, None)
        else:
            # Making a file is taken to be durable: it happens once, long before anything is said.
            self.synced.setdefault(event.name, bytearray())
            self.pending.setdefault(event.name, []).append(event)

    def images(self, folder: Path, chance: random.Random) -> Iterator[tuple[str, Path]]:
        """The files after a power cut now, in a home each, under each model of a disk."""
        for model in MODELS:
            data = folder / model / "data"
            data.mkdir(parents=True, mode=0o700)
            for name, content in self.synced.items():
                after = bytearray(content)
                for write in self.pending.get(name, []):
                    if kept := _survives(write, model, chance):
                        _apply(after, kept)
                (data / name).write_bytes(after)
            yield model, folder / model
            shutil.rmtree(folder / model)


def _survives(write: Event, model: str, chance: random.Random) -> Event | None:
    if model == "none" or (model in ("some", "torn") and chance.random() < 0.5):
        return None
    if model == "torn" and len(write.data) > _SECTOR and chance.random() < 0.5:
        sectors = chance.randrange(1, len(write.data) // _SECTOR + 1)
        return Event(write.kind, write.name, write.offset, write.data[: sectors * _SECTOR])
    return write


def _apply(content: bytearray, write: Event) -> None:
    if write.kind == "T":
        del content[write.offset :]
    if len(content) < write.offset:
        content.extend(bytes(write.offset - len(content)))
    content[write.offset : write.offset + len(write.data)] = write.data
