"""What speaks for an entity as a figure's owner, weighed by data/observations/owners.toml."""

from collections.abc import Iterator

from kg.extraction.observations.rules import rules
from kg.extraction.observations.scenes import Scene, Sight, taken_up
from kg.extraction.observations.subjects import won
from kg.model import Entity

_NEAREST = 3


def heaviest(claims: dict[str, list[str]], first: str | None) -> str | None:
    """The id whose claims weigh most; ``first`` where several weigh the same."""
    weights = rules("owners").table("weights")
    total = {one: sum(weights.get(c, 0.0) for c in found) for one, found in claims.items()}
    return max(sorted(total), key=lambda one: (round(total[one], 6), one == first), default=first)


def claims_of(entity: Entity, scene: Scene, parts: dict[str, str], most: int) -> list[str]:
    """The claims of ``entity``; ``parts`` are its parts in the report (region, topic …), ``most`` the most mentions."""
    sight = scene.sights.get(entity.id)
    where = sight.where if sight else "nowhere"
    role = sight.role if sight else "none"
    found = [entity.cls, where, f"{where} {role}", f"{where} {entity.cls}", f"{role} {entity.cls}"]
    found += [f"{kind} {entity.cls}" for kind in scene.kinds]
    found += [f"{kind} {where}" for kind in scene.kinds]
    found += _nearness(entity, scene)
    found += [f"often {_often(entity, most)}", f"often {_often(entity, most)} {entity.cls}"]
    if sight and sight.place.reference:
        found += ["reference", f"reference {where}"]
    for place in taken_up(entity, scene):
        found += [f"word {place}", f"word {place} {entity.cls}", f"word {place} {where}"]
    heads = [i for i in scene.order if scene.heads[i] and scene.sights[i].where not in ("later", "behind", "counted")]
    if entity.id in heads[:2]:
        last = f"head {heads.index(entity.id)}"
        found += [last, f"{last} {entity.cls}", f"{last} {where}", f"{last} opens {_start(scene)}"]
        found += [f"{last} {kind}" for kind in scene.kinds]
    elif heads:
        found.append(f"headed {heads[0].partition('/')[0]} {entity.cls}")
    for part, named in (("first", scene.first), ("leading", scene.leading)):
        if entity.id in named:
            found += [part, f"{part} {entity.cls}", f"{part} {where}"]
    lead = _lead(scene)
    found += [f"lead {lead} {entity.cls}", *(f"lead {lead} {part}" for part in parts)] if lead else []
    for part, how in parts.items():
        found += [part, f"{part} {how}", f"{part} {entity.cls}", f"{part} {where}"]
        found += [f"{part} {kind}" for kind in scene.kinds]
    if won(scene.line, scene.draft):
        found += [f"won {entity.cls}", f"won {where} {entity.cls}", *(f"won {part}" for part in parts)]
    start = _start(scene)
    found += [f"opens {start} {where}", f"opens {start} {entity.cls}", f"opens {start} {where} {role}"]
    found += [f"unit {scene.draft.unit} {entity.cls}", f"ends {scene.draft.indicator[-2:]} {entity.cls}"]
    if verb := _verb(scene):
        found += [f"verb {verb} {entity.cls}", f"verb {verb} {where}"]
    if sight:
        found += [f"does {word} {entity.cls}" for word in _does(sight)] + list(_between(entity, scene, sight))
    if "rule" in parts:
        found += [f"rule {parts['rule']} {entity.cls}", f"rule {parts['rule']} {where}", f"rule {parts['rule']} {role}"]
        found += [f"rule {parts['rule']} {kind}" for kind in scene.kinds]
    return found


def _verb(scene: Scene) -> str:
    """The last verb of the figure's clause before its number."""
    before = [t for t in scene.line.tokens if scene.clause.start <= t.start < scene.draft.span.start]
    return next((t.text for t in reversed(before) if t.tag == "v"), "")


def _does(sight: Sight) -> list[str]:
    """The verb right behind a name: what the entity does."""
    after = [t for t in sight.line.tokens if t.start >= sight.place.span.end][:2]
    return [t.text for t in after if t.tag == "v"][:1]


def _between(entity: Entity, scene: Scene, sight: Sight) -> Iterator[str]:
    """Whether other subjects, a semicolon or how many clauses stand between the name and the figure."""
    if sight.line is not scene.line or sight.place.span.start >= scene.draft.span.start:
        return
    text = scene.line.masked[sight.place.span.end : scene.draft.span.start]
    yield f"clauses {min(text.count('，'), 4)}"
    yield f"clauses {min(text.count('，'), 4)} {entity.cls}"
    if "；" in text:
        yield f"over a semicolon {sight.role}"
    heads = sum(scene.heads[i] for i in scene.order[: scene.order.index(entity.id)])
    yield f"heads between {min(heads, 2)} {sight.role}"


def _lead(scene: Scene) -> str:
    """The words of area, time or part (全市, 目前, 其中) that the figure's clause begins with."""
    match = rules("indicators").words("leads").at_start.match(scene.line.masked, scene.clause.start)
    return match.group().strip() if match else ""


def _often(entity: Entity, most: int) -> str:
    share = len([*entity.places()]) / max(1, most)
    return "most" if share == 1 else "half" if share >= 0.5 else "few"


def _nearness(entity: Entity, scene: Scene) -> Iterator[str]:
    if entity.id not in scene.sights:
        return
    at = scene.order.index(entity.id)
    yield f"nearest {min(at, _NEAREST)}"
    same = [i for i in scene.order if i.partition("/")[0] == entity.cls]
    yield f"nearest of kind {min(same.index(entity.id), _NEAREST)}"


def _start(scene: Scene) -> str:
    """With what sort of word the figure's clause begins: a verb has its subject before."""
    token = next((t for t in scene.line.tokens if t.start >= scene.clause.start), None)
    return token.tag if token else "none"
