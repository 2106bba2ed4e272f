"""Small reports of which several name the same bodies, for the tests of identity."""

from pathlib import Path

from kg.model import Context, Entity, Extraction, Span, Statement
from kg.publish import publish
from kg.reading.text import source

REPORTS = {
    "hengyang-a": ("衡阳市", "湖南省", [
        ("GovernmentAgency", "衡阳市科技局"), ("Region", "衡阳市"), ("Platform", "丰山光学国家重点实验室"),
        ("Enterprise", "星帆循环科技"), ("Organization", "丰山医院"), ("University", "南华大学")]),
    "hengyang-b": ("衡阳市", "湖南省", [
        ("GovernmentAgency", "衡阳市科学技术局"), ("Region", "衡阳市"), ("Platform", "丰山光学全国重点实验室"),
        ("Enterprise", "湖南星帆循环科技股份有限公司"), ("Organization", "云岭大学丰山医院")]),
    "nanjing": ("南京市", "江苏省", [
        ("GovernmentAgency", "株洲市科学技术局"), ("Region", "南京市"), ("GovernmentAgency", "鼓楼区人民政府"),
        ("Enterprise", "湖南星帆新材料有限公司"), ("Region", "湖南")]),
}


REPORTS["fuzhou"] = ("福州市", "福建省", [("GovernmentAgency", "鼓楼区人民政府"), ("Person", "林知远"),
                                        ("University", "云江大学"), ("Region", "福州市")])
REPORTS["nanjing"][2].extend([("Person", "林知远"), ("University", "云岭大学")])
THREE = ("hengyang-a", "hengyang-b", "nanjing")
EMPLOYERS = {"nanjing": "University/云岭大学", "fuzhou": "University/云江大学"}


def extraction(identifier: str) -> Extraction:
    region, province, named = REPORTS[identifier]
    text = f"{identifier}工作报告\n" + "。\n".join(f"{name}开展工作" for _, name in named) + "。\n"
    entities = tuple(Entity(cls, name, (name,), (_span(text, name),), extractor="test") for cls, name in named)
    return Extraction(source(text, identifier), Context(f"{identifier}工作报告", None, region, province, 2024),
                      entities, _employed(identifier, entities), ())


def _employed(identifier: str, entities: tuple[Entity, ...]) -> tuple[Statement, ...]:
    """Who works where: one of the persons of a report, where it says so."""
    people = [e for e in entities if e.cls == "Person" and identifier in EMPLOYERS]
    return tuple(Statement(p.id, "worksFor", EMPLOYERS[identifier], p.mentions, 0.9, "test") for p in people)


def _span(text: str, name: str) -> Span:
    at = text.index(name)
    return Span(at, at + len(name))


def build(folder: Path, *identifiers: str) -> Path:
    publish([extraction(name) for name in identifiers or THREE], folder, page=lambda *_, **__: "page")
    return folder
