"""From the candidates of all recognisers to the mentions of a report.

Of two that cross each other one is dropped; one inside another stays where data/lexicon/nesting.toml lets the outer
class hold the inner: always, or only if the inner name also stands alone somewhere.
"""

from collections.abc import Iterable, Mapping
from functools import cache
from types import MappingProxyType

from kg.extraction.mentions.lexicon import lexicon, lexicons
from kg.model import Mention, Span
from kg.tables import table, wrong
from kg.vocabulary import vocabulary

_NESTING = ("lexicon", "nesting")
_MODES = frozenset({"always", "alone", "share"})


def select(text: str, candidates: Iterable[Mention]) -> tuple[Mention, ...]:
    """The mentions to keep, by start, the outer before the inner."""
    groups = [_uncrossed(group) for group in _touching(_best_by_span(candidates))]
    alone = {key for group in groups for key in _standing_alone(text, group)}
    shared = {m.span: m for group in groups for m in group if m.name is not None}
    kept = [m for group in groups for m in group
            if all(_may_hold(o, m, alone, text) for o in group if _inside(m, o)) and _beside(m, shared.get(m.span))]
    return tuple(sorted(kept, key=lambda m: (m.span.start, -m.span.end, m.cls)))


@cache
def nesting() -> Mapping[tuple[str, str], str]:
    """Which class may hold which inside its names, and when: (outer, inner) → ``always`` or ``alone``.

    Raises:
        DataError: an unknown class or mode, or a pair given twice.
    """
    found: dict[tuple[str, str], str] = {}
    for mode, pairs in sorted(table(*_NESTING).items()):
        if mode not in _MODES:
            raise wrong(f"[{mode}]", f"应为 / one of {', '.join(sorted(_MODES))}", *_NESTING)
        for outer, inner in ((o, i) for o, inners in pairs.items() for i in inners):
            if unknown := {outer, inner} - vocabulary().leaves:
                raise wrong(", ".join(sorted(unknown)), "本体里没有这个类 / no such class", *_NESTING)
            if (outer, inner) in found:
                raise wrong(f"{outer}, {inner}", "重复 / given twice", *_NESTING)
            found[(outer, inner)] = mode
    return MappingProxyType(found)


def _best_by_span(candidates: Iterable[Mention]) -> list[Mention]:
    # A share of a coordination (name given) stands beside the place or body that the same characters name.
    best: dict[tuple[Span, bool], Mention] = {}
    for one in sorted(candidates, key=lambda m: (m.span, -m.confidence, m.cls, m.extractor)):
        best.setdefault((one.span, one.name is None), one)
    return list(best.values())


def _touching(ordered: Iterable[Mention]) -> Iterable[list[Mention]]:
    """Mentions ordered by span, in groups that share no character with each other: only inside one can they meet."""
    group: list[Mention] = []
    end = 0
    for one in ordered:
        if group and one.span.start >= end:
            yield group
            group = []
        group.append(one)
        end = max(end, one.span.end)
    if group:
        yield group


def _uncrossed(mentions: list[Mention]) -> list[Mention]:
    """Those that no stronger one crosses: surer first, then longer, then earlier."""
    kept: list[Mention] = []
    for one in sorted(mentions, key=lambda m: (-round(m.confidence, 1), m.span.start - m.span.end, m.span)):
        if not any(_crosses(one.span, other.span) for other in kept):
            kept.append(one)
    return kept


def _crosses(a: Span, b: Span) -> bool:
    return a.start < b.end and b.start < a.end and not a.holds(b) and not b.holds(a)


def _inside(inner: Mention, outer: Mention) -> bool:
    return outer.span.holds(inner.span) and outer.span != inner.span


def _standing_alone(text: str, mentions: list[Mention]) -> set[tuple[str, str]]:
    return {(m.cls, m.span.of(text)) for m in mentions if not any(_inside(m, o) for o in mentions)}


def _beside(mention: Mention, share: Mention | None) -> bool:
    """Whether a mention may stand beside the share of a coordination that the same characters are."""
    return share is None or share is mention or nesting().get((share.cls, mention.cls)) == "share"


def _may_hold(outer: Mention, inner: Mention, alone: set[tuple[str, str]], text: str) -> bool:
    mode = nesting().get((outer.cls, inner.cls))
    held = lexicon(inner.cls).words.get("apart", ()) if inner.cls in lexicons() else ()
    if mode == "always" and inner.span.of(text) not in held:
        return True
    return mode in ("always", "alone") and (inner.cls, inner.span.of(text)) in alone
