"""A build in the formats of other systems."""

from kg.export.registry import FORMATS, export

__all__ = ["FORMATS", "export"]
