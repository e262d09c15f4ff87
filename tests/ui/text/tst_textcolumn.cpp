// SPDX-License-Identifier: Apache-2.0
#include "support/testmain.h"
#include "ui/text/readingstyle.h"
#include "ui/text/textcolumn.h"
#include "ui/widgets/theme.h"

#include <QtGui/QImage>
#include <QtGui/QPainter>

using namespace Qt::StringLiterals;
using ui::TextColumn;

/// One text: parsed late, laid out where it is seen, found again by place, copied as plain text.
class TextColumnTest : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void isParsedOnlyNearTheView();
    void growsLikeTheWhole();
    void selectionAcrossBlocks();
    void wordUnderThePointer();
    void linksAreFoundWhereTheyStand();
    void copyButtonOfCode();
    void anchorSurvivesChangesAbove();
    void paintsSomething();
    void hostileTextsAreLaidOut_data();
    void hostileTextsAreLaidOut();

private:
    ui::Theme m_theme;
    ui::ReadingStyle m_style = ui::ReadingStyle::from(m_theme, ui::ReadingStyle::Size::Reading);
};

void TextColumnTest::isParsedOnlyNearTheView()
{
    TextColumn column(m_style);
    column.setWidth(400);
    column.setText(u"# Head\n\nwords\n"_s, TextColumn::Kind::Markdown, false);
    QVERIFY(column.height() > 0);
    QVERIFY(column.plainText().isEmpty());
    QVERIFY(column.layoutRange(0, 100));
    QCOMPARE(column.plainText(), u"Head\nwords"_s);
}

void TextColumnTest::growsLikeTheWhole()
{
    const QString text = u"Intro\n\n```py\nprint(1)\nprint(2)\n```\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n- x\n- y\n\nEnd."_s;
    TextColumn growing(m_style);
    growing.setWidth(400);
    growing.layoutRange(0, 1000);
    for (qsizetype size = 1; size <= text.size(); ++size) {
        growing.setText(text.left(size), TextColumn::Kind::Markdown, true);
        growing.layoutRange(0, 1000);
    }
    growing.setText(text, TextColumn::Kind::Markdown, false);
    growing.layoutRange(0, 1000);
    TextColumn whole(m_style);
    whole.setWidth(400);
    whole.setText(text, TextColumn::Kind::Markdown, false);
    whole.layoutRange(0, 1000);
    QCOMPARE(growing.plainText(), whole.plainText());
    QCOMPARE(growing.height(), whole.height());
}

void TextColumnTest::selectionAcrossBlocks()
{
    TextColumn column(m_style);
    column.setWidth(400);
    column.setText(u"First words\n\nsecond **bold** end\n\n```\ncode\n```"_s, TextColumn::Kind::Markdown, false);
    column.layoutRange(0, 1000);
    QCOMPARE(column.selectedText({{0, 6}, {1, 11}}), u"words\nsecond bold"_s);
    QCOMPARE(column.selectedText({{}, column.end()}), u"First words\nsecond bold end\ncode"_s);
}

void TextColumnTest::wordUnderThePointer()
{
    TextColumn column(m_style);
    column.setWidth(400);
    column.setText(u"some_name other"_s, TextColumn::Kind::Plain, false);
    column.layoutRange(0, 100);
    QCOMPARE(column.selectedText(column.wordAt({0, 4})), u"some_name"_s);
    QCOMPARE(column.selectedText(column.wordAt({0, 15})), u"other"_s);
}

void TextColumnTest::linksAreFoundWhereTheyStand()
{
    TextColumn column(m_style);
    column.setWidth(400);
    column.setText(u"[here](https://example.org/x) and words"_s, TextColumn::Kind::Markdown, false);
    column.layoutRange(0, 100);
    QCOMPARE(column.linkAt({5, 5}), u"https://example.org/x"_s);
    QCOMPARE(column.linkAt({150, 5}), QString());
    QCOMPARE(column.links(), QStringList{u"https://example.org/x"_s});
}

void TextColumnTest::copyButtonOfCode()
{
    TextColumn column(m_style);
    column.setWidth(400);
    column.setText(u"```cpp\nint a;\n```"_s, TextColumn::Kind::Markdown, false);
    column.layoutRange(0, 100);
    QCOMPARE(column.copyButtonAt({390, 10}), 0);
    QCOMPARE(column.copyButtonAt({10, 10}), -1);
    QCOMPARE(column.codeOf(0), u"int a;"_s);
    QCOMPARE(column.languageOf(0), u"cpp"_s);
}

void TextColumnTest::anchorSurvivesChangesAbove()
{
    TextColumn column(m_style);
    column.setWidth(300);
    column.setText(u"A paragraph with words enough for two or three lines of the narrow column.\n\n"_s.repeated(100),
                   TextColumn::Kind::Markdown, false);
    column.layoutRange(0, 10);
    const double y = column.height() * 0.8;
    const TextColumn::Anchor anchor = column.anchorAt(y);
    column.layoutRange(0, column.height());
    const TextColumn::Anchor after = column.anchorAt(column.yOf(anchor));
    QCOMPARE(after.box, anchor.box);
}

void TextColumnTest::paintsSomething()
{
    TextColumn column(m_style);
    column.setWidth(200);
    column.setText(u"- [x] task `code`\n\n> quote\n\n|a|\n|-|\n|b|\n\n```\nx\n```\n\n---"_s, TextColumn::Kind::Markdown, false);
    column.layoutRange(0, 1000);
    QImage image(220, int(column.height()) + 2, QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    column.paint(&painter, {5, 0}, 0, 1000, {{0, 0}, {0, 4}});
    painter.end();
    QImage blank = image;
    blank.fill(Qt::white);
    QVERIFY(image != blank);
}

void TextColumnTest::hostileTextsAreLaidOut_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("one long word") << QString(300000, u'a');
    QTest::newRow("combining marks") << u"a"_s + QString(20000, QChar(0x301));
    QTest::newRow("right to left") << u"\u202E"_s + u"שלום abc "_s.repeated(2000);
    QTest::newRow("lone surrogates") << QString(20000, QChar(0xDC00));
    QTest::newRow("nul") << QString(20000, QChar(0));
    QTest::newRow("columns") << u"a|"_s.repeated(500) + u'\n' + u"-|"_s.repeated(500) + u'\n' + u"x|"_s.repeated(500);
    QTest::newRow("depth") << u"> "_s.repeated(5000) + u"x"_s;
    QTest::newRow("separators") << QString(50000, QChar::ParagraphSeparator);
    QTest::newRow("code of newlines") << u"```\n"_s + QString(100000, u'\n');
}

void TextColumnTest::hostileTextsAreLaidOut()
{
    QFETCH(QString, text);
    TextColumn column(m_style);
    column.setWidth(500);
    column.setText(text, TextColumn::Kind::Markdown, false);
    column.layoutRange(0, 800);
    QVERIFY(column.height() >= 0);
    QImage image(500, 800, QImage::Format_RGB32);
    QPainter painter(&image);
    column.paint(&painter, {0, 0}, 0, 800, {{0, 0}, {0, 5}});
    QVERIFY(column.positionAt({250, 400}).box >= 0);
}

QObject *makeTextColumnTest()
{
    return new TextColumnTest;
}

#include "tst_textcolumn.moc"
