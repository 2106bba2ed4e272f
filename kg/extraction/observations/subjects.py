"""The entity that a figure's own clause, or the one before, names as what is measured."""

import re

from kg.extraction.observations.drafts import Draft
from kg.extraction.observations.lines import Line, Place
from kg.extraction.observations.readings import clause_at
from kg.extraction.observations.rules import rules
from kg.model import Entity

_PUNCTUATION = " 、，“”‘’《》：:—-\x00（("
_COUNTER = re.compile(r"\d+[余多]?(?:个|家|项|名|位|所)$")
_NUMBER = re.compile(r"第[一二三四五六七八九十]+批|\d+(?:年度?|月|日|个|家|项|名)?(?:底|末)?")
_JOINT = re.compile(r"[”’》]?[、和与及][“‘《]?")
_ENUMERATED = re.compile(r"[”’》]?(?:、|和|及|等)")
# Behind one of these an entity is where, with or for whom something is done.
_WITH = ("与", "同", "和", "对", "向", "赴", "往", "比", "较")
_NAME_GOES_ON = 14
_PREPOSITIONS = ("在", "从", "由", "与", "对", "为", "向", "据", "按照", "根据", "以")
# A programme's name may be followed by this much (行动, 计划项目) before its clause ends.
_TAIL = 4


def each_of(by_name: dict[str, Entity], line: Line, draft: Draft) -> tuple[Entity, ...]:
    """甲奖、乙奖各分为2个等级: the figure is that of each; 甲奖、乙奖奖金为一等奖50万元: that of each one's grade."""
    members = _coordinated(line, clause_at(line, draft.span.start).span.start, draft.span.start)
    after = members[-1].span.end if members else 0
    if not members or not rules("subjects").words("scope.each").at_start.match(line.masked, after):
        return ()
    noun = line.between(draft.noun.start, draft.span.start)
    graded = tuple(g for p in members for g in _grades(by_name, p.entity.name, noun))
    if len(graded) == len(members):
        return graded
    return tuple(p.entity for p in members) if len(members) > 1 else ()


def _coordinated(line: Line, start: int, end: int) -> list[Place]:
    """The honours that a clause begins with, joined by 、 and 和."""
    honours = rules("subjects").classes("owners.honours")
    found: list[Place] = []
    for place in line.places_in(start, end):
        before = line.between(found[-1].span.end if found else start, place.span.start)
        joined = _JOINT.fullmatch(before) if found else not rules("indicators").words("leads").pattern.sub("", before)
        if place.entity.cls not in honours or not joined:
            break
        found.append(place)
    return found


def _grades(by_name: dict[str, Entity], name: str, noun: str) -> list[Entity]:
    return [e for n, e in by_name.items() if n != name and n.startswith(name) and noun.endswith(n[len(name) :])]


def opening(line: Line, start: int, end: int) -> Place | None:
    """The entity that a clause begins with, behind words of time and number; none where it is one of several."""
    places = line.places_in(start, end)
    for index, place in enumerate(places):
        before = _NUMBER.sub("", line.between(start, place.span.start))
        rest = rules("indicators").words("leads").pattern.sub("", before).strip(_PUNCTUATION)
        if rest:
            return next((p for p in places[index:] if _is_head(line, p)), None)
        if (_ENUMERATED.match(line.masked, place.span.end) and not place.reference):
            return None
        before = line.between(start, place.span.start)
        if _begins_name(line, place) or _is_circumstance(line, place, before) or _tells(line, place, end):
            return None
        return _last_of_chain(line, places[index:])
    return None


def no_subject(line: Line, place: Place, end: int) -> str:
    """Why a name is no subject: it tells (王某介绍), goes on (甲省 in 甲省大赛), is one of a list; else empty."""
    if _tells(line, place, end):
        return "tells"
    if _begins_name(line, place) or (place.entity.cls == "Region" and not place.reference and _goes_on(line, place)):
        return "begins"
    if line.masked[: place.span.start].endswith(_WITH) and place.entity.cls == "Region":
        return "beside"
    return "" if place.reference or not _ENUMERATED.match(line.masked, place.span.end) else "listed"


