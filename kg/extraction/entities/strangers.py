"""Places that are none: short names of counties that may be any word (科技兴国), shares in a list of bodies."""

from kg import places
from kg.extraction.entities.clusters import is_region
from kg.extraction.entities.forms import Form
from kg.model import Context, Document, Span
from kg.places import Division

_COUNTY = 3


def believed(document: Document, forms: tuple[Form, ...], context: Context) -> tuple[Form, ...]:
    """The forms without short names of counties before other words, that nothing speaks for.

    What speaks for one is its full name, a place of its province named otherwise, or the report's own province.
    """
    named = [f.name for f in forms if is_region(f.cls)]
    provinces = {places.chain(d)[-1] for n in named if not _is_short(n) and (d := places.find(n, context.province))}
    known = {n for n in named if not _is_short(n)}
    if not provinces and not context.region:
        return forms
    return tuple(f for f in forms if not (is_region(f.cls) and _is_short(f.name)) or _ends(document.text, f.span)
                 or any(_spoken(d, known, provinces, context) for d in places.named(f.name)))


def without_shares(forms: tuple[Form, ...]) -> tuple[Form, ...]:
    """The forms without places that stand nowhere but as the share of a body: 乙县 in 甲县、乙县科技局."""
    shares = {f.span for f in forms if not f.whole}
    free = {f.name for f in forms if f.whole and f.span not in shares}
    return tuple(f for f in forms if not (is_region(f.cls) and f.span in shares and f.name not in free))


def _ends(text: str, span: Span) -> bool:
    return not text[span.end : span.end + 1].isalpha()


def _is_short(name: str) -> bool:
    found = places.named(name)
    return bool(found) and not places.is_told(name) and all(d.rank == _COUNTY and d.name != name for d in found)


def _spoken(division: Division, known: set[str], provinces: set[Division], context: Context) -> bool:
    province = places.chain(division)[-1]
    return division.name in known or province in provinces or province.name == context.province
