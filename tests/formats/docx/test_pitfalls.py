"""Each pitfall that a real Word file has set, by its number in the design (documents.md)."""

from pathlib import Path

import pytest

from comity.core.errors import Unreadable
from comity.formats.docx import read
from comity.formats.tracked.changes import changes
from comity.formats.tracked.values import Mark, Outside, Run
from comity.formats.tracked.views import accepted, authors, original, wording_of
from formats.docx.build import (
    AT,
    WHEN,
    by,
    character,
    dele,
    docx,
    gone,
    ins,
    instruction,
    level,
    lists,
    marked,
    numbered,
    p,
    r,
    tbl,
    tc,
    tr,
)
from formats.packed import STRICT_OFFICE, STRICT_W, W, content_types, packed, relations, word_parts

CORPUS = Path(__file__).parents[4] / "shared/corpus/docx"


def opened(*blocks, **more):
    return read(docx(*blocks, **more), "upload.docx")


def texts(view):
    return [line.text for line in view]


def both(tracked):
    return texts(original(tracked)), texts(accepted(tracked))


def mark(tag, **who):
    return f"<w:{tag} {by(**who)}/>"


def sample(name):
    if not CORPUS.is_dir():
        pytest.skip("the corpus of real files is not beside the repository")
    return read((CORPUS / name).read_bytes(), name)


def test_1_the_end_of_a_paragraph_is_what_is_inserted_or_deleted():
    deleted = opened(p(r("One "), end=mark("del")), p(r("two.")))
    assert both(deleted) == (["One", "two."], ["One two."])
    inserted = opened(p(r("One "), end=mark("ins")), p(r("two.")))
    assert both(inserted) == (["One two."], ["One", "two."])
    assert len(accepted(sample("opt__RP005-Deleted-Paragraph-Mark.docx"))) == 1


def test_1_the_joined_paragraph_is_what_its_last_part_was():
    styles = '<w:style w:type="paragraph" w:styleId="H"><w:name w:val="heading 2"/></w:style>'
    joined = opened(
        p(r("One "), end=mark("del")),
        p(r("two."), properties='<w:pStyle w:val="H"/>'),
        parts={"styles": styles},
    )
    assert [line.heading for line in accepted(joined)] == [2]
    assert [line.heading for line in original(joined)] == [0, 2]


def test_2_enter_at_the_end_marks_the_old_end_and_the_new_words_stand_in_the_next_paragraph():
    split = opened(p(r("Old."), end=mark("ins")), p(ins("New.")), p(r("Next.")))
    assert both(split) == (["Old.", "Next."], ["Old.", "New.", "Next."])
    assert [(change.kind, change.new, change.paragraph) for change in changes(split)] == [
        ("paragraphs_added", "New.", 1)
    ]


def test_3_a_merge_passes_over_a_table_that_vanishes_in_the_same_view():
    row = tr(tc(p(dele("cell"), end=mark("del"))), properties=mark("del"))
    gone_table = opened(p(r("One "), end=mark("del")), tbl(row), p(r("two.")))
    assert both(gone_table) == (["One", "cell", "two."], ["One two."])
    kept_table = opened(p(r("One "), end=mark("del")), tbl(tr(tc(p(r("cell"))))), p(r("two.")))
    assert texts(accepted(kept_table)) == ["One", "cell", "two."]


def test_3_the_last_paragraph_of_a_cell_ends_whatever_its_mark_says():
    cells = opened(tbl(tr(tc(p(r("a"), end=mark("del"))), tc(p(r("b"), end=mark("del"))))), p(r("after")))
    assert texts(accepted(cells)) == ["a", "b", "after"]


def test_4_an_end_may_be_inserted_and_deleted():
    undone = opened(p(r("One "), end=mark("ins") + mark("del", author="RUS")), p(r("two.")))
    assert both(undone) == (["One two."], ["One two."])
    assert texts(wording_of(undone, "KAZ")) == ["One", "two."]


def test_4_a_deletion_inside_anothers_insertion_is_a_proposal_about_a_proposal():
    nested = opened(
        p(r("Parties "), marked("ins", r("shall "), marked("del", gone("fully "), author="RUS")), r("act."))
    )
    assert both(nested) == (["Parties act."], ["Parties shall act."])
    assert texts(wording_of(nested, "KAZ")) == ["Parties shall fully act."]
    assert texts(wording_of(nested, "RUS")) == ["Parties act."]
    assert nested.paragraphs[0].runs[2] == Run("fully ", (Mark("inserted", "KAZ", AT), Mark("deleted", "RUS", AT)))
    assert [(change.kind, change.author, change.old, change.new) for change in changes(nested)] == [
        ("inserted", "KAZ", "", "shall fully "),
        ("deleted", "RUS", "fully ", ""),
    ]


