"""What follows from the facts of all reports by the rules of ontology/rules: beside the build, never in it."""

from kg.inference.build import FOLDER, drop, rebuild, store_of
from kg.inference.fixpoint import Inferred, infer
from kg.inference.rules import Rule, rules

__all__ = ["FOLDER", "Inferred", "Rule", "drop", "infer", "rebuild", "rules", "store_of"]
