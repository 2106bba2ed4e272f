"""Forms put together: one cluster for each thing."""

from collections import defaultdict
from collections.abc import Iterable
from functools import cache

from kg.extraction.entities import names
from kg.extraction.entities.brackets import Key, bound
from kg.extraction.entities.candidates import Candidates
from kg.extraction.entities.forms import Form
from kg.extraction.entities.merging import binds, merging
from kg.extraction.entities.regions import is_link, region_key
from kg.model import Context, Document
from kg.tables import table
from kg.vocabulary import vocabulary


def clusters(document: Document, forms: tuple[Form, ...], context: Context) -> dict[Key, tuple[Form, ...]]:
    """The forms of each thing by class and the key of its fullest name."""
    groups = _groups(_one_class(forms), context)
    parents: dict[Key, Key] = {}
    for short, full in bound(document, groups):
        _bind(parents, short, full)
    candidates = Candidates(groups)
    for short in sorted(groups, key=lambda k: (-len(k[1]), k)):
        if short not in parents and (found := _fuller(short, candidates.of(short), groups, parents)):
            _bind(parents, short, found)
    merged: dict[Key, list[Form]] = defaultdict(list)
    for own, members in groups.items():
        merged[_root(parents, own)].extend(members)
    return {k: tuple(sorted(v, key=lambda f: (f.span, f.text))) for k, v in sorted(merged.items())}


def _one_class(forms: tuple[Form, ...]) -> tuple[Form, ...]:
    """The same words are the same thing: where rules gave them several classes, the best supported one counts."""
    votes: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for form in forms:
        votes[names.normalise(form.name)][form.cls] += form.confidence
    best = {n: min(v, key=lambda c: (-v[c], c)) for n, v in votes.items()}
    return tuple(f for f in forms if f.cls == best[names.normalise(f.name)]) + tuple(
        Form(best[names.normalise(f.name)], f.text, f.name, f.key, f.span, f.confidence, f.extractor, f.whole)
        for f in forms if f.cls != best[names.normalise(f.name)])


def _groups(forms: tuple[Form, ...], context: Context) -> dict[Key, list[Form]]:
    groups: dict[Key, list[Form]] = defaultdict(list)
    for form in forms:
        key = region_key(form.name, context) if is_region(form.cls) else form.key
        groups[(form.cls, key)].append(form)
    return groups


@cache
def is_region(cls: str) -> bool:
    """Whether names of this class are read as places of the divisions' list."""
    return vocabulary().is_a(cls, table("lexicon", "levels")["region_classes"])


def _fuller(short: Key, candidates: Iterable[Key], groups: dict[Key, list[Form]],
            parents: dict[Key, Key]) -> Key | None:
    """The one fuller name that a short one stands for; of several the last before it, where its class says so."""
    cls = short[0]
    test = is_link if is_region(cls) else lambda s, f: binds(s, f, cls)
    found = [k for k in candidates if test(short[1], k[1])]
    roots = sorted({_root(parents, k) for k in found} - {short})
    if len(roots) == 1:
        return roots[0]
    return _last_before(short, found, groups) if roots and merging(cls).nearest else None


def _last_before(short: Key, found: Iterable[Key], groups: dict[Key, list[Form]]) -> Key | None:
    start = groups[short][0].span.start
    before = [(f.span.end, k) for k in found for f in groups[k] if f.span.end <= start]
    return max(before)[1] if before else None


def _root(parents: dict[Key, Key], key: Key) -> Key:
    while key in parents:
        key = parents[key]
    return key


def _bind(parents: dict[Key, Key], short: Key, full: Key) -> None:
    child, root = _root(parents, short), _root(parents, full)
    if child != root:
        parents[child] = root
