"""Files of leads as people have them: what wrote them, how columns are called, what is wrong."""

import codecs
import csv
import io
import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clinic.outreach.leads.mistake import MORE, MOST_KEPT, REFUSALS, Mistake, Unreadable, told
from clinic.outreach.leads.person import Reader, host_of, moment_of
from clinic.outreach.leads.reading import MOST_BYTES, Sheet, read
from clinic.spreadsheet import cell, is_formula, written

READER = Reader(
    datetime(2026, 3, 2, 15, 15, tzinfo=UTC), "America/Chicago", frozenset({"+15125550100"})
)
HEAD = "Name,Phone,Email,Source URL,Notes,Consent source,Consent at,Language\n"


def sheet(text: str | bytes) -> Sheet:
    return read(text.encode() if isinstance(text, str) else text, READER)


def mistakes(text: str | bytes) -> list[tuple[int, str, str]]:
    return sorted((one.line, one.column, one.code) for one in sheet(text).mistakes)


def refusal(text: str | bytes) -> Unreadable:
    with pytest.raises(Unreadable) as refused:
        sheet(text)
    return refused.value


ACCENTS = "Name,Phone\r\nJosé Muñoz,512-555-0142\r\n"


@pytest.mark.parametrize(
    "content",
    [
        ACCENTS.encode(),
        codecs.BOM_UTF8 + ACCENTS.encode(),
        ACCENTS.encode("utf-16"),
        codecs.BOM_UTF16_BE + ACCENTS.encode("utf-16-be"),
        ACCENTS.encode("cp1252"),
        ACCENTS.replace("\r\n", "\r").encode(),
        ACCENTS.replace(",", ";").encode("cp1252"),
        ACCENTS.replace(",", "\t").encode("utf-16"),
        ("sep=;\r\n" + ACCENTS.replace(",", ";")).encode("cp1252"),
        ('"sep=|"\r\n' + ACCENTS.replace(",", "|")).encode(),
        ("\r\n\r\n" + ACCENTS.replace("\r\n", "\r\n\r\n,,,\r\n")).encode(),
        b'"Name","Phone"\n"Jos\xc3\xa9 Mu\xc3\xb1oz","512-555-0142"',
        '[{"NAME": "José Muñoz", "phone": 5125550142}]'.encode(),
        '{"leads": [{"full name": "José Muñoz", "Mobile ": "5125550142.0"}]}'.encode("utf-16"),
    ],
)
def test_a_name_is_read_as_it_was_written(content: bytes) -> None:
    (person,) = sheet(content).people
    assert (person.name, person.phone) == ("José Muñoz", "+15125550142")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b" \r\n\t\r\n", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (HEAD.encode(), "empty"),
        (b"[]", "empty"),
        (b"PK\x03\x04\x14\x00", "workbook"),
        (b"%PDF-1.7", "workbook"),
        (codecs.BOM_UTF32_LE + "Name,Phone".encode("utf-32-le"), "encoding"),
        (b"Name,Phone\nA\x00na,5125550142\n", "encoding"),
        ("Name,Phone\nAna,5".encode("utf-16-le"), "encoding"),
        (b"Name,Phone\nA\x81na,5125550142\n", "encoding"),
        (codecs.BOM_UTF16_LE + b"\x00", "encoding"),
        (b"{", "json"),
        (b"[" * 50_000, "json"),
        (b'[{"name": "Ana", "phone": NaN}]', "json"),
        (b'[{"phone": ' + b"5" * 5000 + b"}]", "json"),
        (b'{"leads": {}}', "list"),
        (b'{"people": [{"name": "Ana"}]}', "list"),
        (b",".join([b"x"] * 101), "too_many_columns"),
        (b"Name,Phone\n" + b"Ana,1\n" * 10_001, "too_many_rows"),
        (b"Name,Phone\n" + b"x" * 20_001 + b",1\n", "cell"),
        (b"Name,Phone\n" + b"x" * 200_000 + b",1\n", "cell"),
        (b"x" * (MOST_BYTES + 1), "too_large"),
    ],
)
def test_what_is_no_list_of_people_is_refused(content: bytes, code: str) -> None:
    refused = refusal(content)
    assert refused.code == code
    assert refused.sentence.endswith(".")


