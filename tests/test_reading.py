"""A file becomes a text with offsets; bad files get one clear message."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import InputError
from kg.reading.structure import sentences
from kg.reading.text import read

SENTENCE = "全市研发经费投入九十二亿元，增速居全省第三。"


@pytest.mark.parametrize("data", [
    SENTENCE.encode("utf-8"),
    b"\xef\xbb\xbf" + SENTENCE.encode("utf-8"),
    SENTENCE.encode("gb18030"),
])
def test_utf8_and_gb18030_give_the_same_text(tmp_path, data):
    path = tmp_path / "r.txt"
    path.write_bytes(data)
    assert read(path).text == SENTENCE
    assert read(path).identifier == "r"


def test_line_ends_become_newlines(tmp_path):
    path = tmp_path / "r.txt"
    path.write_bytes("甲。\r\n乙。\r丙。".encode())
    assert read(path).text == "甲。\n乙。\n丙。"


@pytest.mark.parametrize(("data", "says"), [
    (b"", "空"),
    (b" \n\t ", "空"),
    (b"\x00\x01PK\x03\x04", "不是文本"),
    (b"\xff\xfe\x80\x81\xff", "编码"),
])
def test_a_bad_file_is_refused_by_name(tmp_path, data, says):
    path = tmp_path / "bad.txt"
    path.write_bytes(data)
    with pytest.raises(InputError, match=says) as error:
        read(path)
    assert str(path) in str(error.value)


def test_a_missing_file_is_refused_by_name(tmp_path):
    with pytest.raises(InputError, match=r"missing\.txt"):
        read(tmp_path / "missing.txt")


def test_sentences_keep_closing_quotes_and_cut_clauses():
    text = "他说：“已经完成。”随后，省厅验收；全部通过。\n\n一、基本情况"
    found = sentences(text)
    assert [s.span.of(text) for s in found] == ["他说：“已经完成。”", "随后，省厅验收；全部通过。", "一、基本情况"]
    assert [c.of(text) for c in found[1].clauses] == ["随后", "省厅验收", "全部通过"]
    assert [s.heading for s in found] == [False, False, True]
    assert [s.paragraph for s in found] == [0, 0, 1]


@given(st.text(alphabet="甲乙，；。！”\n 1.", max_size=80))
def test_sentences_cover_every_visible_character_once_and_in_order(text):
    found = sentences(text)
    covered = [i for s in found for i in range(s.span.start, s.span.end)]
    assert covered == sorted(set(covered))
    assert {i for i, c in enumerate(text) if not c.isspace()} <= set(covered)
    assert all(s.span.holds(c) for s in found for c in s.clauses)
