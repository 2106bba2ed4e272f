"""The links between entities of different reports: what the names say, what people decided, what authorities know."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from kg.identity import decisions as d
from kg.identity.blocks import candidates
from kg.identity.names import Name, read
from kg.identity.nodes import Node
from kg.identity.reasons import ALIAS, Reason, close, compare, differ, exact, reasons, said
from kg.identity.renamed import Renaming, renamed

AUTHORITY = "authority"
# A name that other things may have too is believed so much less.
_CROWDED = 0.85
_LEAST_ALIAS = 4


@dataclass(frozen=True, slots=True)
class Link:
    """Two entities that may be one, by IRI: how sure, why, and the names that agree.

    ``held`` says that an exact link was put down to a close one because it would have joined two that are apart.
    """

    one: Node
    other: Node
    confidence: float
    reason: Reason
    forms: tuple[str, str]
    held: bool = False

    @property
    def pair(self) -> tuple[str, str]:
        """The two entities as a decision names them."""
        return (self.one.id, self.other.id) if self.one.id < self.other.id else (self.other.id, self.one.id)

    @property
    def exact(self) -> bool:
        """Whether it is sure enough for skos:exactMatch."""
        return self.confidence >= exact() and not self.held


@dataclass(frozen=True, slots=True)
class Succession:
    """An entity whose name gave way to that of another."""

    old: Node
    new: Node
    what: Renaming


@dataclass(frozen=True, slots=True)
class Resolution:
    """All links of a build, the changes of name, and the decisions that speak of entities it does not hold (now)."""

    links: tuple[Link, ...]
    successions: tuple[Succession, ...]
    idle: tuple[d.Decision, ...]


def resolve(nodes: Iterable[Node], decided: Iterable[d.Decision] = (),
            known: Mapping[str, str] | None = None) -> Resolution:
    """Find what is one thing among the entities.

    Exact links join no two that were refused or whose names contradict: the less sure link is then put down to a close
    one. Of links that say nothing new (their ends are joined already) none is given.

    Args:
        decided: what people decided; it goes before everything else.
        known: the identifier of an entity (by IRI) in a table of authorities.
    """
    ordered = tuple(sorted(nodes, key=lambda n: n.iri))
    by_id = {node.id: node for node in ordered}
    given = {one.pair: one for one in decided}
    pairs = list(candidates(ordered))
    successions = _successions(pairs)
    apart = {frozenset((s.old.iri, s.new.iri)) for s in successions}
    apart |= {frozenset(by_id[n].iri for n in pair) for pair, one in given.items()
              if one.decision == d.REFUSED and all(n in by_id for n in pair)}
    links = [*_confirmed(given, by_id), *_by_authority(ordered, known or {}, given)]
    links += _alike([p for p in pairs if frozenset((p[0].iri, p[1].iri)) not in apart], known or {}, given)
    idle = tuple(one for pair, one in sorted(given.items()) if not all(n in by_id for n in pair))
    return Resolution(_joined(links, apart), successions, idle)


def _successions(pairs: Iterable[tuple[Node, Node]]) -> tuple[Succession, ...]:
    both = [order for pair in pairs for order in (pair, pair[::-1])]
    found = [Succession(old, new, what) for old, new in both if (what := renamed(old.name, new.name))]
    return tuple(sorted(found, key=lambda s: (s.old.iri, s.new.iri)))


def _confirmed(given: Mapping[tuple[str, str], d.Decision], by_id: Mapping[str, Node]) -> list[Link]:
    pairs = [pair for pair, one in sorted(given.items()) if one.decision == d.CONFIRMED]
    return [_link(by_id[one], by_id[other], said(d.CONFIRMED), (by_id[one].label, by_id[other].label))
            for one, other in pairs if one in by_id and other in by_id]


def _by_authority(ordered: Iterable[Node], known: Mapping[str, str],
                  given: Mapping[tuple[str, str], d.Decision]) -> list[Link]:
    groups: dict[tuple[str, str], list[Node]] = defaultdict(list)
    for node in ordered:
        if node.iri in known:
            groups[(node.cls, known[node.iri])].append(node)
    links = [_link(group[0], other, said(AUTHORITY), (group[0].label, other.label))
             for _, group in sorted(groups.items()) for other in group[1:]]
    return [link for link in links if link.pair not in given]


def _link(one: Node, other: Node, reason: Reason, forms: tuple[str, str]) -> Link:
    return Link(one, other, reason.confidence, reason, forms)


def _alike(pairs: Iterable[tuple[Node, Node]], known: Mapping[str, str],
           given: Mapping[tuple[str, str], d.Decision]) -> list[Link]:
    """The links that the names give, where no authority knows better and nobody has decided."""
    found = []
    for one, other in pairs:
        identifiers = {known[n.iri] for n in (one, other) if n.iri in known}
        link = _by_name(one, other) if len(identifiers) < 2 else None
        if link and link.pair not in given:
            found.append(link)
    return [link for link in _believed(found) if link.confidence >= close()]


def _by_name(one: Node, other: Node) -> Link | None:
    if reason := compare(one.name, other.name):
        return _link(one, other, reason, (one.label, other.label))
    if differ(one.name, other.name):
        return None
    forms = _alias(one, other) or (_alias(other, one) or ("", ""))[::-1]
    return _link(one, other, reasons()[ALIAS], (forms[0], forms[1])) if all(forms) else None


def _alias(one: Node, other: Node) -> tuple[str, str] | None:
    """Another name of ``one`` that is the name of ``other``, where it says more than a kind or a level."""
    for alias in one.aliases:
        name = read(alias, one.cls, one.within)
        if len(name.plain) >= _LEAST_ALIAS and name.key == other.name.key and _proper(name, other.name):
            return alias, other.label
    return None


def _proper(alias: Name, name: Name) -> bool:
    return bool(alias.place or name.marks or len(alias.rest) > _LEAST_ALIAS)


def _believed(links: list[Link]) -> list[Link]:
    """The links, less sure where the shorter name would fit several things that are not one themselves."""
    fits = Counter(_shorter(link).iri for link in links if link.reason.unique)
    return [replace(link, confidence=round(link.confidence * _CROWDED, 4))
            if link.reason.unique and fits[_shorter(link).iri] > 1 else link for link in links]


def _shorter(link: Link) -> Node:
    return min((link.one, link.other), key=lambda n: (len(n.name.plain), n.iri))


def _joined(links: Iterable[Link], apart: set[frozenset[str]]) -> tuple[Link, ...]:
    """The surest first; an exact one that would join what is apart is held, one that joins nothing new left out."""
    groups: dict[str, tuple[Node, ...]] = {}
    done: list[Link] = []
    for link in sorted(links, key=lambda x: (-x.confidence, x.one.iri, x.other.iri)):
        mine, theirs = (groups.get(n.iri, (n,)) for n in (link.one, link.other))
        if any(n.iri == link.other.iri for n in mine):
            done += [link] if link.reason.key == d.CONFIRMED else []
        elif not link.exact:
            done.append(link)
        elif link.reason.key != d.CONFIRMED and _contradict(mine, theirs, apart):
            done.append(replace(link, held=True))
        else:
            groups |= dict.fromkeys((n.iri for n in (*mine, *theirs)), (*mine, *theirs))
            done.append(link)
    return tuple(sorted(done, key=lambda x: (x.one.iri, x.other.iri)))


def _contradict(mine: tuple[Node, ...], theirs: tuple[Node, ...], apart: set[frozenset[str]]) -> bool:
    return any(frozenset((a.iri, b.iri)) in apart or differ(a.name, b.name) for a in mine for b in theirs)
