"""Which entities of different reports are one thing, what they are called elsewhere, and where they lie.

All of it stands in graphs of its own beside the reports' (base + graph/identity, graph/authorities, graph/divisions),
which can be dropped and made again; a report's graph is never touched and no two entities are ever made one.
"""
