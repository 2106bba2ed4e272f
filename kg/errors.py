"""The project's own errors. Only the command line turns them into a message and an exit code."""


class KgError(Exception):
    """A failure that the user can mend: its message names the file or the word, and what to do (zh and en).

    ``code`` is the exit code that the command line gives it.
    """

    code = 2


class InputError(KgError):
    """The input cannot be read: missing, empty, binary or in an unknown encoding."""


class OutputError(KgError):
    """The output cannot be written, or what stands there belongs to somebody else."""


class QueryError(KgError):
    """The query is unknown or is no SPARQL; the message gives line and column where there are any."""


class DataError(KgError):
    """A data file of the project (ontology, lexicon, pattern) contradicts another; names path and line."""


class InvalidError(KgError):
    """A graph that violates the shapes is not published; the message holds what was found."""

    code = 1