@pytest.mark.parametrize(
    ("head", "missing"),
    [
        ("Email,Notes", ("name", "phone")),
        ("Name,Email", ("phone",)),
        ("Phone", ("name",)),
        ("Ana Ruiz,512-555-0142", ("name", "phone")),
    ],
)
def test_missing_columns_are_one_clear_report(head: str, missing: tuple[str, ...]) -> None:
    refused = refusal(head + "\nAna,5125550142\n")
    assert (refused.code, refused.columns) == ("columns", missing)
    assert all(one in refused.sentence for one in missing)
    assert "5125550142" not in refused.sentence


def test_a_column_that_stands_there_twice_is_told() -> None:
    refused = refusal("Name,Full name,Phone,Email,E-mail\nAna,Ana,5125550142,,\n")
    assert (refused.code, refused.columns) == ("column_twice", ("email", "name"))


def test_a_quotation_mark_that_is_never_closed_is_told_by_line() -> None:
    refused = refusal('Name,Phone\nAna,5125550142\n"Ben,5125550143\nCy,5125550144\n')
    assert (refused.code, refused.line) == ("quotes", 3)


def test_lines_are_those_of_the_file() -> None:
    text = 'sep=,\nName,Phone,Notes\nAna,12,"one\ntwo"\n\nBen,13,\n'
    assert mistakes(text) == [(3, "phone", "phone"), (6, "phone", "phone")]


def test_notes_may_have_lines_of_their_own() -> None:
    (person,) = sheet('Name,Phone,Notes\nAna,5125550142,"one\r\n two "\n').people
    assert person.notes == "one\ntwo"


@pytest.mark.parametrize(
    "head",
    ["First Name,Last Name,Phone", "FIRST_NAME;surname;cell", "given-name\tfamily name\tTel."],
)
def test_a_name_may_stand_in_two_columns(head: str) -> None:
    sign = "," if "," in head else ";" if ";" in head else "\t"
    (person,) = sheet(head + "\n" + sign.join(["Ana", "Ruiz", "512 555 0142"])).people
    assert person.name == "Ana Ruiz"


def test_of_several_telephones_the_first_that_can_be_called_counts() -> None:
    text = "Name,Home phone,Mobile\nAna,n/a,512-555-0142\nBen,,\nCy,12,13\n"
    found = sheet(text)
    assert [one.phone for one in found.people] == ["+15125550142"]
    assert mistakes(text) == [(3, "phone", "missing"), (4, "phone", "phone")]


@pytest.mark.parametrize(
    ("phone", "code"),
    [
        ("+1 512 555 0142", None),
        ("(512) 555-0142", None),
        ("1-512-555-0142", None),
        ("'+15125550142", None),
        ("\u202a+1 (512)\u00a0555\u20110142\u202c", None),
        ("787-555-0142", None),
        ("555-0142", "phone"),
        ("911", "phone"),
        ("5.12555E+09", "phone"),
        ("+44 20 7946 0958", "abroad"),
        ("416-555-0142", "abroad"),
        ("876-555-0142", "abroad"),
        ("900-555-0142", "premium"),
        ("512-555-0100", "clinic_number"),
        ("=1+1", "phone"),
        ("", "missing"),
    ],
)
def test_numbers_that_may_be_called(phone: str, code: str | None) -> None:
    text = f'Name,Phone\nAna,"{phone}"\n'
    assert mistakes(text) == ([(2, "phone", code)] if code else [])


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("=cmd|' /C calc'!A0", "formula"),
        ("@SUM(1)", "formula"),
        ("+Ana", "formula"),
        ("-Ana", "formula"),
        ("12345", "name"),
        ("https://evil.example", "name"),
        ("{clinic.name}", "name"),
        ("<b>Ana</b>", "name"),
        ("a" * 101, "too_long"),
        ("", "missing"),
    ],
)
def test_what_nobody_is_called(name: str, code: str) -> None:
    sheet_of_two = f'Name,Phone\n"{name}",512-555-0142\nBen,512-555-0143\n'
    assert mistakes(sheet_of_two) == [(2, "name", code)]
    assert [one.name for one in sheet(sheet_of_two).people] == ["Ben"]