def test_5_rows_and_cells_have_revisions_of_their_own():
    table = opened(
        tbl(
            tr(tc(p(r("a"))), tc(p(r("b")), properties=mark("cellDel"))),
            tr(tc(p(r("c"))), properties=mark("ins")),
            tr(tc(p(r("d"))), tc(p(r("e")), properties=mark("cellIns"))),
        )
    )
    assert both(table) == (["a", "b", "d"], ["a", "c", "d", "e"])
    assert [paragraph.cell for paragraph in table.paragraphs] == [1, 2, 3, 4, 5]


def test_5_words_that_were_in_an_inserted_row_are_not_lost_with_it():
    row = tr(tc(p(ins("new "), r("old"), end=mark("ins"))), properties=mark("ins"))
    assert both(opened(tbl(row))) == (["old"], ["new old"])


def test_5_a_merger_of_cells_is_format():
    merged = opened(tbl(tr(tc(p(r("a")), properties=f'<w:cellMerge {by()} w:vMerge="rest"/>'))))
    assert merged.ignored == {"format_changes": 1}
    assert texts(original(merged)) == ["a"]


def moved(tag, name, text):
    edges = f'<w:{tag}RangeStart w:id="{tag}" w:name="{name}"/>', f'<w:{tag}RangeEnd w:id="{tag}"/>'
    return edges[0] + p(marked(tag, r(text)), edges[1], end=mark(tag))


def test_6_the_ends_of_a_move_are_paired_by_their_name():
    tracked = opened(
        p(r("One.")), moved("moveFrom", "move1", "Two."), p(r("Three.")), moved("moveTo", "move1", "Two."), p()
    )
    assert both(tracked) == (["One.", "Two.", "Three."], ["One.", "Three.", "Two."])
    assert [(each.kind, each.old, each.new, each.paragraph, each.to) for each in changes(tracked)] == [
        ("moved", "Two.", "Two.", 1, 3)
    ]
    assert tracked.paragraphs[1].end == (Mark("deleted", "KAZ", AT, "move1"),)
    assert tracked.ignored == {}
    assert [each.kind for each in changes(sample("opt__RP015-MoveFrom-MoveTo.docx"))] == ["moved"]


def test_6_a_move_without_its_other_end_is_a_deletion_or_an_insertion():
    tracked = opened(
        p(r("One.")), moved("moveFrom", "move1", "Two."), moved("moveTo", "move2", "Three."), p(r("Four."))
    )
    assert tracked.ignored == {"unpaired_moves": 2}
    assert [(each.kind, each.old, each.new) for each in changes(tracked)] == [("replaced", "Two.", "Three.")]
    nameless = opened(p(marked("moveFrom", r("One."))), p(r("Two.")))
    assert nameless.ignored == {"unpaired_moves": 1}
    assert nameless.paragraphs[0].runs[0].marks == (Mark("deleted", "KAZ", AT),)


def test_7_one_edit_is_many_runs_and_a_deletion_with_an_insertion_is_a_replacement():
    later = "2026-03-01T09:33:00Z"
    tracked = opened(p(r("Parties "), dele("sh"), dele("all"), ins("should", when=later), ins(" fully"), r(" act.")))
    assert [(each.kind, each.old, each.new, each.at) for each in changes(tracked)] == [
        ("replaced", "shall", "should fully", AT)
    ]
    apart = opened(p(ins("a "), ins("b ", when="2026-03-02T09:30:00Z"), ins("c ", author="RUS")))
    assert [each.new for each in changes(apart)] == ["a ", "b ", "c "]


def test_8_changes_of_format_are_counted_and_no_proposals():
    tracked = opened(
        p(
            r("One.", f"<w:b/><w:rPrChange {by()}><w:rPr/></w:rPrChange>"),
            properties=f"<w:numPr><w:numId w:val='1'/><w:ins {by()}/></w:numPr><w:pPrChange {by()}><w:pPr/></w:pPrChange>",
        )
    )
    assert tracked.ignored == {"format_changes": 3}
    assert changes(tracked) == ()
    assert both(tracked) == (["One."], ["One."])
    assert sample("poi__delins.docx").ignored["format_changes"] == 46


