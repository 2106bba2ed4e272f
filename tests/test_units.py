"""Schools of a university that are named without it, and teams called after their leader."""

import pytest

from kg.extraction import context, entities, mentions
from kg.extraction.tokens import tokenize
from kg.model import Document
from kg.reading.structure import sentences
from kg.reading.text import source


def universities(text):
    found = sentences(text)
    document = Document(source(text, "case"), found, tokenize(text, found))
    marked = mentions.find(document)
    resolved = entities.resolve(document, marked, context.find(document, marked))
    return {e.name for e in resolved if e.cls == "University"}


CASES = [
    ("云岭大学揭牌。材料与化工学院院长罗启明介绍了成果。", {"云岭大学", "云岭大学材料与化工学院"}),
    ("云岭大学揭牌，该校食品学院承担了项目。", {"云岭大学", "云岭大学食品学院"}),
    ("白石师范学院揭牌，生物工程与技术学院教授罗启明到会。", {"白石师范学院", "白石师范学院生物工程与技术学院"}),
    ("云岭大学和湖南工学院揭牌。", {"云岭大学", "湖南工学院"}),
    ("材料与化工学院院长罗启明介绍了成果。", set()),
    ("云岭大学揭牌，带动材料与化工发展。", {"云岭大学"}),
]


@pytest.mark.parametrize(("text", "wanted"), CASES)
def test_a_school_is_led_by_its_university(text, wanted):
    assert universities(text) == wanted


@pytest.mark.parametrize("text", ["云岭大学罗启明教授团队获奖。", "云岭大学农学院罗启明科研团队获奖。"])
def test_a_team_called_after_a_person_begins_with_the_person(text):
    found = sentences(text)
    document = Document(source(text, "case"), found, tokenize(text, found))
    teams = {m.span.of(text) for m in mentions.find(document) if m.cls == "Team"}
    assert teams
    assert all(t.startswith("罗启明") for t in teams)
