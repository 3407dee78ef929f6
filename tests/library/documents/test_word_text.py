"""Word documents whatever their text is wrapped in: every word that Word shows is found."""

import re
import zipfile
from collections.abc import Mapping
from io import BytesIO

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.documents import word_documents
from explorer.documents.sources import Source
from explorer.importing.pipeline import ImportResult, read_documents

NAMES = " ".join(
    f'xmlns:{prefix}="{name}"'
    for prefix, name in (
        ("w", "http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
        ("m", "http://schemas.openxmlformats.org/officeDocument/2006/math"),
        ("mc", "http://schemas.openxmlformats.org/markup-compatibility/2006"),
        ("wps", "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"),
        ("wp", "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"),
        ("a", "http://schemas.openxmlformats.org/drawingml/2006/main"),
        ("w14", "http://schemas.microsoft.com/office/word/2010/wordml"),
        ("v", "urn:schemas-microsoft-com:vml"),
        ("x", "urn:example:unheard-of"),
    )
)
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def run(text: str, about: str = "") -> str:
    return f'<w:r>{about and f"<w:rPr>{about}</w:rPr>"}<w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(inner: str, about: str = "") -> str:
    return f"<w:p>{about and f'<w:pPr>{about}</w:pPr>'}{inner}</w:p>"


def drawn(inner: str) -> str:
    return (
        "<w:drawing><wp:inline><a:graphic><a:graphicData>"
        f"{inner}</a:graphicData></a:graphic></wp:inline></w:drawing>"
    )


def box(text: str) -> str:
    return f"<w:txbxContent>{paragraph(run(text))}</w:txbxContent>"


def choice(text: str) -> str:
    shape = drawn(f"<wps:wsp><wps:txbx>{box(text)}</wps:txbx></wps:wsp>")
    return f'<mc:Choice Requires="wps">{shape}</mc:Choice>'


_WORD, _TICKED = "{}", "☒ {}"
PICTURE = (
    f'<pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:blipFill>'
    f'<a:blip r:embed="no" xmlns:r="{RELATED}"/></pic:blipFill></pic:pic>'
)
# Where in a sentence a word may stand: `{}` is its run.
WRAPPED = {
    "plain": "{}",
    "field": '<w:fldSimple w:instr="TITLE">{}</w:fldSimple>',
    "direction": '<w:bdo w:val="rtl">{}</w:bdo>',
    "embedding": '<w:dir w:val="rtl">{}</w:dir>',
    "inserted": '<w:ins w:id="1" w:author="A">{}</w:ins>',
    "moved": '<w:moveTo w:id="1" w:author="A">{}</w:moveTo>',
    "control": "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>",
    "smart tag": '<w:smartTag w:element="place">{}</w:smartTag>',
    "link": '<w:hyperlink w:anchor="here">{}</w:hyperlink>',
    "unheard of": "<x:wrapped><x:deeper>{}</x:deeper></x:wrapped>",
    "nested field": '<w:fldSimple w:instr="A"><w:bdo w:val="ltr">{}</w:bdo></w:fldSimple>',
}
# The same, with a word instead of a run.
WRITTEN = {
    "formula": "<m:oMath><m:r><m:t>{}</m:t></m:r></m:oMath>",
    "set apart": "<m:oMathPara><m:oMath><m:r><m:t>{}</m:t></m:r></m:oMath></m:oMathPara>",
    "ruby": f"<w:r><w:ruby><w:rubyPr/><w:rt>{run('kana')}</w:rt><w:rubyBase>{run('{}')}</w:rubyBase></w:ruby></w:r>",
    "reading": f"<w:r><w:ruby><w:rubyPr/><w:rt>{run('{}')}</w:rt><w:rubyBase>{run('kanji')}</w:rubyBase></w:ruby></w:r>",
    "box": f"<w:r><mc:AlternateContent>{choice('{}')}</mc:AlternateContent></w:r>",
    "box of today": f"<w:r>{drawn(f'<wps:wsp><wps:txbx>{box(_WORD)}</wps:txbx></wps:wsp>')}</w:r>",
    "box with an empty fallback": f"<w:r><mc:AlternateContent>{choice('{}')}<mc:Fallback><w:pict/></mc:Fallback></mc:AlternateContent></w:r>",
    "box of old": f"<w:r><w:pict><v:oval><v:textbox>{box('{}')}</v:textbox></v:oval></w:pict></w:r>",
    "shape": f"<w:r>{drawn('<x:canvas><a:p><a:r><a:t>{}</a:t></a:r></a:p></x:canvas>')}</w:r>",
    "word art": '<w:r><w:pict><v:shape><v:textpath string="{}"/></v:shape></w:pict></w:r>',
    "form": '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="no"/><w:listEntry w:val="{}"/></w:ddList></w:ffData></w:fldChar></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>',
    "box to tick": f"<w:sdt><w:sdtPr><w14:checkbox/></w:sdtPr><w:sdtContent>{run(_TICKED)}</w:sdtContent></w:sdt>",
    "returns": f"{run('a')}<w:r><w:cr/><w:t>{{}}</w:t></w:r>",
    "end of page": f'{run("a")}<w:r><w:br w:type="page"/><w:t>{{}}</w:t></w:r>',
}


def document(body: str, more: Mapping[str, str] = {}, relations: str = "") -> bytes:
    """A document with this body, with more parts, or parts that take the place of its own."""
    file, made = BytesIO(), BytesIO()
    docx.Document().save(file)
    parts = {"word/document.xml": f"<w:document {NAMES}><w:body>{body}</w:body></w:document>"} | {
        **more
    }
    with zipfile.ZipFile(file) as source, zipfile.ZipFile(made, "w") as target:
        for name in dict.fromkeys([*source.namelist(), *parts]):
            text = parts[name] if name in parts else source.read(name).decode("utf-8", "replace")
            if name == "word/_rels/document.xml.rels":
                text = text.replace("</Relationships>", f"{relations}</Relationships>")
            target.writestr(name, text)
    return made.getvalue()


def read(body: str, more: Mapping[str, str] = {}, relations: str = "") -> Source:
    made = word_documents.read(document(body, more, relations))
    assert isinstance(made, Source), made
    return made


def lines(source: Source) -> list[str]:
    return [line for line in source.lines if line]


def told(source: Source) -> str:
    return "\n".join(each.text for each in source.warnings)


def imported(body: str) -> ImportResult:
    return read_documents({"ladder.docx": document(body)})


@pytest.mark.parametrize("wrapper", WRAPPED.values(), ids=list(WRAPPED))
def test_a_run_is_read_where_it_stands(wrapper: str) -> None:
    inner = run("I ") + wrapper.format(run("finish")) + run(" tasks")
    assert " ".join(lines(read(paragraph(inner)))[0].split()) in (
        "I finish tasks",
        "I [finish](#here) tasks",
    )


@pytest.mark.parametrize("wrapper", WRITTEN.values(), ids=list(WRITTEN))
def test_a_word_is_read_however_it_is_written(wrapper: str) -> None:
    said = " ".join(lines(read(paragraph(run("I ") + wrapper.format("finish") + run(" tasks")))))
    assert said.count("finish") == 1
    assert {"finish", "tasks"} <= set(re.findall(r"\w+", said))


def test_a_box_that_is_there_for_old_programs_too_is_read_once() -> None:
    old = f"<mc:Fallback><w:pict><v:shape><v:textbox>{box('Once')}</v:textbox></v:shape></w:pict></mc:Fallback>"
    both = f"<w:r><mc:AlternateContent>{choice('Once')}{old}</mc:AlternateContent></w:r>"
    assert lines(read(paragraph(run("Here") + both))) == ["Here", "Once"]


def test_a_fraction_is_written_on_one_line() -> None:
    term = "<m:r><m:t>{}</m:t></m:r>".format
    half = f"<m:oMath><m:f><m:num>{term('a')}</m:num><m:den>{term('b')}</m:den></m:f></m:oMath>"
    assert lines(read(paragraph(run("About ") + half))) == ["About a/b"]


def test_what_is_deleted_is_left_out_and_said() -> None:
    gone = '<w:del w:id="1"><w:r><w:delText>all the </w:delText></w:r></w:del>'
    source = read(paragraph(run("I finish ") + gone + run("tasks")))
    assert lines(source) == ["I finish tasks"]
    assert told(source) == 'What is deleted in tracked changes was left out (2 words: "all the").'


def test_the_last_paragraph_is_read_where_its_end_is_deleted() -> None:
    mark = '<w:rPr><w:del w:id="1"/></w:rPr>'
    assert lines(read(paragraph(run("First")) + paragraph(run("Last"), mark))) == ["First", "Last"]
    joined = paragraph(run("I "), mark) + paragraph(run("finish"))
    assert lines(read(joined)) == ["I finish"]


@pytest.mark.parametrize("value", ["", ' w:val="1"', ' w:val="true"'])
def test_hidden_text_is_left_out_and_said(value: str) -> None:
    secret = run("salary sixty", f"<w:vanish{value}/>")
    source = read(paragraph(run("I finish ") + secret + run("tasks", '<w:vanish w:val="0"/>')))
    assert lines(source) == ["I finish tasks"]
    assert told(source) == (
        'Hidden text was left out (2 words: "salary sixty"); show it to import it.'
    )


def test_text_in_a_hidden_style_is_left_out_and_said() -> None:
    styles = (
        f'<w:styles {NAMES}><w:style w:type="paragraph" w:styleId="Top"><w:rPr><w:vanish/></w:rPr>'
        '</w:style><w:style w:type="paragraph" w:styleId="Top2"><w:basedOn w:val="Top"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Loop"><w:basedOn w:val="Loop"/></w:style></w:styles>'
    )
    body = paragraph(run("Top of form"), '<w:pStyle w:val="Top2"/>') + paragraph(run("I finish"))
    source = read(
        body + paragraph(run("on"), '<w:pStyle w:val="Loop"/>'), {"word/styles.xml": styles}
    )
    assert lines(source) == ["I finish", "on"]
    assert '3 words: "Top of form"' in told(source)


def test_notes_and_headers_are_read_as_the_text_is() -> None:
    header = f"<w:hdr {NAMES}>{paragraph(WRAPPED['field'].format(run('Internal')))}</w:hdr>"
    both = f"<w:r><mc:AlternateContent>{choice('Draft')}<mc:Fallback><w:pict><v:shape><v:textbox>{box('Draft')}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    footer = f"<w:ftr {NAMES}>{paragraph(both)}</w:ftr>"
    source = read(
        paragraph(run("I finish")),
        {"word/first.xml": header, "word/footer7.xml": footer},
        f'<Relationship Id="h9" Type="{RELATED}/header" Target="first.xml"/>',
    )
    assert sorted(source.beside) == [("footer", "Draft"), ("header", "Internal")]


def test_charts_and_diagrams_are_kept_with_their_place() -> None:
    text = "<a:p><a:r><a:t>{}</a:t></a:r></a:p>".format
    chart = f'<c:chart xmlns:c="urn:c" {NAMES}>{text("Growth")}<c:strCache><c:pt><c:v>Junior</c:v></c:pt></c:strCache></c:chart>'
    diagram = f"<x:data {NAMES}>{text('Ask')}{text('Plan')}</x:data>"
    source = read(
        paragraph(run("I finish")),
        {"word/charts/chart1.xml": chart, "word/diagrams/data1.xml": diagram},
        f'<Relationship Id="c9" Type="{RELATED}/chart" Target="charts/chart1.xml"/>'
        f'<Relationship Id="d9" Type="{RELATED}/diagramData" Target="diagrams/data1.xml"/>',
    )
    assert source.beside == (("chart 1", "Growth · Junior"), ("diagram 1", "Ask · Plan"))


def test_an_embedded_document_is_said() -> None:
    chunk = f'<Relationship Id="e9" Type="{RELATED}/aFChunk" Target="/word/chunk.mht"/>'
    source = read(paragraph(run("I finish")), {"word/chunk.mht": "<p>I lead</p>"}, chunk)
    assert "Another document is embedded in it, which is not read" in told(source)
    alone = word_documents.read(document("", {"word/chunk.mht": "<p>I lead</p>"}, chunk))
    assert isinstance(alone, Source | str)
    said = alone if isinstance(alone, str) else told(alone)
    assert "another document is embedded in it" in said.lower()


def test_what_stands_below_a_merge_is_not_lost() -> None:
    def cell(text: str, merge: str) -> str:
        inner = paragraph(run(text) if text else "")
        return f"<w:tc><w:tcPr><w:vMerge{merge}/></w:tcPr>{inner}</w:tc>"

    start = ' w:val="restart"'
    for below, expected in (
        ("", ["Care", "ask", "mentor"]),
        ("kept", ["Care", "ask", "kept", "mentor"]),
    ):
        rows = (cell("Care", start) + cell("ask", start), cell(below, "") + cell("mentor", start))
        source = read("<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>")
        assert [line for line in lines(source) if "<" not in line] == expected
        assert {len(row) for row in next(iter(source.grids.values())).rows} == {2}


@pytest.mark.parametrize(
    "broken",
    [
        f'<w:hyperlink r:id="no" xmlns:r="{RELATED}">{run("finish")}</w:hyperlink>',
        f'{run("finish")}<w:r><w:pict><v:shape><v:imagedata r:id="no" xmlns:r="{RELATED}"/></v:shape></w:pict></w:r>',
        f"{run('finish')}<w:r>{drawn('<x:y/>').replace('<x:y/>', PICTURE)}</w:r>",
        f"{run('finish')}<w:r><w:sym/></w:r>",
    ],
)
def test_what_leads_nowhere_costs_no_text(broken: str) -> None:
    assert lines(read(paragraph(broken))) == ["finish"]
    table = f'<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="x"/></w:tcPr>{paragraph(broken)}</w:tc></w:tr></w:tbl>'
    assert "finish" in lines(read(table))


def test_a_document_may_have_another_name() -> None:
    raw, file = document(paragraph(run("L1 Engineer")) + paragraph(run("I finish"))), BytesIO()
    with zipfile.ZipFile(BytesIO(raw)) as source, zipfile.ZipFile(file, "w") as target:
        for name in source.namelist():
            held = source.read(name).replace(b"word/document.xml", b"word/document2.xml")
            target.writestr(name.replace("word/document.xml", "word/document2.xml"), held)
    (refused,) = read_documents({"ladder.docx": file.getvalue()}).refused
    assert "names a level" in refused.reason


def test_a_link_keeps_where_it_leads() -> None:
    link = f'<w:hyperlink r:id="l9" xmlns:r="{RELATED}">{run("finish")}</w:hyperlink>'
    target = f'<Relationship Id="l9" Type="{RELATED}/hyperlink" Target="https://a.example/" TargetMode="External"/>'
    assert lines(read(paragraph(link), relations=target)) == ["[finish](https://a.example/)"]


def test_a_strict_document_is_read() -> None:
    body = paragraph(WRAPPED["field"].format(run("I finish")))
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    text = f"<w:document {NAMES}><w:body>{body}</w:body></w:document>"
    text = text.replace("http://schemas.openxmlformats.org/wordprocessingml/2006/main", strict)
    assert lines(read("", {"word/document.xml": text})) == ["I finish"]


def test_nesting_without_end_is_said() -> None:
    deep = "<w:sdt><w:sdtContent>" * 2_000 + "</w:sdtContent></w:sdt>" * 2_000
    assert word_documents.read(document(deep)) == "its lists or tables are nested too deeply"


@settings(max_examples=15)
@given(
    st.lists(
        st.lists(
            st.tuples(
                st.sampled_from([*WRAPPED.values()]), st.sampled_from([*WRITTEN.values(), None])
            ),
            min_size=1,
            max_size=4,
        ),
        min_size=1,
        max_size=5,
    ),
    st.booleans(),
)
def test_every_word_is_found(made: list[list[tuple[str, str | None]]], cells: bool) -> None:
    words: list[str] = []
    body = ""
    for texts in made:
        inner = ""
        for around, written in texts:
            word = f"word{len(words)}x"
            words.append(word)
            inner += around.format(written.format(word) if written else run(word))
        body += (
            f"<w:tbl><w:tr><w:tc>{paragraph(inner)}</w:tc></w:tr></w:tbl>"
            if cells
            else paragraph(inner)
        )
    heading = paragraph(run("L1 Engineer"), '<w:pStyle w:val="Heading1"/>')
    (draft,) = imported(heading + paragraph(run("I finish")) + body).drafts
    said = " ".join(each.text for each in draft.fragments())
    assert [word for word in words if said.count(word) < 1] == []


def test_a_style_that_rests_on_a_heading_is_one() -> None:
    styles = (
        f'<w:styles {NAMES}><w:style w:styleId="berschrift2"><w:name w:val="heading 2"/></w:style>'
        '<w:style w:styleId="Rung"><w:basedOn w:val="Outer"/></w:style><w:style w:styleId="Outer">'
        '<w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style></w:styles>'
    )
    body = "".join(
        paragraph(run(text), f'<w:pStyle w:val="{style}"/>')
        for style, text in (("Title", "Growth"), ("Rung", "L1"), ("berschrift2", "Craft"))
    )
    assert lines(read(body, {"word/styles.xml": styles})) == ["# Growth", "## L1", "### Craft"]


def test_a_link_may_be_a_field_and_a_tick_a_sign_of_a_font() -> None:
    code = '<w:r><w:instrText>HYPERLINK "https://a.example/"</w:instrText></w:r>'
    begin, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end"))
    link = f"{begin}{code}{run('finish')}{end}"
    tick = '<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>'
    assert lines(read(paragraph(link + run(" tasks ") + tick))) == [
        "[finish](https://a.example/) tasks ✓"
    ]


def test_rows_that_are_said_to_be_a_header_are_one() -> None:
    cell = "<w:tc>{}</w:tc>".format
    head = f"<w:tr><w:trPr><w:tblHeader/></w:trPr>{cell(paragraph(run('L1')))}</w:tr>"
    source = read(f"<w:tbl>{head}{head}<w:tr>{cell(paragraph(run('I ask')))}</w:tr></w:tbl>")
    (grid,) = source.grids.values()
    assert grid.header == 2
