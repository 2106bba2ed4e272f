"""pySHACL over the same shapes finds the same as the queries made of them."""

import warnings

import pytest
from graphs import changed
from test_validate import CASES, TOGETHER

from kg import validate
from kg.resources import resource
from kg.validate import shapes

CHECKED = sorted({c.rule.key for c in shapes.checks()})
SHAPES = "https://w3id.org/scitech-kg/shapes#"


@pytest.fixture(scope="module")
def reference():
    """A function from a store and a rule to what pySHACL finds with the rule's node shape: rules and nodes."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import pyshacl
        import rdflib
        from rdflib.namespace import SH
        loaded = rdflib.Graph().parse(resource("ontology", "shapes.ttl"))

        def alone(shape):
            """The shapes without every node shape but one: pySHACL's use_shapes finds no targets."""
            kept = rdflib.Graph()
            others = set(loaded.subjects(rdflib.RDF.type, SH.NodeShape)) - {shape}
            for triple in loaded:
                if triple[0] not in others:
                    kept.add(triple)
            return kept

        def run(store, key):
            rule = rdflib.URIRef(SHAPES + key)
            (shape,) = [*loaded.subjects(SH.property, rule), *loaded.subjects(SH.sparql, rule)]
            data = rdflib.Graph().parse(format="nt", data="".join(f"{q.triple} .\n" for q in store))
            _, report, _ = pyshacl.validate(data, shacl_graph=alone(shape))
            rules = {p.rsplit("#")[-1] for way in (SH.property, SH.sparql) for p in loaded.objects(shape, way)}
            results = report.subjects(rdflib.RDF.type, SH.ValidationResult)
            found = ((report.value(r, SH.sourceConstraint) or report.value(r, SH.sourceShape),
                      str(report.value(r, SH.focusNode))) for r in results)
            return rules, {(name.rsplit("#")[-1], focus) for name, focus in found}
        yield run


@pytest.mark.parametrize("key", CHECKED)
def test_the_reference_finds_the_same(reference, key):
    store = changed(CASES[key] or TOGETHER[key][0])
    rules, theirs = reference(store, key)
    ours = {(v.rule.key, v.focus) for v in validate.check(store).violations if v.rule.key in rules}
    assert ours == theirs
    assert key in {name for name, _ in theirs}