def _is_head(line: Line, place: Place) -> bool:
    """依托某大学建设的某实验室承担…: a subject behind a relative clause."""
    after = next((t for t in line.tokens if t.start >= place.span.end), None)
    if not line.masked[: place.span.start].rstrip("“").endswith("的") or after is None:
        return False
    verbal = after.start == place.span.end and after.tag in ("v", "d", "p")
    return verbal and place.entity.cls in rules("subjects").classes("owners.bodies")


def _last_of_chain(line: Line, places: list[Place]) -> Place:
    """某实验室 in 某大学某实验室: of names that follow each other the last is the head."""
    head = places[0]
    for place in places[1:]:
        between = line.between(head.span.end, place.span.start).strip("“”")
        if between or place.entity.cls not in rules("subjects").classes("owners.bodies"):
            break
        head = place
    return head


def _is_circumstance(line: Line, place: Place, before: str) -> bool:
    """与某国毗邻, 在某论坛上, 30个某地区企业: an entity that only says where, with whom, which ones."""
    before = before.rstrip(_PUNCTUATION)
    if place.entity.cls != "Region":
        return before.endswith(_PREPOSITIONS)
    return before.endswith(_WITH) or bool(_COUNTER.search(before)) or (not place.reference and _goes_on(line, place))


def _goes_on(line: Line, place: Place) -> bool:
    """甲省 in 甲省创新创业大赛: a place whose name is the start of a longer one."""
    rest = re.split(r"[，。；、：的\d]", line.masked[place.span.end : place.span.end + _NAME_GOES_ON])[0]
    return rules("subjects").words("telling.names").inside(rest)


def _tells(line: Line, place: Place, end: int) -> bool:
    """王某介绍, 王某在会上说, 《办法》提出: who tells it, not whom it is told of."""
    stated = rules("subjects").words("telling.stating").at_start.match(line.masked, place.span.end)
    if place.entity.cls in rules("subjects").classes("telling.documents"):
        return stated is not None
    if place.entity.cls not in rules("subjects").classes("telling.classes"):
        return False
    rest = re.split(r"[，。；：]", line.masked[place.span.end : max(end, place.span.end + _NAME_GOES_ON)])[0]
    return rules("subjects").words("telling.verbs").at_end.search(rest) is not None


def won(line: Line, draft: Draft) -> bool:
    """荣获某奖6项、某奖2项: the sentence counts what somebody won, not what the honour has."""
    before = re.split(r"[；。]", line.masked[: draft.span.start])[-1]
    return rules("subjects").words("winning.verbs").inside(before)


def starts(line: Line, draft: Draft) -> list[int]:
    """Where the clauses of the figure's number and of its noun begin, the number's first."""
    found = [clause_at(line, at).span.start for at in (draft.span.start, draft.noun.start)]
    return list(dict.fromkeys(found))


def named(line: Line, draft: Draft) -> Entity | None:
    """The entity that the figure's own clause names as its subject."""
    return (_origin(line, draft) or _scoped(line, draft) or _summed(line, draft)
            or _head(line, draft))


def member_of(line: Line, draft: Draft) -> Entity | None:
    """甲、乙产业产值分别增长…: each figure is its member's."""
    owning = rules("subjects").classes("owners.carried")
    members = [p.entity for p in line.places_in(draft.noun.start - 1, draft.noun.end) if p.entity.cls in owning]
    several = all(e.cls in rules("subjects").classes("owners.several") for e in members)
    if len(members) > 1 and len({e.cls for e in members}) == 1 and draft.member < len(members) and (
            draft.growth or draft.quantity is None or (several and draft.listed)):
        return members[draft.member]
    return None


def _scoped(line: Line, draft: Draft) -> Entity | None:
    """全省仅10个, 某校的两项专利: whose they are stands right before the number."""
    table = rules("subjects")
    for place in reversed(line.places_in(0, draft.span.start)):
        between = line.between(place.span.end, draft.span.start).strip()
        scope = place.entity.cls == "Region" and place.reference and between in table.table("scope.adverbs")
        origin = between == "的" and place.entity.cls in table.classes("owners.carried")
        return place.entity if scope or origin else None
    return None


