"""What is wrong in a graph is found, and nothing else."""

import json

import pytest
from graphs import changed, named

from kg import rdf, validate
from kg.errors import DataError, InputError
from kg.validate import relations, shapes
from kg.validate.checks import SEVERITIES, defects

REPORT = "?r a stk:Report"
PERSON = 'FILTER(CONTAINS(STR(?e), "林知远"))'
FIGURE = "?f a qb:Observation"
SAID = "?s a rdf:Statement"


def drop(pattern, where=""):
    return f"DELETE {{ {pattern} }} WHERE {{ {pattern} . {where} }}"


def swap(subject, predicate, new, where=""):
    return (f"DELETE {{ {subject} {predicate} ?old }} INSERT {{ {subject} {predicate} {new} }} "
            f"WHERE {{ {subject} {predicate} ?old . {where} }}")


def put(triple, where):
    return f"INSERT {{ {triple} }} WHERE {{ {where} }}"


ENTITY = f"?e skos:prefLabel ?l {PERSON}"
MENTION = f"?m a oa:Annotation ; oa:hasBody ?e {PERSON}"
SELECTOR = '?m oa:hasSelector ?x . ?x oa:exact "35.2%"'
WORKS = "?s a rdf:Statement ; rdf:predicate stk:worksFor ; rdf:subject ?a ; rdf:object ?b"
PLAN = "?s stk:modality stk:planned ; rdf:subject ?a ; rdf:predicate ?p ; rdf:object ?b"
NEW = '<urn:x> a stk:Person ; skos:prefLabel "沈若谷"@zh'