def test_9_ids_are_renumbered_and_author_second_and_bookmark_survive():
    tracked = opened(
        p(
            '<w:bookmarkStart w:id="7" w:name="OP1"/>',
            ins("a", when="2026-03-01T09:30:01Z"),
            ins("b", when="2026-03-01T09:30:02Z"),
            '<w:bookmarkEnd w:id="7"/>',
        )
    )
    assert [run.marks[0].at for run in tracked.paragraphs[0].runs] == [AT + 1000, AT + 2000]
    assert tracked.paragraphs[0].bookmarks == ("OP1",)


def test_10_authors_are_taken_as_they_are_or_missing():
    tracked = opened(
        p(ins("a", author=None), ins("b", author=" Author "), ins("c", author="KAZ, RUS"), ins("d", author=""))
    )
    assert authors(tracked) == ("", "Author", "KAZ, RUS")
    assert texts(wording_of(tracked, "RUS")) == ["c"]
    assert texts(wording_of(tracked, "KAZ")) == ["c"]


@pytest.mark.parametrize(
    ("when", "more", "at"),
    [
        (WHEN, "", AT),
        (WHEN, 'w16du:dateUtc="2026-03-01T04:30:00Z"', AT - 5 * 3_600_000),
        ("2026-03-01T09:30:00", "", AT),
        ("2026-03-01T12:30:00.250+03:00", "", AT),
        (None, "", None),
        ("", "", None),
        ("1970-01-01T00:00:00Z", "", None),
        ("0000-00-00T00:00:00Z", "", None),
        ("yesterday", "", None),
        ("9999-12-31T23:59:59-23:59", "", 253_402_387_139_000),
    ],
)
def test_11_the_instant_of_a_change(when, more, at):
    tracked = opened(p(ins("a", when=when, more=more)))
    assert tracked.paragraphs[0].runs[0].marks == (Mark("inserted", "KAZ", at),)
    assert tracked.ignored == ({} if at is not None else {"dates_missing": 1})


SPAN = '<w:commentRangeStart w:id="{0}"/>', '<w:commentRangeEnd w:id="{0}"/><w:r><w:commentReference w:id="{0}"/></w:r>'


def span(identity, *inside):
    return SPAN[0].format(identity) + "".join(inside) + SPAN[1].format(identity)


def comment(identity, text, paragraph="", author="KAZ"):
    given = f'w14:paraId="{paragraph}"' if paragraph else ""
    return f"<w:comment {by(author=author).replace('w:id=' + chr(34) + '7', 'w:id=' + chr(34) + identity)}><w:p {given}>{r(text)}</w:p></w:comment>"


def test_12_a_comment_added_while_tracking_is_an_empty_insertion():
    pointed = marked("ins", '<w:r><w:commentReference w:id="3"/></w:r>')
    tracked = opened(p(r("One."), pointed), parts={"comments": comment("3", "Why?")})
    assert changes(tracked) == ()
    assert authors(tracked) == ()
    assert tracked.paragraphs[0].runs == (Run("One."), Run("", (), ("3",)))
    assert [line.comments for line in original(tracked)] == [("3",)]


def test_12_comments_span_words_across_paragraphs_or_point_to_a_place():
    tracked = opened(
        p(r("One "), SPAN[0].format("1"), r("two")),
        p(r("three"), SPAN[1].format("1"), r(" four"), span("2")),
        p('<w:commentRangeStart w:id="9"/>', r("never ends")),
    )
    assert [[(run.text, run.comments) for run in paragraph.runs] for paragraph in tracked.paragraphs] == [
        [("One ", ()), ("two", ("1",))],
        [("three", ("1",)), (" four", ()), ("", ("2",))],
        [("never ends", ())],
    ]


