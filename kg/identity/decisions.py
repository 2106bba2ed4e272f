"""What a person has decided about pairs of entities: a table that survives every build and can be edited by hand."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from kg.errors import InputError
from kg.files import write_file
from kg.vocabulary import vocabulary

NAME = "identity.tsv"
CONFIRMED, REFUSED = "confirmed", "refused"
_COLUMNS = ("decision", "one", "other", "note")


@dataclass(frozen=True, slots=True, order=True)
class Decision:
    """Two entities (class/name, in their order) that are one thing (confirmed) or two (refused), and why."""

    one: str
    other: str
    decision: str
    note: str = ""

    @property
    def pair(self) -> tuple[str, str]:
        """The two entities."""
        return self.one, self.other


def decision(one: str, other: str, what: str, note: str = "") -> Decision:
    """A decision with its entities in order.

    Raises:
        InputError: they are one entity, of two classes, or no class/name.
    """
    classes = [_class(entity) for entity in (one, other)]
    if one == other or classes[0] != classes[1]:
        raise InputError(f"{one} {other}: 应是同类的两个实体 / should be two entities of one class")
    first, second = sorted((one, other))
    return Decision(first, second, what, " ".join(note.split()))


def _class(entity: str) -> str:
    cls, _, name = entity.partition("/")
    if cls not in vocabulary().leaves or not name:
        raise InputError(f"{entity}: 应为 / should be CLASS/NAME: University/北京大学")
    return cls


def load(path: Path) -> tuple[Decision, ...]:
    """The decisions of a file by their entities; none where there is no file.

    Raises:
        InputError: a line is no decision, or decides a pair anew; the message names path and line.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except FileNotFoundError:
        return ()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: 读不了 / cannot be read: {error}") from error
    found: dict[tuple[str, str], Decision] = {}
    for number, line in enumerate(lines[1:], 2):
        if line.strip():
            one = _parsed(f"{path}:{number}", line)
            if found.setdefault(one.pair, one) is not one:
                raise InputError(f"{path}:{number}: 这一对前面已有决定 / the pair is decided on before: {line}")
    return tuple(sorted(found.values()))


def _parsed(where: str, line: str) -> Decision:
    cells = [*line.split("\t"), ""][: len(_COLUMNS)]
    if len(cells) < len(_COLUMNS) or cells[0] not in (CONFIRMED, REFUSED):
        raise InputError(f"{where}: 应为 / should be {CONFIRMED}|{REFUSED}⇥one⇥other⇥note: {line}")
    try:
        return decision(cells[1].strip(), cells[2].strip(), cells[0], cells[3])
    except InputError as error:
        raise InputError(f"{where}: {error}") from error


def save(path: Path, decisions: Iterable[Decision]) -> None:
    """Write the decisions, sorted, in one step.

    Raises:
        OutputError: the file cannot be written; the old one stays.
    """
    rows = ["\t".join((d.decision, d.one, d.other, d.note)) for d in sorted(decisions)]
    write_file(path, "".join(f"{row}\n" for row in ("\t".join(_COLUMNS), *rows)).encode("utf-8"))


def with_decision(decisions: Iterable[Decision], new: Decision) -> tuple[Decision, ...]:
    """The decisions with a new one, in place of an older one of its pair."""
    return tuple(sorted([*without(decisions, new.pair), new]))


def without(decisions: Iterable[Decision], pair: tuple[str, str]) -> tuple[Decision, ...]:
    """The decisions without that of a pair."""
    return tuple(d for d in decisions if d.pair != tuple(sorted(pair)))