CASES = {
    "report-identifier": put('?r dcterms:identifier "zzz"', REPORT),
    "report-title": drop("?r dcterms:title ?t"),
    "report-publisher": drop("?r dcterms:publisher ?t"),
    "report-year": put('?r stk:reportYear "24"', REPORT),
    "report-sha256": swap("?r", "stk:sha256", '"abc"'),
    "report-run": drop("?r prov:wasGeneratedBy ?t"),
    "run-start": put('?r prov:startedAtTime "now"', "?r a prov:Activity"),
    "run-end": put('?r prov:endedAtTime "now"', "?r a prov:Activity"),
    "entity-label": put('?e skos:prefLabel "林致远"@zh', ENTITY),
    "entity-alias": put('?e skos:altLabel "Lin"@en', ENTITY),
    "mention-body": put("<urn:x> a oa:Annotation ; oa:hasTarget ?t", '?t oa:hasSelector/oa:exact "林知远"'),
    "mention-target": drop("?m oa:hasTarget ?t", MENTION),
    "target-source": drop("?t oa:hasSource ?r", "?t oa:hasSelector ?x . ?x oa:exact \"林知远\""),
    "target-selector": drop("?t oa:hasSelector ?x", "?x oa:exact \"林知远\""),
    "selector-position": drop("?x a oa:TextPositionSelector", SELECTOR),
    "selector-quote": drop("?x a oa:TextQuoteSelector", SELECTOR),
    "selector-start": swap("?x", "oa:start", "-1", SELECTOR),
    "selector-end": drop("?x oa:end ?q", SELECTOR),
    "selector-exact": drop("?x oa:exact ?q", SELECTOR),
    "selector-bounds": swap("?x", "oa:end", "100000", SELECTOR),
    "selector-slice": swap("?x", "oa:exact", '"36.2%"', SELECTOR),
    "statement-evidence": drop("?s oa:hasTarget ?t", WORKS),
    "statement-confidence": swap("?s", "stk:confidence", "1.5", WORKS),
    "statement-extractor": drop("?s stk:extractor ?t", WORKS),
    "statement-modality": swap("?s", "stk:modality", "stk:target", PLAN),
    "statement-detail": put('?s stk:detail "讲师"', WORKS),
    "statement-planned": put("?a ?p ?b", PLAN),
    "statement-triple": drop("?a stk:worksFor ?b"),
    "triple-statement": put("?b stk:cooperatesWith ?b", WORKS),
    "statement-self": ("INSERT { ?a stk:cooperatesWith ?a . <urn:x> a rdf:Statement ; rdf:subject ?a ; "
                       "rdf:object ?a ; rdf:predicate stk:cooperatesWith ; oa:hasTarget ?t ; "
                       "stk:confidence 1.0 ; stk:extractor \"x\" } "
                       "WHERE { ?s oa:hasTarget ?t ; rdf:predicate stk:worksFor ; rdf:object ?a }"),
    "figure-subject": put("?f stk:subject ?e", f"{FIGURE} . ?e a stk:Project"),
    "figure-indicator": drop("?f stk:indicator ?t"),
    "figure-value": put("?f stk:value 7.0", FIGURE),
    "figure-base": swap("?f", "stk:baseValue", '"a"'),
    "figure-change": put('?f stk:change "a"', FIGURE),
    "figure-text": drop("?f stk:valueText ?t"),
    "figure-unit-label": put('?f stk:unitLabel "个"', FIGURE),
    "figure-unit": put("?f stk:unit unit:YR", FIGURE),
    "figure-change-unit": put('?f stk:changeUnit ""', FIGURE),
    "figure-rank": put("?f stk:rank 0", FIGURE),
    "figure-scope": put('?f stk:rankScope ""', FIGURE),
    "figure-period": swap("?f", "stk:period", '"2024-13"'),
    "figure-interval": swap("?f", "stk:period", '"2025/2021-06"'),
    "figure-comparator": swap("?f", "stk:comparator", '"≈"'),
    "figure-modality": put("?f stk:modality stk:national", FIGURE),
    "figure-evidence": drop("?f oa:hasTarget ?t", FIGURE),
    "figure-confidence": swap("?f", "stk:confidence", "-0.1", FIGURE),
    "figure-empty": drop("?f stk:value ?t . ?f qb:dataSet ?d"),
    "figure-share": swap("?f", "stk:value", "135.2"),
    "figure-percent": ("DELETE { ?i skos:prefLabel ?l . ?f stk:value ?v } "
                       "INSERT { ?i skos:prefLabel \"资金到位率\"@zh . ?f stk:value 135.2 } "
                       "WHERE { ?f stk:indicator ?i ; stk:value ?v . ?i skos:prefLabel ?l }"),
    "figure-negative": ("DELETE { ?f stk:unitLabel ?l ; stk:value ?v } "
                        "INSERT { ?f stk:unitLabel \"家\" ; stk:value -3.0 } "
                        "WHERE { ?f stk:unitLabel ?l ; stk:value ?v }"),
    "figure-absent": swap("?f", "stk:valueText", '"百分之三十五点二"'),
    "concept-label": put('?i skos:prefLabel "占比"@zh', "?f stk:indicator ?i"),
    "two-values": ("INSERT { <urn:x> ?p ?o ; stk:value 36.0 } WHERE { ?f a qb:Observation ; ?p ?o "
                   "FILTER(?p NOT IN (stk:value, stk:baseValue, qb:dataSet)) }"),
    "said-twice": f"INSERT {{ <urn:x> ?q ?o }} WHERE {{ {WORKS} ; ?q ?o }}",
    "graded-level": put("?f stk:level stk:national, stk:provincial", FIGURE),
    "graded-grade": put("?a stk:grade stk:national", "?a a stk:Award"),
    "graded-kind": swap("?p", "stk:kind", "stk:national", "?p a stk:Platform"),
    "graded-bearer": put("?e stk:level stk:national", ENTITY),
    "cube-one": put("?f qb:dataSet ?r", f"{FIGURE} . {REPORT}"),
    "cube-period": drop("?f stk:period ?t", FIGURE),
    "cube-apart": None, "cube-value": None,
    "circle": None, "same-thing": None, "two-classes": None, "orphan": None, "blank-node": None, "entity-class": None,
    "entity-evidence": None, "statement-subject": None, "statement-predicate": None, "statement-object": None,
    "report-text": None, "graph-report": None,
    "term-declared": None, "entity-leaf": None, "relation-domain-range": None,
}
# Where one defect is unavoidably another too: the update, and all that is found.
TOGETHER = {
    "entity-class": (put("?e a stk:Team", ENTITY), {"entity-class"}),
    "cube-value": (drop("?f stk:value ?t"), {"cube-value", "figure-empty"}),
    "cube-apart": ("INSERT { <urn:x> ?p ?o ; stk:value 36.0 } WHERE { ?f a qb:Observation ; ?p ?o "
                   "FILTER(?p NOT IN (stk:value, stk:baseValue)) }", {"cube-apart", "two-values"}),
    "report-text": (drop("?r stk:text ?t"), {"report-text"}),
    "graph-report": (drop("?r a stk:Report"), {"graph-report", "target-source"}),
    "term-declared": (put("?e stk:eats ?e", ENTITY), {"term-declared", "triple-statement", "relation-domain-range"}),
    "entity-leaf": (swap("?e", "a", "stk:Place", '?e skos:prefLabel "澜江市"@zh'),
                    {"entity-leaf", "relation-domain-range"}),
    "relation-domain-range": ("DELETE { ?a stk:hosts ?b . ?s rdf:predicate stk:hosts } INSERT { ?a stk:develops ?b . "
                              "?s rdf:predicate stk:develops } WHERE { ?s rdf:subject ?a ; rdf:predicate stk:hosts ; "
                              "rdf:object ?b }", {"relation-domain-range"}),
    "entity-evidence": (drop("?m oa:hasBody ?e", PERSON), {"entity-evidence", "mention-body"}),
    "orphan": (f"INSERT DATA {{ {NEW} }}", {"entity-evidence", "orphan"}),
    "blank-node": (put("?r dcterms:subject [ dcterms:title \"x\" ]", REPORT), {"blank-node"}),
    "same-thing": ("INSERT { <urn:x> a ?c ; skos:prefLabel ?l . <urn:m> ?p ?o ; oa:hasBody <urn:x> } "
                   f"WHERE {{ ?e a ?c ; skos:prefLabel ?l . ?m oa:hasBody ?e ; ?p ?o {PERSON} "
                   "FILTER(?p != oa:hasBody) }",
                   {"same-thing"}),
    "two-classes": ("INSERT { <urn:x> a stk:Team ; skos:prefLabel ?l . <urn:m> ?p ?o ; oa:hasBody <urn:x> } "
                    f"WHERE {{ ?e skos:prefLabel ?l . ?m oa:hasBody ?e ; ?p ?o {PERSON} FILTER(?p != oa:hasBody) }}",
                    {"two-classes"}),
    "circle": ("INSERT { ?a stk:partOf ?a } WHERE { ?a a stk:Platform }", {"circle", "triple-statement"}),
    "statement-subject": (put("?s rdf:subject ?e", f"{WORKS} . ?e a stk:Award"),
                          {"statement-subject", "statement-triple", "relation-domain-range"}),
    "statement-predicate": (put("?s rdf:predicate stk:memberOf", WORKS), {"statement-predicate", "statement-triple"}),
    "statement-object": (drop("?s rdf:object ?b", WORKS.rsplit(";", 1)[0]), {"statement-object", "triple-statement"}),
}