def test_a_cell_that_cannot_be_used_is_left_out_alone() -> None:
    line = "Ana,512-555-0142,nowhere,not a site,=1+1,form,2026-03-01,klingon\n"
    found = sheet(HEAD + line)
    (person,) = found.people
    assert (person.email, person.source_url, person.language) == (None, None, None)
    assert person.notes == "=1+1"
    assert mistakes(HEAD + line) == [
        (2, "email", "email"),
        (2, "language", "language"),
        (2, "notes", "formula"),
        (2, "source_url", "url"),
    ]


@pytest.mark.parametrize(
    ("source", "at", "agreed", "code"),
    [
        ("form on the web site", "2026-03-01T09:00:00-06:00", "2026-03-01T15:00:00+00:00", None),
        ("form", "2026-03-01 09:00", "2026-03-01T15:00:00+00:00", None),
        ("form", "3/1/2026 9:00 AM", "2026-03-01T15:00:00+00:00", None),
        ("form", "3/1/26", "2026-03-01T06:00:00+00:00", None),
        ("form", "2026-03-09T00:00:00Z", None, "future"),
        ("form", "yesterday", None, "date"),
        ("form", "1899-01-01", None, "date"),
        ("form", "", None, "missing"),
        ("yes", "2026-03-01", None, "bare_consent"),
        ("TRUE", "2026-03-01", None, "bare_consent"),
        ("no", "2026-03-01", None, None),
        ("FALSE", "2026-03-01", None, None),
        ("", "2026-03-01", None, None),
    ],
)
def test_consent_says_where_and_when_or_is_none(
    source: str, at: str, agreed: str | None, code: str | None
) -> None:
    text = f"Name,Phone,Consent,Consent date\nAna,512-555-0142,{source},{at}\n"
    (person,) = sheet(text).people
    assert (person.consent_at.isoformat() if person.consent_at else None) == agreed
    assert (person.consent_source is None) == (agreed is None)
    assert [one for _, _, one in mistakes(text)] == ([code] if code else [])


def test_a_number_counts_once_and_cells_without_a_heading_spoil_a_line() -> None:
    text = "Name,Phone\nAna,512-555-0142\nAnna,+15125550142\nBen,512-555-0143,oops\n"
    assert mistakes(text) == [(3, "phone", "duplicate"), (4, "", "cells")]


def test_columns_that_mean_nothing_are_told_by_their_place_never_by_their_name() -> None:
    text = "Name,Shoe size,Phone\nAna,41,512-555-0142\n"
    assert mistakes(text) == [(1, "2", "ignored")]
    assert len(sheet(text).people) == 1


def test_json_that_holds_no_text_is_told() -> None:
    people = [{"name": "Ana", "phone": "512-555-0142", "notes": ["x"]}, 5, {"name": {}, "tel": 1}]
    assert mistakes(json.dumps(people)) == [
        (1, "notes", "unreadable"),
        (2, "", "row"),
        (3, "name", "missing"),
        (3, "name", "unreadable"),
        (3, "phone", "phone"),
    ]


def test_half_a_pair_of_surrogates_is_kept_nowhere() -> None:
    text = '[{"name": "Ana", "phone": "512-555-0142", "notes": "\\ud800"}]'
    assert mistakes(text) == [(1, "notes", "unreadable")]
    assert sheet(text).people[0].notes is None


def test_of_very_many_mistakes_the_first_are_kept() -> None:
    many = [Mistake(line, "phone", "phone") for line in range(MOST_KEPT + 5, 0, -1)]
    kept = told(many)
    assert len(kept) == MOST_KEPT + 1
    assert kept[0]["line"] == 1
    assert kept[-1] == {"line": MOST_KEPT + 1, "column": "", "code": MORE}


