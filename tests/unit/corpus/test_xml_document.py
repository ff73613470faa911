"""TEI, Akoma Ntoso, TheyWorkForYou and others: paragraphs, headings and who speaks."""

from xml.sax.saxutils import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from generators.corpus_text import documents
from paratopic.corpus import classifier_text, load_options, read_document
from paratopic.corpus.formats import sniff
from paratopic.corpus.read import read_raw
from paratopic.corpus.xml_pieces import pieces_of
from paratopic.errors import InputError

TEI = """<?xml version="1.0" encoding="UTF-8"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en">
 <teiHeader><fileDesc><titleStmt><title type="main">Debate of the House</title><title>Other</title></titleStmt>
  <publicationStmt><p>Published by us.</p><date when="2024-01-01">1.1.2024</date></publicationStmt></fileDesc>
  <profileDesc><settingDesc><setting><date when="2020-02-25">25.2.2020</date></setting></settingDesc></profileDesc>
 </teiHeader>
 <text><body><div type="debateSection"><head>Sanctions on the bank</head>
  <note type="narrative">The chair took the seat at ten.</note>
  <note type="speaker">The CHAIR (Ms B):</note>
  <u who="#B"><seg>The freeze stays in force<note place="foot">No. 12</note> until
     the end of the year.</seg><vocal><desc>applause</desc></vocal><seg>Aid goes on.</seg></u>
  <note type="speaker">Mr A:</note>
  <u who="#A"><seg>We <hi>agree</hi> with it.</seg></u>
 </div></body></text>
</TEI>"""
ANNOTATED = """<?xml version="1.0"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><div><u><seg><s>
 <w>We</w> <w>ca<w norm="can"/></w> <w join="right">agree</w><pc>.</pc>
 <pc join="right">“</pc><w join="right">Now</w><pc>”</pc>
</s></seg></u></div></body></text></TEI>"""
DEBATE = """<?xml version="1.0"?>
<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><debate>
 <meta><identification><FRBRWork><FRBRdate date="2019-05-07" name="d"/></FRBRWork>
  <FRBRExpression><FRBRlanguage language="en"/></FRBRExpression></identification><p>Of the file</p></meta>
 <debateBody><debateSection><heading>Aid to the north</heading>
  <speech by="#x"><from>Deputy X</from><p>Convoys need access.</p><p>We pay for them.</p></speech>
  <narrative>The House rose.</narrative>
  <speech by="#y">Said without a paragraph of its own.</speech>
 </debateSection></debateBody></debate></akomaNtoso>"""
ACT = """<?xml version="1.0"?>
<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0/WD17">
 <act><preface><p><docTitle>Measures Act</docTitle></p></preface>
 <body><section><num>4.</num><heading>Freezing of funds</heading>
  <subsection><num>(1)</num><content>
   <p>All funds of listed persons are frozen.<authorialNote><p>See Annex I.</p></authorialNote></p>
  </content></subsection>
  <subsection><num>(2)</num><content><p>Aid agencies are exempt.</p></content></subsection>
 </section></body></act></akomaNtoso>"""
HANSARD = """<?xml version="1.0" encoding="ISO-8859-1"?>
<publicwhip><major-heading id="uk.org.publicwhip/debate/2024-07-30a.1149.0"> Caf\xe9 talks </major-heading>
<speech id="uk.org.publicwhip/debate/2024-07-30a.1149.1" speakername="Ann Smith"><p>Before we begin today.</p>
<p>A second point.</p></speech><speech id="b" speakername="Hon. Members:" nospeaker="true"><p>Hear, hear!</p></speech>
<division id="c"><mplist vote="aye"><mpname>Bo Diddle</mpname></mplist></division></publicwhip>"""
REGISTER = """<?xml version="1.0"?>
<RULE><HD SOURCE="HD1">Background</HD><P>On May 2 the office<LB/>
issued a rule.</P>
<table><row><cell>Bank A</cell><cell>frozen</cell></row></table><FTNT><P>A note.</P></FTNT></RULE>"""
JATS = """<?xml version="1.0"?>
<article><front><article-meta><article-title>Do embargoes work?</article-title>
 <abstract><p>No.</p></abstract></article-meta></front>
<body><sec><label>1</label><title>Introduction</title><p>We ask it.</p>
 <list><list-item><p>First the arms.</p></list-item></list></sec></body>
<back><ref-list><ref><p>Someone 2001</p></ref></ref-list></back></article>"""


def read(text, encoding="utf-8"):
    return read_raw(text.encode(encoding), kind="xml", name="d", source="d.xml", options=load_options())


def shown(paragraphs):
    return [
        (one.heading, classifier_text(one))
        for one in paragraphs
        if one.kind not in {"footnote", "aside", "table"}
    ]


def test_a_debate_in_tei_has_who_speaks_before_what_is_said():
    document, found = read(TEI)
    assert (document.title, document.date, document.language, document.reader) == (
        "Debate of the House",
        "2020-02-25",
        "en",
        "xml/1",
    )
    topic = "Sanctions on the bank"
    assert shown(found) == [
        (topic, "The CHAIR (Ms B): The freeze stays in force until the end of the year."),
        (topic, "Aid goes on."),
        (topic, "Mr A: We agree with it."),
    ]
    assert [one.text for one in found if one.kind == "aside"] == ["The chair took the seat at ten."]
    assert all(document.text[one.start : one.end] == one.text for one in found)