def test_13_replies_and_resolved_state_live_in_other_parts():
    tracked = opened(
        p(span("1", r("One"))),
        parts={
            "comments": comment("1", "First.", "0000000A") + comment("2", "Answer.", "0000000B", author="RUS"),
            "commentsExtended": '<w15:commentEx w15:paraId="0000000A" w15:done="1"/>'
            '<w15:commentEx w15:paraId="0000000B" w15:paraIdParent="0000000A" w15:done="0"/>',
            "commentsIds": '<w16cid:commentId w16cid:paraId="0000000A" w16cid:durableId="00000001"/>',
            "commentsExtensible": '<w16cex:commentExtensible w16cex:durableId="00000001"'
            ' w16cex:dateUtc="2026-03-01T04:30:00Z"/>',
        },
    )
    first, answer = tracked.comments
    assert (first.author, first.text, first.parent, first.resolved, first.at) == (
        "KAZ",
        "First.",
        None,
        True,
        AT - 18_000_000,
    )
    assert (answer.author, answer.text, answer.parent, answer.resolved, answer.at) == ("RUS", "Answer.", "1", False, AT)
    real = sample("made_lo_ru_comments_resolved.docx")
    assert [each.resolved for each in real.comments].count(True) == 1
    paragraphs = comment("1", "First.").replace("</w:comment>", f"{p(ins('Second.'), dele('Third.'))}</w:comment>")
    assert opened(parts={"comments": paragraphs}).comments[0].text == "First.\nSecond."


def test_14_automatic_numbers_are_not_text():
    numbering = lists(level(0, "upperRoman", "Article %1."), level(1, "decimal", "%1.%2", "<w:isLgl/>"))
    tracked = opened(
        p(r("One"), properties=numbered()),
        p(r("Two"), properties=numbered(1)),
        p(r("Three"), properties='<w:numPr><w:numId w:val="0"/></w:numPr>'),
        parts={"numbering": numbering},
    )
    assert [(line.text, line.number, line.level) for line in accepted(tracked)] == [
        ("One", "Article I.", 0),
        ("Two", "1.1", 1),
        ("Three", "", 0),
    ]


def test_15_field_instructions_are_not_text():
    simple = '<w:fldSimple w:instr="PAGE">' + r("7") + "</w:fldSimple>"
    field = (
        character("begin")
        + instruction("REF ")
        + r("hidden")
        + character("separate")
        + r("Article 3")
        + character("end")
    )
    tracked = opened(p(r("See "), field, r(", page "), simple, r(".")))
    assert texts(accepted(tracked)) == ["See Article 3, page 7."]
    assert tracked.ignored == {"field_instructions": 2}


def test_15_fields_nest_and_span_paragraphs():
    inner = character("begin") + instruction("DATE") + character("separate") + r("1 May") + character("end")
    tracked = opened(
        p(r("A "), character("begin"), instruction("IF "), inner),
        p(r("in the instruction"), character("separate"), r("B")),
        p(r("C"), character("end"), r(" D")),
    )
    assert texts(accepted(tracked)) == ["A B", "C D"]


def test_15_half_a_field_hides_nothing():
    assert texts(accepted(opened(p(character("begin"), instruction("REF"), r("One")), p(r("Two"))))) == ["One", "Two"]
    assert texts(accepted(opened(p(r("One"), character("end")), p(r("Two"), character("separate"))))) == ["One", "Two"]


def test_15_changes_inside_a_field_code_are_no_change_of_wording():
    field = character("begin") + marked("del", "<w:r><w:delInstrText>OLD</w:delInstrText></w:r>")
    field += marked("ins", instruction("NEW")) + character("separate") + r("3") + character("end")
    tracked = opened(p(r("See "), field))
    assert both(tracked) == (["See 3"], ["See 3"])
    assert changes(tracked) == ()


@pytest.mark.parametrize(
    "wrapped",
    [
        "<w:sdt><w:sdtPr><w:alias w:val='x'/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>",
        "<w:smartTag w:element='place'><w:smartTagPr/>{}</w:smartTag>",
        "<w:customXml w:element='place'><w:customXmlPr/>{}</w:customXml>",
        "<w:hyperlink w:anchor='x'>{}</w:hyperlink>",
        "<w:dir w:val='rtl'>{}</w:dir>",
        "<w:bdo w:val='rtl'>{}</w:bdo>",
        "<w:r><w:ruby><w:rubyPr/><w:rt><w:r><w:t>guide</w:t></w:r></w:rt><w:rubyBase>{}</w:rubyBase></w:ruby></w:r>",
        "<w:permStart w:id='1'/><w:proofErr w:type='spellStart'/>{}<w:proofErr w:type='spellEnd'/><w:permEnd w:id='1'/>",
    ],
)
def test_16_what_wraps_words_is_transparent(wrapped):
    tracked = opened(p(r("a "), wrapped.format(r("b ") + ins("c ")), r("d")))
    assert both(tracked) == (["a b d"], ["a b c d"])


