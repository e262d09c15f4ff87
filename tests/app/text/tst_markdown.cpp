// SPDX-License-Identifier: Apache-2.0
#include "support/testmain.h"
#include "text/entities.h"
#include "text/markdown.h"

using namespace Qt::StringLiterals;
using text::Block;
using text::Enclosure;
using text::Run;

/// Every kind of block and run, and what is refused.
class MarkdownTest : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void headingsAndParagraphs();
    void runsCarryStyles();
    void lineBreaksAreKept();
    void lists();
    void tasks();
    void nestedBlocksKnowWhatTheyStandIn();
    void tables();
    void code();
    void htmlIsText();
    void onlyHarmlessLinks_data();
    void onlyHarmlessLinks();
    void picturesAreNotLoaded();
    void entities_data();
    void entities();
    void plainTextKeepsEveryCharacter();
};

void MarkdownTest::headingsAndParagraphs()
{
    const auto blocks = text::parseMarkdown(u"# One\n\nTwo\n\n### Three\n\n---\n"_s);
    QCOMPARE(blocks.size(), 4);
    QCOMPARE(blocks[0].kind, Block::Kind::Heading);
    QCOMPARE(blocks[0].level, 1);
    QCOMPARE(blocks[0].plainText(), u"One"_s);
    QCOMPARE(blocks[1].kind, Block::Kind::Paragraph);
    QCOMPARE(blocks[2].level, 3);
    QCOMPARE(blocks[3].kind, Block::Kind::Rule);
}

void MarkdownTest::runsCarryStyles()
{
    const auto blocks = text::parseMarkdown(u"a **b *c*** `d` ~~e~~"_s);
    QCOMPARE(blocks.size(), 1);
    const text::Runs wanted{{u"a "_s, 0, {}},         {u"b "_s, Run::Bold, {}}, {u"c"_s, Run::Bold | Run::Italic, {}},
                            {u" "_s, 0, {}},          {u"d"_s, Run::Code, {}},  {u" "_s, 0, {}},
                            {u"e"_s, Run::Strike, {}}};
    QCOMPARE(blocks[0].runs, wanted);
}

void MarkdownTest::lineBreaksAreKept()
{
    const auto blocks = text::parseMarkdown(u"one\ntwo  \nthree"_s);
    QCOMPARE(blocks[0].plainText(), u"one\ntwo\nthree"_s);
}

void MarkdownTest::lists()
{
    const auto blocks = text::parseMarkdown(u"- a\n- b\n\nx\n\n3. c\n4. d\n"_s);
    QCOMPARE(blocks.size(), 5);
    QCOMPARE(blocks[0].around.value(0).marker, u"•"_s);
    QVERIFY(blocks[0].tight);
    QVERIFY(blocks[2].around.isEmpty());
    QCOMPARE(blocks[3].around.value(0).marker, u"3."_s);
    QCOMPARE(blocks[4].around.value(0).marker, u"4."_s);
}

void MarkdownTest::tasks()
{
    const auto blocks = text::parseMarkdown(u"- [x] done\n- [ ] open\n- plain\n"_s);
    QCOMPARE(blocks.size(), 3);
    QCOMPARE(blocks[0].around[0].task, std::optional(true));
    QCOMPARE(blocks[1].around[0].task, std::optional(false));
    QVERIFY(!blocks[2].around[0].task);
    QCOMPARE(blocks[0].plainText(), u"done"_s);
}

void MarkdownTest::nestedBlocksKnowWhatTheyStandIn()
{
    const auto blocks = text::parseMarkdown(u"1. first\n\n   second\n\n   > quoted\n"_s);
    QCOMPARE(blocks.size(), 3);
    QCOMPARE(blocks[0].around[0].marker, u"1."_s);
    QCOMPARE(blocks[1].around[0].marker, QString());
    QCOMPARE(blocks[1].around[0].kind, Enclosure::Kind::Item);
    QCOMPARE(blocks[2].around.size(), 2);
    QCOMPARE(blocks[2].around[1].kind, Enclosure::Kind::Quote);
}

void MarkdownTest::tables()
{
    const auto blocks = text::parseMarkdown(u"| A | B |\n|:--|--:|\n| 1 | **2** |\n| 3 |\n"_s);
    QCOMPARE(blocks.size(), 1);
    QCOMPARE(blocks[0].kind, Block::Kind::Table);
    QCOMPARE(blocks[0].rows.size(), 3);
    QCOMPARE(blocks[0].columns, (QList{Block::Align::Left, Block::Align::Right}));
    QCOMPARE(blocks[0].rows[1][1], (text::Runs{{u"2"_s, Run::Bold, {}}}));
    QCOMPARE(blocks[0].plainText(), u"A\tB\n1\t2\n3\t"_s);
}

