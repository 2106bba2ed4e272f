"""The IRIs of the graph: made of what they name, readable, and the same in every report and run.

A name goes into an IRI as it is, but for what RFC 3987 forbids and for ``%`` and the delimiters, which become
percent-encoded UTF-8. That is reversible, so different names have different IRIs.
"""

import hashlib
import re

from kg.graph.merge import observation_key
from kg.model import Observation, Span, Statement
from kg.namespaces import STK
from kg.rdf import NamedNode, named

# Fixed ranges, for the Unicode tables of Python change with its version and IRIs must not.
# Left out of RFC 3987's ucschar: spaces, soft hyphen and invisible format characters.
_ENCODED = re.compile(
    "[^A-Za-z0-9._~\\-\u00a1-\u00ac\u00ae-\u061b\u061d-\u167f\u1681-\u180d\u180f-\u1fff\u2010-\u2027\u2030-\u205e"
    "\u2070-\u2fff\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufefe\uff01-\uffef\U00010000-\U0001fffd\U00020000-\U0002fffd"
    "\U00030000-\U0003fffd]")


def safe(text: str) -> str:
    """``text`` as one segment of an IRI's path or fragment."""
    encoded = _ENCODED.sub(lambda m: "".join(f"%{b:02X}" for b in m[0].encode("utf-8")), text)
    # A segment of dots alone would be resolved away.
    return encoded.replace(".", "%2E") if encoded.strip(".") == "" else encoded


def report(base: str, identifier: str) -> NamedNode:
    """The IRI of a report and of its named graph."""
    return named(base, "report/", safe(identifier))


def entity(base: str, key: str) -> NamedNode:
    """The IRI of an entity by its ``Entity.id``, class and name."""
    return named(base, path(key))


def path(key: str) -> str:
    """An ``Entity.id`` as a path."""
    cls, _, name = key.partition("/")
    return f"{safe(cls)}/{safe(name)}"


def relation(name: str) -> NamedNode:
    """The IRI of a property of the ontology by its local name."""
    return named(STK, name)


def figures(graph: NamedNode) -> NamedNode:
    """The data cube of a report's figures."""
    return named(graph.value, "#figures")


def indicator(base: str, label: str) -> NamedNode:
    """The IRI of the concept of an indicator."""
    return named(base, "indicator/", safe(label))


def run(base: str, version: str, identifier: str, sha256: str) -> NamedNode:
    """The IRI of the run that made a report's graph: software version and input."""
    return named(base, "run/", safe(version), "/", safe(identifier), "/", sha256[:16])


def software(base: str, version: str) -> NamedNode:
    """The IRI of a version of this software."""
    return named(base, "software/", safe(version))


def selector(graph: NamedNode, span: Span) -> NamedNode:
    """The characters of a report as a fragment of RFC 5147."""
    return named(graph.value, f"#char={span.start},{span.end}")


def target(graph: NamedNode, span: Span) -> NamedNode:
    """The specific resource that the selector of ``span`` selects."""
    return named(graph.value, f"#target={span.start},{span.end}")


def mention(graph: NamedNode, kind: str, span: Span, key: str) -> NamedNode:
    """A place that names (``kind`` mention) or stands for (``reference``) an entity."""
    return named(graph.value, f"#{kind}={span.start},{span.end}/{path(key)}")


def statement(graph: NamedNode, one: Statement) -> NamedNode:
    """A relation with its modality and detail: what differs in one of these is said apart."""
    more = "/planned" if one.planned else ""
    if one.detail:
        more += f"/{safe(one.detail)}"
    return named(graph.value, f"#statement={path(one.subject)}/{safe(one.property)}/{path(one.object)}{more}")


def observation(graph: NamedNode, one: Observation) -> NamedNode:
    """A figure by all that it says; the digest keeps apart what subject, indicator and period do not."""
    digest = hashlib.sha256("\x1f".join(observation_key(one)).encode("utf-8")).hexdigest()[:12]
    what = f"{path(one.subject)}/{safe(one.indicator)}/{safe(one.period or '-')}"
    return named(graph.value, f"#observation={what}/{digest}")