def keys(report):
    return {v.rule.key for v in report.violations}


def test_a_good_graph_conforms():
    store = rdf.Store()
    store.extend(named())
    report = validate.check(store)
    assert report.conforms
    assert report.violations == ()
    assert (report.graphs, report.quads) == (1, len(named()))


@pytest.mark.parametrize("key", [k for k, update in CASES.items() if update])
def test_a_graph_that_breaks_one_rule_is_caught_for_that_rule(key):
    assert keys(validate.check(changed(CASES[key]))) == {key}


@pytest.mark.parametrize("key", TOGETHER)
def test_a_graph_that_breaks_rules_together_is_caught_for_each(key):
    update, found = TOGETHER[key]
    assert keys(validate.check(changed(update))) == found


def test_every_rule_has_its_case():
    every = {c.rule.key for c in (*shapes.checks(), *defects())} | set(relations.rules())
    assert every == set(CASES)
    assert {k for k, update in CASES.items() if update is None} == set(TOGETHER)


def test_findings_name_the_thing_the_text_and_what_to_do():
    report = validate.check(changed(CASES["statement-planned"]))
    (one,) = report.violations
    assert one.report == "lanjiang-2024"
    assert one.label == "曜石公司 undertakes 大口径镜项目"
    assert "【曜石公司计划承担大口径镜项目】" in one.evidence[0]
    text = validate.render(report)
    assert one.rule.zh in text
    assert one.rule.todo_en in text