void MarkdownTest::code()
{
    const auto blocks = text::parseMarkdown(u"```sql extra\nSELECT 1;\n\n<b>\n```\n"_s);
    QCOMPARE(blocks.size(), 1);
    QCOMPARE(blocks[0].kind, Block::Kind::Code);
    QCOMPARE(blocks[0].language, u"sql"_s);
    QCOMPARE(blocks[0].code, u"SELECT 1;\n\n<b>\n"_s);
    QCOMPARE(blocks[0].plainText(), u"SELECT 1;\n\n<b>"_s);
}

void MarkdownTest::htmlIsText()
{
    const QString html = u"<script>alert(1)</script> <img src=x onerror=y> <b>bold</b>"_s;
    const auto blocks = text::parseMarkdown(html);
    QCOMPARE(blocks.size(), 1);
    QCOMPARE(blocks[0].plainText(), html);
    QCOMPARE(blocks[0].runs.size(), 1);
    QCOMPARE(text::parseMarkdown(u"<div>\n\n*x*\n\n</div>"_s).size(), 3);
}

void MarkdownTest::onlyHarmlessLinks_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<bool>("isLink");
    QTest::newRow("https") << u"https://example.org/a?b=c&amp;d"_s << true;
    QTest::newRow("HTTP") << u"HTTP://example.org"_s << true;
    QTest::newRow("mail") << u"mailto:a@example.org"_s << true;
    QTest::newRow("javascript") << u"javascript:alert(1)"_s << false;
    QTest::newRow("file") << u"file:///etc/passwd"_s << false;
    QTest::newRow("data") << u"data:text/html,x"_s << false;
    QTest::newRow("relative") << u"../secret"_s << false;
    QTest::newRow("custom") << u"steam://run/1"_s << false;
}

void MarkdownTest::onlyHarmlessLinks()
{
    QFETCH(QString, address);
    QFETCH(bool, isLink);
    const auto blocks = text::parseMarkdown(u"[words](%1)"_s.arg(address));
    QCOMPARE(blocks.size(), 1);
    QCOMPARE(blocks[0].plainText(), u"words"_s);
    QCOMPARE(!blocks[0].runs[0].link.isEmpty(), isLink);
    if (isLink)
        QCOMPARE(blocks[0].runs[0].link, QString(address).replace(u"&amp;"_s, u"&"_s));
}

void MarkdownTest::picturesAreNotLoaded()
{
    const auto blocks = text::parseMarkdown(u"![chart](https://evil.example/leak?q=1)"_s);
    QCOMPARE(blocks.size(), 1);
    QCOMPARE(blocks[0].plainText(), u"Image, not loaded: chart"_s);
    QCOMPARE(blocks[0].runs.last().link, u"https://evil.example/leak?q=1"_s);
}

void MarkdownTest::entities_data()
{
    QTest::addColumn<QByteArray>("entity");
    QTest::addColumn<QString>("wanted");
    QTest::newRow("named") << "&hellip;"_ba << u"…"_s;
    QTest::newRow("decimal") << "&#8364;"_ba << u"€"_s;
    QTest::newRow("hex") << "&#x1F600;"_ba << u"😀"_s;
    QTest::newRow("zero") << "&#0;"_ba << QString(QChar::ReplacementCharacter);
    QTest::newRow("surrogate") << "&#xD800;"_ba << QString(QChar::ReplacementCharacter);
    QTest::newRow("too large") << "&#1114112;"_ba << QString(QChar::ReplacementCharacter);
    QTest::newRow("unknown") << "&nonsense;"_ba << u"&nonsense;"_s;
}

void MarkdownTest::entities()
{
    QFETCH(QByteArray, entity);
    QFETCH(QString, wanted);
    QCOMPARE(text::entityText(entity), wanted);
    QCOMPARE(text::parseMarkdown(QString::fromUtf8(entity)).value(0).plainText(), wanted);
}

void MarkdownTest::plainTextKeepsEveryCharacter()
{
    const QString source = u"# not a heading\n  *stars*\n\n"_s.repeated(900) + u"end 😀"_s;
    const auto blocks = text::plainBlocks(source);
    QVERIFY(blocks.size() > 3);
    QStringList parts;
    for (const Block &block : blocks)
        parts.append(block.plainText());
    QCOMPARE(parts.join(u'\n'), source);
    QVERIFY(text::plainBlocks({}).isEmpty());
}

QObject *makeMarkdownTest()
{
    return new MarkdownTest;
}

#include "tst_markdown.moc"
