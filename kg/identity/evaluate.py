"""How well names of one thing are told from names of two: pairs of names written for the project."""

import hashlib
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from kg.errors import InputError
from kg.identity.names import read
from kg.identity.reasons import Reason, close, compare, exact
from kg.identity.renamed import renamed
from kg.resources import resource
from kg.vocabulary import vocabulary

SAME, APART, RENAMED = "yes", "no", "renamed"
_COLUMNS = ["class", "one", "other", "same"]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two names of a class, whether they are of one thing (yes, no, renamed), and the line of the file."""

    cls: str
    one: str
    other: str
    same: str
    line: int

    @property
    def tuned(self) -> bool:
        """Whether the pair is of the half that the rules were tuned on; a digest decides, not the order."""
        return hashlib.sha256("\t".join((self.cls, self.one, self.other)).encode()).digest()[0] % 2 == 0


@dataclass(frozen=True, slots=True)
class Score:
    """Pairs judged right and wrong at a threshold."""

    pairs: int
    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float:
        """The share of the linked pairs that are one thing."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        """The share of the pairs of one thing that are linked."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0


def pairs(path: Path | None = None) -> tuple[Pair, ...]:
    """The pairs of a table with the columns class, one, other, same; by default the project's own.

    Raises:
        InputError: the table cannot be read, or a line is none of its kind.
    """
    path = path or resource("tests", "identity_pairs.tsv")
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise InputError(f"{path}: 读不了 / cannot be read: {error.strerror}") from error
    if not lines or lines[0].split("\t") != _COLUMNS:
        raise InputError(f"{path}:1: 表头应为 / the header should be {' '.join(_COLUMNS)}")
    return tuple(_pair(path, number, line) for number, line in enumerate(lines[1:], 2))


def _pair(path: Path, number: int, line: str) -> Pair:
    cells = line.split("\t")
    if len(cells) != len(_COLUMNS) or cells[0] not in vocabulary().leaves or cells[3] not in (SAME, APART, RENAMED):
        raise InputError(f"{path}:{number}: 不是一对名称 / is no pair of names: {line}")
    return Pair(cells[0], cells[1], cells[2], cells[3], number)


def judged(pair: Pair) -> Reason | None:
    """Why the program links the two names; None where it does not, or says that one came after the other."""
    one, other = read(pair.one, pair.cls), read(pair.other, pair.cls)
    return None if renamed(one, other) or renamed(other, one) else compare(one, other)


def score(chosen: tuple[Pair, ...], threshold: float) -> Score:
    """The score of some pairs where a link counts from a confidence on."""
    counts: Counter[str] = Counter()
    for pair in chosen:
        found = judged(pair)
        linked = found is not None and found.confidence >= threshold
        counts["right" if linked and pair.same == SAME else "wrong" if linked else
               "missed" if pair.same == SAME else "apart"] += 1
    return Score(len(chosen), counts["right"], counts["wrong"], counts["missed"])


def render(path: Path | None = None, *, errors: bool = False) -> str:
    """The scores at the thresholds of exactMatch and closeMatch, for both halves, as lines of text."""
    known = pairs(path)
    halves = {"调试用 / tuned on": tuple(p for p in known if p.tuned),
              "未调试 / held out": tuple(p for p in known if not p.tuned)}
    apart = sum(p.same != SAME for p in known)
    lines = [f"同一性 / identity: {len(known)} 对名称 / pairs of names, {apart} 对不是一物 / of them of two things"]
    for label, chosen in halves.items():
        for link, threshold in (("exactMatch", exact()), ("closeMatch", close())):
            s = score(chosen, threshold)
            lines.append(f"  {label:<20} {link} ≥ {threshold:.2f}  P {s.precision:.3f}  R {s.recall:.3f}  "
                         f"({s.right} + {s.wrong} / {s.right + s.missed})")
    old = [p for p in known if p.same == RENAMED]
    dated = sum(bool(renamed(read(p.one, p.cls), read(p.other, p.cls))) for p in old)
    lines.append(f"  更名 / changes of name: {dated} / {len(old)}")
    return "\n".join([*lines, *(_errors(known) if errors else ())]) + "\n"


def _errors(known: tuple[Pair, ...]) -> list[str]:
    found = []
    for pair in (p for p in known if p.tuned):
        reason = judged(pair)
        linked = reason is not None and reason.confidence >= exact()
        if linked != (pair.same == SAME):
            found.append(f"  {pair.same}\t{pair.cls}\t{pair.one}\t{pair.other}\t{reason.key if reason else '-'}")
    return found