def test_the_worst_stands_first_and_warnings_alone_conform():
    report = validate.check(changed(drop("?r dcterms:title ?t") + " ; " + drop("?r stk:sha256 ?t")))
    assert [v.rule.severity for v in report.violations] == list(SEVERITIES[:2])
    assert not report.conforms
    assert validate.check(changed(CASES["report-title"])).conforms


def test_two_reports_are_checked_each_by_itself():
    other = changed(CASES["report-sha256"])
    store = rdf.Store()
    store.extend(named())
    graph = rdf.NamedNode("https://w3id.org/scitech-kg/report/other")
    store.extend(rdf.Quad(q.subject, q.predicate, q.object, graph) for q in other)
    assert {(v.report, v.rule.key) for v in validate.check(store).violations} == {
        ("lanjiang-2024", "report-sha256"), ("lanjiang-2024", "graph-report")}


def test_json_and_turtle_say_the_same_as_the_text():
    report = validate.check(changed(CASES["figure-share"]))
    body = json.loads(validate.render(report, "json"))
    assert body["conforms"] is False
    assert [v["rule"]["key"] for v in body["violations"]] == ["figure-share"]
    store = rdf.Store()
    store.load(validate.render(report, "turtle").encode(), format=rdf.RdfFormat.TURTLE)
    shape = rdf.NamedNode("http://www.w3.org/ns/shacl#sourceShape")
    assert [q.object.value.rsplit("#")[-1] for q in store.quads_for_pattern(None, shape, None)] == ["figure-share"]


def test_a_build_folder_and_a_file_are_read(tmp_path):
    (tmp_path / "graph.nq").write_bytes(rdf.nquads(named()))
    assert validate.validate(tmp_path).conforms
    assert validate.validate(tmp_path / "graph.nq") == validate.validate(tmp_path)


@pytest.mark.parametrize(("name", "text"), [
    ("missing.nq", None), ("graph.nq", "no rdf"), ("graph.docx", "x"),
])
def test_what_is_no_graph_is_one_clear_error(tmp_path, name, text):
    if text is not None:
        (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=name):
        validate.validate(tmp_path / name)


@pytest.mark.parametrize("text", [
    "x", "@prefix sh: <http://www.w3.org/ns/shacl#> . <x:s> a sh:NodeShape ; sh:property <x:p> .",
    "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix r: <http://www.w3.org/2000/01/rdf-schema#> . "
    "<x:s> a sh:NodeShape ; sh:targetClass <x:C> ; sh:property <x:p> . <x:p> sh:path <x:q> ; sh:equals <x:r> ; "
    "sh:message 'a'@zh, 'a'@en ; r:comment 'a'@zh, 'a'@en .",
])
def test_shapes_that_cannot_be_run_die_while_loading(tmp_path, text):
    path = tmp_path / "shapes.ttl"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match=r"shapes\.ttl"):
        shapes.read(path)