def test_every_refusal_is_a_sentence() -> None:
    for code in REFUSALS:
        said = Unreadable(code, line=3, columns=("name",)).sentence
        assert said.startswith("Line 3: ")
        assert said.endswith(".")
        assert "{" not in said


@pytest.mark.parametrize("text", ["=1", "+1+1", "-2", "@x", "\tx", "\rx", "\nx"])
def test_a_formula_leaves_as_text(text: str) -> None:
    assert is_formula(text)
    assert cell(text) == "'" + text
    ((found,),) = csv.reader(io.StringIO(written([[text]]), newline=""))
    assert found.startswith("'")


@pytest.mark.parametrize("text", ["Ana", "+15125550142", "", "12:00", "a=b"])
def test_what_is_none_leaves_as_it_is(text: str) -> None:
    assert cell(text) == text


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://www.clean.example/a?b", "clean.example"),
        ("clean.example/a", "clean.example"),
        ("javascript:alert(1)", None),
        ("ftp://clean.example", None),
        ("http://[::1", None),
        ("Facebook", None),
        ("", None),
    ],
)
def test_the_host_of_a_source(url: str, host: str | None) -> None:
    assert host_of(url) == host


PIECES = st.sampled_from(
    ["Name", "Phone", ",", ";", "\t", '"', "\n", "\r\n", "\r", "sep=", "=", "+1 512 555 0142",
     "Ana", "{", "[", "]", "}", ":", "\ufeff", "\x00", "é", "5", "consent at", "2026-03-01", "' "]
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=40).map("".join)
CONTENT = st.one_of(
    st.binary(max_size=300),
    TEXTS.map(str.encode),
    TEXTS.map(lambda text: ("Name,Phone\n" + text).encode()),
    TEXTS.map(lambda text: text.encode("utf-16")),
    TEXTS.map(lambda text: text.encode("cp1252", "replace")),
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["name", "phone", "leads", "notes", "consent", "consent_at", "x"]),
            inner,
            max_size=5,
        )
    ),
    max_leaves=12,
)


@given(CONTENT)
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    _read_or_refused(content)


@given(JSON)
def test_any_json_is_read_or_refused(given_value: object) -> None:
    _read_or_refused(json.dumps(given_value).encode())


def _read_or_refused(content: bytes) -> None:
    try:
        found = read(content, READER)
    except Unreadable:
        return
    assert found.rows >= len(found.people)
    numbers = [one.phone for one in found.people]
    assert len(set(numbers)) == len(numbers)
    for one in found.people:
        assert one.name.strip()
        assert not is_formula(one.name)
        assert (one.consent_at is None) == (one.consent_source is None)
        f"{one.name}{one.email}{one.notes}{one.source_url}{one.consent_source}".encode()
    for wrong in found.mistakes:
        assert wrong.line >= 1


CELLS = st.text(
    st.characters(blacklist_categories=("Cs", "Cc", "Cf"), blacklist_characters='"'), max_size=30
)


@given(st.lists(st.tuples(CELLS, CELLS), max_size=20), st.sampled_from([",", ";", "\t", "|"]))
def test_what_a_writer_of_csv_writes_is_read_row_for_row(
    rows: list[tuple[str, str]], sign: str
) -> None:
    made = io.StringIO()
    writer = csv.writer(made, delimiter=sign, quoting=csv.QUOTE_ALL)
    writer.writerow(["Name", "Phone", "Notes"])
    numbers = [f"512-555-01{place:02}" for place in range(20)]
    for (name, notes), number in zip(rows, numbers, strict=False):
        writer.writerow([f"Ana {name}", number, notes])
    if not rows:
        assert refusal(made.getvalue()).code == "empty"
        return
    found = sheet(made.getvalue())
    assert found.rows == len(rows)
    lost = {one.line for one in found.mistakes if one.column in ("name", "phone", "")}
    assert len(found.people) + len(lost) == len(rows)


@given(st.text(max_size=30))
def test_any_text_is_a_moment_or_none(text: str) -> None:
    found = moment_of(text, "America/Chicago")
    assert found is None or found.tzinfo is not None
