"""The ontology says what it should, in two languages, and a reasoner finds no contradiction but the planted one."""

import re
import shutil
from pathlib import Path

import pytest

from kg import rdf
from kg.namespaces import OWL, RDF, RDFS, SKOS, STK
from kg.resources import resource
from kg.validate.relations import declared
from kg.vocabulary import vocabulary

ONTOLOGY = resource("ontology", "scitech-kg.ttl")
TERM = re.compile(r'\bstk:([A-Za-z]\w*)|named\(STK, "(\w+)"\)')


def store():
    loaded = rdf.Store()
    for name in ("scitech-kg.ttl", "schemes.ttl"):
        loaded.load(path=str(resource("ontology", name)), format=rdf.RdfFormat.TURTLE)
    return loaded


def ours(loaded):
    types = {OWL + t for t in ("Class", "ObjectProperty", "DatatypeProperty")}
    return {q.subject for q in loaded.quads_for_pattern(None, rdf.named(RDF, "type"), None)
            if q.object.value in types and isinstance(q.subject, rdf.NamedNode) and q.subject.value.startswith(STK)}


@pytest.mark.parametrize("predicate", [RDFS + "label", SKOS + "definition", SKOS + "example"])
def test_every_term_has_label_definition_and_example_in_both_languages(predicate):
    loaded = store()
    assert len(ours(loaded)) > 60
    for term in ours(loaded):
        found = [q.object.language for q in loaded.quads_for_pattern(term, rdf.NamedNode(predicate), None)]
        assert sorted(found) == ["en", "zh"], term


def test_labels_are_told_apart():
    for things in (vocabulary().classes, vocabulary().properties):
        for language in ("zh", "en"):
            assert len({getattr(t, language) for t in things.values()}) == len(things)


def test_every_relation_but_the_symmetric_has_an_inverse():
    loaded = store()
    inverses = loaded.quads_for_pattern(None, rdf.named(OWL, "inverseOf"), None)
    pairs = {q.subject.value.removeprefix(STK) for q in inverses}
    assert pairs == {p.name for p in vocabulary().properties.values() if not p.symmetric}


def test_comparators_stand_in_the_scheme():
    notations = {q.object.value for q in store().quads_for_pattern(None, rdf.named(SKOS, "notation"), None)}
    assert notations == {"=", ">", "<", "~", ">=", "<="}


def test_every_term_that_code_queries_and_shapes_use_is_declared():
    root = Path(__file__).parent.parent
    files = [*root.glob("kg/**/*.py"), *root.glob("ontology/**/*.rq"), root / "ontology/shapes.ttl"]
    used = {a or b for f in files for a, b in TERM.findall(f.read_text(encoding="utf-8"))}
    assert len(used) > 20
    assert {STK + name for name in used} <= declared()


def test_the_written_graph_uses_declared_terms_only():
    from graphs import named
    words = {t.value for q in named() for t in (q.predicate, q.object)
             if isinstance(t, rdf.NamedNode) and t.value.startswith(STK)}
    assert len(words) > 25
    assert words <= declared()


def reasoner():
    owlready2 = pytest.importorskip("owlready2", reason="owlready2 is not installed")
    if shutil.which("java") is None:
        pytest.skip("the reasoner HermiT needs Java")
    return owlready2


@pytest.mark.parametrize(("planted", "consistent"), [
    ("", True),
    (":x a :University ; :hosts :y ; :cooperatesWith :z ; :locatedIn :k . :y a :Platform ; :locatedIn :z . "
     ":z a :Region ; :partOf :w . :k a :Park ; :locatedIn :z . :p a :Person ; :worksFor :z ; :receives :h . "
     ":h a :Award ; :partOf :e . :e a :Event . :f a qb:Observation ; :subject :p ; :indicator :i .", True),
    (":x a :Person . :y a :Platform . :x :hosts :y .", False),
    (":x a :Award ; :conferredBy :x .", False),
    (":x a :Region . :y a :Park . :x :partOf :y .", False),
    (":x a :University, :Enterprise .", False),
    (":x :hosts :x .", False),
])
def test_a_reasoner_finds_planted_contradictions_and_no_other(tmp_path, planted, consistent):
    owlready2 = reasoner()
    path = tmp_path / "planted.nt"
    turtle = ONTOLOGY.read_text(encoding="utf-8") + planted
    loaded = rdf.Store()
    loaded.load(turtle.encode("utf-8"), format=rdf.RdfFormat.TURTLE)
    path.write_bytes(rdf.serialized([q.triple for q in loaded], rdf.RdfFormat.N_TRIPLES))
    place = owlready2.World()
    place.get_ontology(path.as_uri()).load()
    if consistent:
        owlready2.sync_reasoner_hermit(place, debug=0)
        assert not list(place.inconsistent_classes())
        return
    with pytest.raises(owlready2.OwlReadyInconsistentOntologyError):
        owlready2.sync_reasoner_hermit(place, debug=0)
