"""The formats, and the export of a build in one of them."""

from pathlib import Path

from kg.errors import OutputError, QueryError
from kg.export import csv, graphml, jsonld, nquads, ntriples, rdfxml, trig, turtle
from kg.export.form import Format
from kg.files import write_file, write_folder
from kg.nearest import nearest
from kg.store import named_quads, open_read_only


def export(format: str, output: Path | None, store: Path) -> Path:
    """Write the build in ``store`` in another format: the same bytes for the same build.

    Args:
        format: a key of ``FORMATS``.
        output: the file, or for csv the folder; by default graph.<suffix> in the current folder (csv: graph-csv).

    Returns:
        The path of what was written.

    Raises:
        QueryError: no such format; the nearest are in the message.
        InputError: there is no build.
        OutputError: the file cannot be written, or stands for something else.
    """
    if format not in FORMATS:
        raise QueryError(f"没有格式 {format} / no format {format}; {nearest(format, FORMATS)}")
    form = FORMATS[format]
    files = form.files(named_quads(open_read_only(store)))
    path = output or Path(f"graph{form.suffix or '-' + form.name}")
    if "" in files:
        write_file(path, files[""])
    else:
        _refuse_others(path, set(files))
        write_folder(path, files)
    return path


def _refuse_others(path: Path, names: set[str]) -> None:
    if path.exists() and not (path.is_dir() and {p.name for p in path.iterdir()} <= names):
        raise OutputError(f"{path}: 已有别的内容，请换一个文件夹 / holds something else: choose another folder")


FORMATS: dict[str, Format] = {
    module.FORMAT.name: module.FORMAT
    for module in (turtle, trig, nquads, ntriples, jsonld, rdfxml, graphml, csv)
}
