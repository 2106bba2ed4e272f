"""A small good report, as records and as quads, for the tests of validation."""

from decimal import Decimal

from kg import rdf
from kg.graph.write import quads
from kg.model import Context, Entity, Extraction, Observation, Span, Statement
from kg.reading.text import source

TEXT = ("澜江市科学技术局2024年工作\n"
        "云岭理工大学建设澜江省微纳光学重点实验室。林知远任云岭理工大学教授，获评澜江青年奖。"
        "曜石公司计划承担大口径镜项目。澜江市高技术产业占比为35.2%。云岭理工大学位于澜江市。")


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def entity(cls: str, name: str) -> Entity:
    return Entity(cls, name, (name,), (span(name),), extractor="test")


def extraction() -> Extraction:
    things = [entity("GovernmentAgency", "澜江市科学技术局"), entity("University", "云岭理工大学"),
              entity("Platform", "澜江省微纳光学重点实验室"), entity("Person", "林知远"), entity("Award", "澜江青年奖"),
              entity("Enterprise", "曜石公司"), entity("Project", "大口径镜项目"), entity("Region", "澜江市")]
    def said(subject: str, prop: str, obj: str, words: str, **more: object) -> Statement:
        return Statement(subject, prop, obj, (span(words),), 0.9, "test", **more)
    statements = (
        said("University/云岭理工大学", "hosts", "Platform/澜江省微纳光学重点实验室",
             "云岭理工大学建设澜江省微纳光学重点实验室"),
        said("Person/林知远", "worksFor", "University/云岭理工大学", "林知远任云岭理工大学教授", detail="教授"),
        said("Person/林知远", "receives", "Award/澜江青年奖", "获评澜江青年奖"),
        said("Enterprise/曜石公司", "undertakes", "Project/大口径镜项目", "曜石公司计划承担大口径镜项目", planned=True),
        said("University/云岭理工大学", "locatedIn", "Region/澜江市", "云岭理工大学位于澜江市"))
    figure = Observation("Region/澜江市", "高技术产业占比", Decimal("35.2"), "%", "2024",
                         (span("35.2%"),), "35.2%", 0.9, "test")
    context = Context("澜江市科学技术局2024年工作", "澜江市科学技术局", "澜江市", year=2024)
    return Extraction(source(TEXT, "lanjiang-2024"), context, tuple(things), statements, (figure,))


def named() -> list[rdf.Quad]:
    return quads(extraction())


def changed(update: str = "") -> rdf.Store:
    """The good graph as a default graph, after an update of SPARQL."""
    store = rdf.Store()
    store.extend(rdf.Quad(q.subject, q.predicate, q.object) for q in named())
    if update:
        store.update(update, prefixes=dict(rdf.PREFIXES, e="https://w3id.org/scitech-kg/"))
    return store