def test_an_annotated_debate_is_put_together_from_its_words():
    assert [one.text for one in read(ANNOTATED)[1]] == ["We ca agree. “Now”"]


def test_a_debate_in_akoma_ntoso():
    document, found = read(DEBATE)
    assert (document.date, document.language) == ("2019-05-07", "en")
    assert [text for _, text in shown(found)] == [
        "Deputy X: Convoys need access.",
        "We pay for them.",
        "Said without a paragraph of its own.",
    ]
    assert found[0].heading == "Aid to the north"


def test_an_act_in_akoma_ntoso_keeps_its_numbers_and_footnotes():
    document, found = read(ACT)
    assert document.title == "Measures Act"
    assert shown(found)[-2:] == [
        ("4. Freezing of funds", "(1) All funds of listed persons are frozen."),
        ("4. Freezing of funds", "(2) Aid agencies are exempt."),
    ]
    assert [one.text for one in found if one.kind == "footnote"] == ["See Annex I."]


def test_they_work_for_you_without_how_members_voted():
    document, found = read(HANSARD, "latin-1")
    assert (document.title, document.date) == ("Café talks", "2024-07-30")
    assert shown(found) == [
        ("Café talks", "Ann Smith: Before we begin today."),
        ("Café talks", "A second point."),
        ("Café talks", "Hear, hear!"),
    ]


def test_other_vocabularies_are_read_by_the_names_of_their_elements():
    assert shown(read(REGISTER)[1])[0] == ("Background", "On May 2 the office issued a rule.")
    assert [one.text for one in read(REGISTER)[1] if one.kind == "table"] == ["Bank A | frozen"]
    document, found = read(JATS)
    assert document.title == "Do embargoes work?"
    assert shown(found) == [("1 Introduction", "We ask it."), ("1 Introduction", "First the arms.")]


def test_the_shipped_corpus_as_tei_is_read_back_paragraph_by_paragraph():
    for name, paragraphs in list(documents().items())[::20]:
        body = "".join(f"<p>{escape(text)}</p>" for text in paragraphs)
        found = read(f'<?xml version="1.0"?><TEI><text><body>{body}</body></text></TEI>')[1]
        assert [" ".join(one.text.split()) for one in found] == [
            " ".join(text.split()) for text in paragraphs
        ], name


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("<urlset><url><loc>x</loc></url></urlset>", "expected XML that marks its paragraphs .* found <urlset>"),
        ("<p>open", "d.xml: expected XML, found "),
        ("<a>" * 300 + "<p>x</p>" + "</a>" * 300, "d.xml: expected XML, found Excessive depth"),
        ("<p/>", "expected a document with text, found none"),
        ('<!DOCTYPE p SYSTEM "file:///etc/hostname" [<!ENTITY a SYSTEM "file:///etc/hostname">]><p>&a;</p>', "no"),
    ],
)  # fmt: skip
def test_what_is_no_document_is_an_error(text, words):
    with pytest.raises(InputError, match=words):
        read(text)


NAMES = (
    *("div", "p", "seg", "head", "num", "u", "item", "list", "hi", "b", "speech", "from"),
    *("section", "quote", "blockQuote", "ab", "foo", "lb"),
)
WORDS = st.sampled_from(["", "one ", "two ", " "])
TREES = st.recursive(
    st.tuples(st.sampled_from(NAMES), WORDS, st.just(()), WORDS),
    lambda inner: st.tuples(st.sampled_from(NAMES), WORDS, st.lists(inner, max_size=4), WORDS),
    max_leaves=20,
)


def element_of(tree):
    name, text, children, tail = tree
    made = etree.Element(name)
    made.text, made.tail = text, tail
    made.extend(map(element_of, children))
    return made


@given(st.lists(TREES, max_size=3))
def test_no_word_is_lost_however_elements_are_nested(trees):
    root = etree.Element("doc")
    root.extend(map(element_of, trees))
    found = " ".join(piece.text for piece in pieces_of(root)).replace(":", " ")
    assert sorted(found.split()) == sorted("".join(root.itertext()).split())


def test_entities_are_letters_of_the_text_but_not_where_they_grow():
    text = '<!DOCTYPE p [<!ENTITY eacute "é">]><p>Caf&eacute; talks &amp; more.</p>'
    assert [one.text for one in read(text)[1]] == ["Café talks & more."]
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    with pytest.raises(InputError, match="expected XML, found Maximum entity amplification"):
        read(f'<!DOCTYPE p [<!ENTITY e0 "ha">{entities}]><p>Before. &e11; After.</p>')


def test_a_file_is_told_by_its_ending_or_its_first_line(tmp_path):
    (tmp_path / "debate.xml").write_text(TEI)
    assert read_document(tmp_path / "debate.xml")[0].title == "Debate of the House"
    (tmp_path / "page.xml").write_text(
        "<?xml version='1.0'?><html><body><p>A web page in disguise.</p></body></html>"
    )
    assert read_document(tmp_path / "page.xml")[0].reader.startswith("html/")
    assert sniff(TEI.encode("utf-8-sig")) == "xml"
