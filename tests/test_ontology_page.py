"""The page of the ontology is what the ontology says now, whole, and asks for nothing."""

import re

import pytest

from kg.namespaces import STK
from kg.ontology.page import PAGE, main, render
from kg.ontology.terms import sections
from kg.validate.relations import declared
from kg.vocabulary import vocabulary


def test_the_committed_page_is_current(root):
    assert (root / PAGE).read_text("utf-8") == render(), "python -m kg.ontology.page"


def test_every_term_has_its_place():
    places = set(re.findall(r'id="(\w+)"', render()))
    wanted = {iri.removeprefix(STK) for iri in declared() if iri.startswith(STK)}
    structure = {name for name in wanted if name.startswith("figure")}  # the cube's own parts
    assert wanted - structure <= places
    assert len(wanted - structure) > 120


def test_links_lead_somewhere_and_nothing_is_fetched():
    page = render()
    for name in re.findall(r'href="#([^"]+)"', page):
        assert f'id="{name}"' in page, name
    assert not re.search(r"\b(src|srcset)=|url\(|@import|<link", page)


@pytest.mark.parametrize("name", ["University", "hosts", "hostedBy", "level", "value", "gradeScheme"])
def test_labels_and_definitions_stand_in_both_languages(name):
    article = re.search(rf'<article id="{name}".*?</article>', render(), re.DOTALL)[0]
    assert re.search(r'class="definition"><span lang="zh">[^<]+</span><span lang="en">[^<]+', article)


def test_relations_are_those_of_the_vocabulary():
    by_key = {s.key: {e.name.iri.removeprefix(STK) for e in s.entries} for s in sections()}
    assert by_key["relations"] == set(vocabulary().properties)
    assert by_key["classes"] == set(vocabulary().classes)
    assert len(by_key["inverses"]) == len([p for p in vocabulary().properties.values() if not p.symmetric])


def test_one_command_writes_it(tmp_path, monkeypatch):
    monkeypatch.setattr("sys.argv", ["page", str(tmp_path / "o.html")])
    main()
    assert (tmp_path / "o.html").read_text("utf-8") == render()
