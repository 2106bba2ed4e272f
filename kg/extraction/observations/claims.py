"""What speaks for an entity as a figure's owner, weighed by data/observations/owners.toml."""

from collections.abc import Iterator
from functools import lru_cache
from math import exp

from kg.extraction.observations.rules import rules
from kg.extraction.observations.scenes import Scene, Sight, bound, taken_up
from kg.extraction.observations.subjects import won
from kg.model import Entity

_NEAREST = 3
# Names here stand behind the figure.
_BEHIND = ("later", "behind", "counted")


def heaviest(claims: dict[str, list[str]], first: str | None) -> tuple[str | None, float]:
    """The id whose claims weigh most, ``first`` among equals, and how probable it is (the softmax of the weights)."""
    weights = rules("owners").table("weights")
    total = {one: round(sum(weights.get(c, 0.0) for c in found), 6) for one, found in claims.items()}
    best = max(sorted(total), key=lambda one: (total[one], one == first), default=None)
    if best is None:
        return first, 0.0
    return best, 1 / sum(exp(value - total[best]) for value in total.values())


def claims_of(entity: Entity, scene: Scene, parts: dict[str, str], most: int) -> list[str]:
    """The claims of ``entity``; ``parts`` are its parts in the report (region, topic …), ``most`` the most mentions."""
    sight = scene.sights.get(entity.id)
    stand = (sight.where, sight.role) if sight else ("nowhere", "none")
    often = f"often {_often(entity, most)}"
    return [*_standing(entity, scene, *stand), often, f"{often} {entity.cls}", *_naming(entity, scene, stand[0]),
            *_heading(entity, scene, stand[0]), *_playing(entity, scene, parts, *stand), *_doing(entity, scene, *stand)]


def _standing(entity: Entity, scene: Scene, where: str, role: str) -> Iterator[str]:
    """Where the name stands, for such a figure."""
    yield from (entity.cls, where, f"{where} {role}", f"{where} {entity.cls}", f"{role} {entity.cls}")
    for kind in scene.kinds:
        yield from (f"{kind} {entity.cls}", f"{kind} {where}")
    if entity.id in scene.sights:
        at = scene.order.index(entity.id)
        yield f"nearest {min(at, _NEAREST)}"
        kind = f"{entity.cls}/"
        nearer = sum(other.startswith(kind) for other in scene.order[:at])
        yield f"nearest of kind {min(nearer, _NEAREST)}"
        if scene.sights[entity.id].place.reference:
            yield from ("reference", f"reference {where}")


def _naming(entity: Entity, scene: Scene, where: str) -> Iterator[str]:
    """How the figure's words take up the name."""
    for place in taken_up(entity, scene):
        yield from (f"word {place}", f"word {place} {entity.cls}", f"word {place} {where}")
    for how in bound(entity, scene):
        yield from (f"bound {how}", f"bound {how} {entity.cls}", f"bound {how} {where}")
        yield from (f"bound {how} {kind}" for kind in scene.kinds)
    for part, named in (("first", scene.first), ("leading", scene.leading)):
        if entity.id in named:
            yield from (part, f"{part} {entity.cls}", f"{part} {where}")


def _heading(entity: Entity, scene: Scene, where: str) -> Iterator[str]:
    """Whether the entity was the last subject of a clause, or of what class that was."""
    heads = _heads(scene)
    if entity.id in heads[:2]:
        last = f"head {heads.index(entity.id)}"
        yield from (last, f"{last} {entity.cls}", f"{last} {where}", f"{last} opens {_start(scene)}")
        yield from (f"{last} {kind}" for kind in scene.kinds)
    elif heads:
        yield f"headed {heads[0].partition('/')[0]} {entity.cls}"


def _playing(entity: Entity, scene: Scene, parts: dict[str, str], where: str, role: str) -> Iterator[str]:
    """The parts that the entity plays, with the words that the figure's clause begins with and what was won."""
    for part, how in parts.items():
        yield from (part, f"{part} {how}", f"{part} {entity.cls}", f"{part} {where}")
        yield from (f"{part} {kind}" for kind in scene.kinds)
    if lead := _lead(scene):
        yield from (f"lead {lead} {entity.cls}", *(f"lead {lead} {part}" for part in parts))
    if _won(scene):
        yield from (f"won {entity.cls}", f"won {where} {entity.cls}", *(f"won {part}" for part in parts))
    if ruled := parts.get("rule"):
        yield from (f"rule {ruled} {entity.cls}", f"rule {ruled} {where}", f"rule {ruled} {role}")
        yield from (f"rule {ruled} {kind}" for kind in scene.kinds)


def _doing(entity: Entity, scene: Scene, where: str, role: str) -> Iterator[str]:
    """The figure's own words, the verbs of its clause and of the name, and what stands between."""
    start = _start(scene)
    yield from (f"opens {start} {where}", f"opens {start} {entity.cls}", f"opens {start} {where} {role}")
    yield from (f"unit {scene.draft.unit} {entity.cls}", f"ends {scene.draft.indicator[-2:]} {entity.cls}")
    if verb := _verb(scene):
        yield from (f"verb {verb} {entity.cls}", f"verb {verb} {where}")
    if sight := scene.sights.get(entity.id):
        yield from (f"does {word} {entity.cls}" for word in _does(sight))
        yield from _between(entity, scene, sight)


@lru_cache(maxsize=1)
def _heads(scene: Scene) -> list[str]:
    """The ids of the subjects of clauses before the figure, the last first."""
    return [i for i, s in scene.sights.items() if s.role == "head" and s.where not in _BEHIND]


@lru_cache(maxsize=1)
def _won(scene: Scene) -> bool:
    return won(scene.line, scene.draft)


@lru_cache(maxsize=1)
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
    heads = sum(scene.sights[i].role == "head" for i in scene.order[: scene.order.index(entity.id)])
    yield f"heads between {min(heads, 2)} {sight.role}"


@lru_cache(maxsize=1)
def _lead(scene: Scene) -> str:
    """The words of area, time or part (全市, 目前, 其中) that the figure's clause begins with."""
    match = rules("indicators").words("leads").at_start.match(scene.line.masked, scene.clause.start)
    return match.group().strip() if match else ""


def _often(entity: Entity, most: int) -> str:
    share = len([*entity.places()]) / max(1, most)
    return "most" if share == 1 else "half" if share >= 0.5 else "few"


@lru_cache(maxsize=1)
def _start(scene: Scene) -> str:
    """With what sort of word the figure's clause begins: a verb has its subject before."""
    token = next((t for t in scene.line.tokens if t.start >= scene.clause.start), None)
    return token.tag if token else "none"
