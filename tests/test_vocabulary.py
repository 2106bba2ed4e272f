"""The ontology as the code reads it."""

import pytest

from kg.vocabulary import vocabulary


def test_every_class_of_the_guideline_is_a_leaf():
    assert len(vocabulary().leaves) == 19
    assert len(vocabulary().properties) == 20


@pytest.mark.parametrize(("prop", "subject", "object_", "allowed"), [
    ("undertakes", "Enterprise", "Project", True),
    ("undertakes", "Project", "Enterprise", False),
    ("hosts", "University", "Platform", True),
    ("hosts", "Person", "Platform", False),
    ("partOf", "Platform", "Platform", True),
    ("partOf", "Platform", "Park", False),
    ("partOf", "Award", "Event", True),
    ("partOf", "Award", "Region", False),
    ("partOf", "Enterprise", "Enterprise", True),
    ("partOf", "Region", "Region", True),
    ("partOf", "Region", "Park", False),
    ("receives", "Park", "Designation", True),
    ("governs", "University", "Region", False),
])
def test_domain_range_and_restrictions_hold(prop, subject, object_, allowed):
    assert vocabulary().allows(prop, subject, object_) is allowed


def test_only_cooperation_is_symmetric():
    assert [p.name for p in vocabulary().properties.values() if p.symmetric] == ["cooperatesWith"]