def test_16_content_controls_hold_paragraphs_rows_and_cells():
    def control(inside):
        return f"<w:sdt><w:sdtPr/><w:sdtContent>{inside}</w:sdtContent></w:sdt>"

    tracked = opened(control(p(r("a"))), tbl(control(tr(control(tc(control(p(r("b")))))))), control(p(r("c"))))
    assert [(paragraph.runs[0].text, paragraph.cell) for paragraph in tracked.paragraphs] == [
        ("a", None),
        ("b", 1),
        ("c", None),
    ]


def alternate(choice, fallback, requires="wps"):
    return (
        f'<mc:AlternateContent><mc:Choice Requires="{requires}">{choice}</mc:Choice>'
        f"<mc:Fallback>{fallback}</mc:Fallback></mc:AlternateContent>"
    )


def box(*blocks):
    inside = f"<w:txbxContent>{''.join(blocks)}</w:txbxContent>"
    return (
        "<w:r>"
        + alternate(
            f"<w:drawing><wps:wsp><wps:txbx>{inside}</wps:txbx></wps:wsp></w:drawing>",
            f"<w:pict><v:shape><v:textbox>{inside}</v:textbox></v:shape></w:pict>",
        )
        + "</w:r>"
    )


def test_17_alternate_content_holds_its_text_once():
    tracked = opened(p(r("a "), alternate(r("b "), r("b "), "w14"), alternate(r("unknown"), r("c"), "m v")))
    assert texts(accepted(tracked)) == ["a b c"]
    real = sample("opt__WC066-Textbox-Before-Ins-Mod.docx")
    assert [(each.kind, each.changed) for each in real.outside] == [("text_box", True)]
    assert real.ignored == {"format_changes": 1}


def test_18_tabs_breaks_hyphens_and_symbols_are_characters():
    pieces = (
        "<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:cr/><w:t>d</w:t><w:noBreakHyphen/><w:t>e</w:t>"
        "<w:softHyphen/><w:t>f</w:t><w:ptab/><w:br w:type='page'/><w:lastRenderedPageBreak/>"
        "<w:sym w:font='Symbol' w:char='F0B7'/><w:sym w:font='Wingdings' w:char='F0FC'/><w:sym w:font='Arial' w:char='00A7'/>"
        "<w:sym w:font='Unknown' w:char='F041'/><w:sym w:font='Symbol' w:char='zz'/></w:r>"
    )
    emoji = alternate('<w16se:symEx w16se:font="Segoe UI Emoji" w16se:char="1F60A"/>', "<w:t>:)</w:t>", "w16se")
    tracked = opened(p(pieces, f"<w:r>{emoji}</w:r>"))
    assert tracked.paragraphs[0].runs == (Run("a\tb\nc\nd\u2011e\u00adf\t•✓§\uf041😊"),)
    assert texts(accepted(tracked)) == ["a b c d\u2011ef •✓§\uf041😊"]


def test_18_white_space_at_the_ends_counts_where_it_is_preserved():
    bare = "<w:r><w:t> a </w:t></w:r><w:r><w:t>\n b</w:t></w:r>"
    assert opened(p(bare)).paragraphs[0].runs == (Run("ab"),)
    assert opened(p(bare), attributes='xml:space="preserve"').paragraphs[0].runs == (Run(" a \n b"),)


def test_18_hidden_text_is_not_read_and_is_counted():
    styles = (
        '<w:style w:type="character" w:styleId="Secret"><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="Deeper"><w:basedOn w:val="Secret"/></w:style>'
    )
    tracked = opened(
        p(r("a"), r("b", "<w:vanish/>"), r("c", '<w:rStyle w:val="Deeper"/>'), r("d", '<w:vanish w:val="0"/>')),
        parts={"styles": styles},
    )
    assert texts(accepted(tracked)) == ["ad"]
    assert tracked.ignored == {"hidden_text": 2}


def test_19_strict_documents_are_read_alike():
    transitional = docx(
        p(r("a "), ins("b"), end=mark("del")), p(r("c")), tbl(tr(tc(p(r("d"))), properties=mark("ins")))
    )
    plain = word_parts()
    document = (
        f'<w:document xmlns:w="{STRICT_W}"><w:body>'
        + p(r("a "), ins("b"), end=mark("del"))
        + p(r("c"))
        + tbl(tr(tc(p(r("d"))), properties=mark("ins")))
        + "</w:body></w:document>"
    )
    strict = packed(
        plain
        | {
            "_rels/.rels": relations(("r1", f"{STRICT_OFFICE}/officeDocument", "word/document.xml")),
            "word/document.xml": document,
        }
    )
    assert W not in document
    assert read(strict, "strict.docx") == read(transitional, "transitional.docx")


