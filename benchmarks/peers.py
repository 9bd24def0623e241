"""Other programs for the same person, where they are installed: fetched only when that is asked for."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
import venv
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from statistics import median

from benchmarks.figures import Found, PeerFigure, amount
from benchmarks.opening import EMPTY
from benchmarks.processes import OutOfTime, environment, output_of, wall_ms
from benchmarks.run import Run
from benchmarks.terminal import Terminal
from benchmarks.timing import alternately, ratio
from benchmarks.vocabulary import names

FROM_A_REGISTRY = ("dooit", "posting", "khard", "iterfzf")
"""What `--peers` installs."""
_BROUGHT_ALONG = ("iterfzf/fzf",)
"""Programs that lie inside one of these packages."""
_SCREENS = ("dooit", "posting", "calcurse")
_PEOPLE = 10_000
_INSTALL_LIMIT = 300.0


def where_is(name: str, run: Run) -> str | None:
    """The program of that name on the PATH, or among those that were installed for this run."""
    path = os.pathsep.join([*map(str, run.tools), os.environ.get("PATH", "")])
    return shutil.which(name, path=path)


@contextmanager
def installed(names: Sequence[str] = FROM_A_REGISTRY) -> Iterator[Path]:
    """A folder with these programs, in an environment of their own that is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="followup-peers-") as folder:
        venv.create(folder, with_pip=True)
        pip = Path(folder) / "bin" / "pip"
        for name in names:
            output_of(
                (str(pip), "install", "--quiet", "--no-input", name),
                environment(),
                Path(folder),
                _INSTALL_LIMIT,
            )
        tools = Path(folder) / "bin"
        for program in _BROUGHT_ALONG:
            for found in Path(folder).glob(f"lib/python*/site-packages/{program}"):
                (tools / found.name).symlink_to(found)
        yield tools


def measure(run: Run) -> Iterator[Found]:
    """First frame and memory of screens, and the lists of commands with ten thousand people."""
    for name in _SCREENS:
        program = where_is(name, run)
        said = _screen(program, run.pairs) if program else "not installed here"
        yield PeerFigure(name, "first frame, and memory, beside an empty Textual program", said)
    with task_list(run) as task, khard_list(run) as khard:
        for name, deed in (("task", task), ("khard", khard)):
            what = f"`{name} list`, {_PEOPLE:,} entries"
            said = "not installed here"
            if deed is not None:
                deed()
                said = amount(median(deed() for _ in range(max(run.pairs // 4, 1))))
            yield PeerFigure(name, what, said)


def _screen(program: str, pairs: int) -> str:
    with tempfile.TemporaryDirectory() as home:
        theirs, floor = _elsewhere(home), environment(None, HOME=home)
        try:
            measured = alternately(
                pairs,
                partial(_stood, (program,), theirs, Path(home)),
                partial(_stood, EMPTY, floor, Path(home)),
            )
        except OutOfTime:
            return "did not open here"
    frame = ratio([(a[0], b[0]) for a, b in measured])
    memory = ratio([(a[1], b[1]) for a, b in measured])
    return f"{frame:.1f} ×, {memory:.1f} ×"


def _stood(command: Sequence[str], env: Mapping[str, str], home: Path) -> tuple[float, float]:
    """When all of a screen stood, in ms since the start, and its memory in kB by then."""
    with Terminal(command, env, home) as terminal:
        last = terminal.stands()
        return (last - terminal.started) * 1000, float(terminal.memory_kb())


def _elsewhere(home: str, **more: str) -> dict[str, str]:
    """The environment of a peer: a home of its own, and none of this program's modules."""
    own = environment(None, HOME=home, XDG_CONFIG_HOME=home, XDG_DATA_HOME=home, **more)
    del own["PYTHONPATH"]
    return own


@contextmanager
def task_list(run: Run) -> Iterator[Callable[[], float] | None]:
    """How long `task list` takes, each time it is called; None where there is none."""
    program = where_is("task", run)
    if program is None:
        yield None
        return
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        (place / "taskrc").write_text(
            f"data.location={folder}/data\nconfirmation=off\nnews.version=9\n"
        )
        (place / "data").mkdir()
        env = _elsewhere(folder, TASKRC=str(place / "taskrc"))
        (place / "all.json").write_text(
            "\n".join(
                json.dumps({"description": f"call {name}", "due": "20260401T100000Z"})
                for name in names(_PEOPLE)
            )
        )
        output_of((program, "import", str(place / "all.json")), env, place)
        yield lambda: wall_ms((program, "list"), env, place)


@contextmanager
def khard_list(run: Run) -> Iterator[Callable[[], float] | None]:
    """The same for `khard list`."""
    program = where_is("khard", run)
    if program is None:
        yield None
        return
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        book = place / "book"
        book.mkdir()
        for number, name in enumerate(names(_PEOPLE)):
            given, _, family = name.partition(" ")
            card = f"BEGIN:VCARD\nVERSION:3.0\nUID:{number}\nFN:{name}\nN:{family};{given};;;\nEND:VCARD\n"
            (book / f"{number}.vcf").write_text(card, "utf-8")
        config = place / "khard.conf"
        config.write_text(f"[addressbooks]\n[[all]]\npath = {book}\n")
        command = (program, "-c", str(config), "list")
        yield lambda: wall_ms(command, _elsewhere(folder), place)
