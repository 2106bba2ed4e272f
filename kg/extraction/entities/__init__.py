"""Which mentions name the same thing, and what it is called in full."""

from dataclasses import replace

from kg.extraction.entities import names
from kg.extraction.entities.brackets import explained
from kg.extraction.entities.clusters import clusters, is_region
from kg.extraction.entities.forms import Form, form_key, forms
from kg.extraction.entities.merging import bare
from kg.extraction.entities.occurrences import occurrences
from kg.extraction.entities.places import with_places
from kg.extraction.entities.prizes import with_award
from kg.extraction.entities.references import back_references
from kg.extraction.entities.regions import region_key, region_name
from kg.extraction.entities.strangers import believed, without_shares
from kg.extraction.entities.units import with_university
from kg.model import Context, Document, Entity, Mention


def resolve(document: Document, mentions: tuple[Mention, ...], context: Context) -> tuple[Entity, ...]:
    """The entities that the mentions name, publisher and region among them, by class and name.

    The name is the fullest that the report gives, with its level resolved (市财政局 → 衡阳市财政局); all forms of one
    thing are one entity. References are what stands for it without a name: 我市, 我局, 该校, 公司.
    """
    read = without_shares(with_award(forms(document, mentions, context), context))
    read = believed(document, with_university(read, context), context)
    found = [_entity(key, group, document, context)
             for (_, key), group in clusters(document, read, context).items()]
    named = _once(found)
    taken = tuple(f.span for f in read)
    more = occurrences(document, named, taken)
    named = [replace(e, mentions=tuple(sorted({*e.mentions, *more.get(e.id, ())}))) for e in named]
    taken = tuple(sorted({*taken, *(s for spans in more.values() for s in spans)}))
    placed = with_places(document, named, context, taken)
    backs = back_references(document, tuple(placed), taken)
    done = [replace(e, references=tuple(sorted({*e.references, *backs.get(e.id, ())}))) for e in placed]
    return tuple(sorted(done, key=lambda e: e.id))


def _entity(key: str, group: tuple[Form, ...], document: Document, context: Context) -> Entity:
    cls, best = group[0].cls, max(group, key=lambda f: (f.confidence, -f.span.start))
    spans = tuple(sorted({f.span for f in group if f.whole}))
    shares = tuple(sorted({f.span for f in group if not f.whole} - set(spans)))
    shorts = {s for f in group if f.whole and (s := explained(document, f.span))}
    aliases = tuple(sorted({f.text for f in group if f.whole} | shorts))
    name = _name(cls, key, group, document, context)
    return Entity(cls, name, aliases, spans, shares, best.confidence, best.extractor)


def _name(cls: str, key: str, group: tuple[Form, ...], document: Document, context: Context) -> str:
    if is_region(cls):
        return region_name(tuple(sorted({f.name for f in group})), context, region_key(key, context))
    publisher = context.publisher
    if publisher and any(f.key == form_key(publisher, cls, context) for f in group):
        return publisher
    keys = {f.name: f.key for f in group}
    fullest = names.first_of(keys)
    plain = [n for n, k in sorted(keys.items()) if k == keys[fullest] and bare(n, cls) == n]
    return names.longest_in(names.first_of(plain or [fullest]), document.text)


def _once(found: list[Entity]) -> list[Entity]:
    """Entities that came to the same class and name are one."""
    by_id: dict[str, Entity] = {}
    for entity in found:
        if known := by_id.get(entity.id):
            entity = replace(known, aliases=tuple(sorted({*known.aliases, *entity.aliases})),
                             mentions=tuple(sorted({*known.mentions, *entity.mentions})),
                             references=tuple(sorted({*known.references, *entity.references})),
                             confidence=max(known.confidence, entity.confidence))
        by_id[entity.id] = entity
    return list(by_id.values())