def test_20_what_is_no_word_document_is_refused_with_its_reason():
    for data in (b"", b"%PDF-1.7", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), docx(p(r("a")))[:-30]):
        with pytest.raises(Unreadable):
            read(data, "upload.docx")
    bodiless = packed(word_parts(f'<w:document xmlns:w="{W}"/>'))
    with pytest.raises(Unreadable) as refused:
        read(bodiless, "upload.docx")
    assert (refused.value.where, refused.value.why) == ("upload.docx", "no_document")
    assert content_types()  # the package itself was whole


def test_20_deep_nesting_is_read_or_refused_and_never_overflows():
    def nested(depth):
        return docx(p("<w:smartTag>" * depth + r("deep") + "</w:smartTag>" * depth))

    assert texts(accepted(read(nested(240), "deep.docx"))) == ["deep"]
    with pytest.raises(Unreadable):
        read(nested(300), "deep.docx")


def test_21_bookmarks_may_be_gone_or_doubled():
    start = '<w:bookmarkStart w:id="1" w:name="OP1"/>'
    tracked = opened(p(start, r("a")), start, p(start, r("b")), p(r("c")))
    assert [paragraph.bookmarks for paragraph in tracked.paragraphs] == [("OP1",), ("OP1",), ()]


def test_21_a_paragraph_that_is_gone_leaves_its_bookmark_to_nobody():
    start = '<w:bookmarkStart w:id="1" w:name="{}"/>'
    tracked = opened(
        p(start.format("OP1"), dele("a"), end=mark("del")),
        p(start.format("OP2"), r("b "), end=mark("del")),
        p(start.format("OP3"), r("c")),
    )
    assert [(line.text, line.bookmarks, line.sources) for line in accepted(tracked)] == [
        ("b c", ("OP2", "OP3"), (1, 2))
    ]


def test_22_what_stands_outside_is_reported_outside():
    tracked = opened(
        p(
            r("Body"),
            '<w:r><w:footnoteReference w:id="2"/></w:r>',
            marked("ins", '<w:r><w:endnoteReference w:id="2"/></w:r>'),
        ),
        p(box(p(r("Box "), dele("old"), ins("new")))),
        '<w:p><w:pPr><w:sectPr><w:headerReference r:id="id-header1"/><w:footerReference r:id="id-footer1"/></w:sectPr></w:pPr></w:p>',
        parts={
            "header1": p(r("CIS/2026/1")),
            "footer1": p(),
            "footnotes": f'<w:footnote w:id="0" w:type="separator">{p(r("-"))}</w:footnote>'
            f'<w:footnote w:id="2">{p(r("Note."))}</w:footnote><w:footnote w:id="3">{p(r("Unused."))}</w:footnote>',
            "endnotes": f'<w:endnote w:id="2">{p(r("End."))}</w:endnote>',
        },
    )
    assert tracked.outside == (
        Outside("header", "CIS/2026/1"),
        Outside("footnote", "Note."),
        Outside("endnote", "End.", changed=True),
        Outside("text_box", "Box new", changed=True),
    )
    assert texts(accepted(tracked)) == ["Body"]


def test_22_a_header_of_several_sections_is_told_once():
    section = '<w:p><w:pPr><w:sectPr><w:headerReference w:type="default" r:id="id-header1"/></w:sectPr></w:pPr></w:p>'
    tracked = opened(section, section, p(r("a")), parts={"header1": p(r("CIS/2026/1"), ins(" rev"))})
    assert tracked.outside == (Outside("header", "CIS/2026/1 rev", changed=True),)


def test_22_boxes_in_boxes_are_told_once_each():
    tracked = opened(p(box(p(r("outer"), box(p(r("inner")))))))
    assert tracked.outside == (Outside("text_box", "outer"), Outside("text_box", "inner"))


def test_22_what_holds_no_wording_is_counted():
    tracked = opened(
        p(
            "<w:r><w:drawing/></w:r><w:r><w:pict/></w:r><w:r><w:object/></w:r>",
            "<m:oMathPara><m:oMath><m:r><m:t>x</m:t></m:r></m:oMath></m:oMathPara>",
        ),
        '<w:altChunk r:id="none"/>',
    )
    assert tracked.ignored == {"pictures": 2, "embedded_objects": 1, "equations": 1, "embedded_documents": 1}