def _origin(line: Line, draft: Draft) -> Entity | None:
    """225家企业来自某市: the place that they are from."""
    match = re.match(rf"[^，。；]{{0,6}}?(?:{rules('subjects').words('scope.from').pattern.pattern})",
                     line.masked[draft.span.end :])
    at = draft.span.end + match.end() if match else -1
    return next((p.entity for p in line.places if p.span.start == at), None)


def _summed(line: Line, draft: Draft) -> Entity | None:
    """设立某基金400万元: the sum is the fund's."""
    table = rules("subjects")
    if not draft.quantity or draft.quantity.kind != "money":
        return None
    for place in line.places_in(max(0, draft.noun.start - 1), draft.noun.end):
        rest = line.between(draft.noun.start, place.span.start) + line.between(place.span.end, draft.noun.end)
        if place.entity.cls in table.classes("owners.sums") and len(rest.strip(_PUNCTUATION)) <= 2:
            return place.entity
    return None


def _head(line: Line, draft: Draft) -> Entity | None:
    table = rules("subjects")
    inside = line.places_in(max(0, draft.noun.start - 1), min(draft.noun.end, draft.span.start))
    opens = next((p for p in inside if p.span.start <= draft.noun.start + 1 and not p.reference), None)
    for start in starts(line, draft):
        head = opening(line, start, draft.span.start)
        if head and _names_part(line, head):
            return None
        if not head or head.entity.cls not in table.classes("owners.classes"):
            continue
        award = opens and opens.entity.cls in table.classes("owners.honours") and head.entity.cls == opens.entity.cls
        return opens.entity if opens and award else head.entity
    if not opens or opens.entity.cls not in table.classes("owners.within") or _names_part(line, opens):
        return None
    return None if opens.entity.cls in table.classes("owners.honours") and won(line, draft) else opens.entity


def _names_part(line: Line, place: Place) -> bool:
    """新能源 in 新能源汽车产量: a branch's name that begins the name of something else."""
    if place.entity.cls not in rules("subjects").classes("owners.branches"):
        return False
    rest = line.masked[place.span.end : place.span.end + 8]
    if _begins_name(line, place):
        return True
    whole = rules("subjects").words("branch.ends").at_end.search(line.masked[place.span.start : place.span.end])
    return not whole and not rules("subjects").words("branch.measured").at_start.match(rest)


def _begins_name(line: Line, place: Place) -> bool:
    """制造业 in 制造业企业: something else than the branch is measured."""
    branch = place.entity.cls in rules("subjects").classes("owners.branches")
    return branch and rules("subjects").words("branch.others").at_start.match(line.masked, place.span.end) is not None


def programme(line: Line, draft: Draft) -> Entity | None:
    """实施某计划，支持100项: the programme that the clause before ends with."""
    table = rules("subjects")
    clauses = [c for c in line.clauses if not c.bracket]
    here = next((i for i, c in enumerate(clauses) if c.span.start <= draft.span.start < c.span.end), 0)
    if not here or not table.words("programme.verbs").at_start.match(line.masked, clauses[here].span.start):
        return None
    before = clauses[here - 1].span
    for place in reversed(line.places_in(before.start, before.end)):
        tail = line.between(place.span.end, before.end).strip(_PUNCTUATION)
        if place.entity.cls in table.classes("programme.classes") and len(tail) <= _TAIL:
            return place.entity
    return None


def indicator_of(line: Line, draft: Draft, entity: Entity) -> str:
    """The indicator without the name of the entity measured, where more than the name is left."""
    for place in line.places:
        name = line.text[place.span.start : place.span.end]
        if place.entity is entity and draft.indicator.startswith(name) and place.span.end <= draft.noun.end:
            rest = draft.indicator[len(name) :].lstrip("”’》的")
            lead = rules("indicators").words("leads").at_start.match(rest)
            rest = rest[lead.end() :] if lead and len(rest) - lead.end() > 1 else rest
            return rest if len(rest) > 1 else draft.indicator
    return draft.indicator
