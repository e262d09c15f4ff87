// SPDX-License-Identifier: Apache-2.0
#include "support/testmain.h"
#include "text/markdown.h"
#include "ui/text/boxlist.h"
#include "ui/text/readingstyle.h"
#include "ui/text/tablerowbox.h"
#include "ui/widgets/theme.h"

using namespace Qt::StringLiterals;

/// Boxes follow their blocks; only what is near is laid out; what did not change keeps its box.
class BoxListTest : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void onlyTheRangeHasLines();
    void releasedBoxesKeepTheirHeight();
    void unchangedBoxesStay();
    void growingCodeKeepsItsParts();
    void longCodeIsSeveralBoxes();
    void tableRowsShareWidths();
    void growingTableKeepsItsRows();
    void indexAtFindsEveryBox();
    void anotherWidthEstimatesAnew();

private:
    ui::Theme m_theme;
    ui::ReadingStyle m_style = ui::ReadingStyle::from(m_theme, ui::ReadingStyle::Size::Reading);
};

namespace {

QList<text::Block> paragraphs(int count)
{
    return text::parseMarkdown(u"Some words of a paragraph that is longer than one line of this narrow view.\n\n"_s.repeated(count));
}

} // namespace

void BoxListTest::onlyTheRangeHasLines()
{
    ui::BoxList list(m_style);
    list.setWidth(300);
    list.update(paragraphs(200), 0, false);
    QCOMPARE(list.count(), 200);
    list.layoutRange(0, 200);
    int laidOut = 0;
    for (int i = 0; i < list.count(); ++i)
        laidOut += list.box(i).hasLines();
    QVERIFY(laidOut > 0);
    QVERIFY(laidOut < 20);
}

void BoxListTest::releasedBoxesKeepTheirHeight()
{
    ui::BoxList list(m_style);
    list.setWidth(300);
    list.update(paragraphs(50), 0, false);
    list.layoutRange(0, 1e6);
    const double height = list.height();
    list.releaseOutside(0, 10);
    QVERIFY(!list.box(49).hasLines());
    QVERIFY(list.box(49).isExact());
    QCOMPARE(list.height(), height);
    QVERIFY(!list.layoutRange(0, 1e6));
    QVERIFY(list.box(49).hasLines());
}

void BoxListTest::unchangedBoxesStay()
{
    ui::BoxList list(m_style);
    list.setWidth(300);
    QList<text::Block> blocks = paragraphs(5);
    list.update(blocks, 0, false);
    const ui::BlockBox *third = &list.box(2);
    blocks += paragraphs(2);
    list.update(blocks, 5, false);
    QCOMPARE(list.count(), 7);
    QCOMPARE(&list.box(2), third);
}

void BoxListTest::growingCodeKeepsItsParts()
{
    ui::BoxList list(m_style);
    list.setWidth(300);
    QList<text::Block> blocks(1);
    blocks[0].kind = text::Block::Kind::Code;
    blocks[0].code = u"a line\n"_s.repeated(100);
    list.update(blocks, 0, false);
    const int before = list.count();
    QVERIFY(before > 1);
    const ui::BlockBox *first = &list.box(0);
    blocks[0].code += u"more\n"_s.repeated(100);
    list.update(blocks, 0, true);
    QVERIFY(list.count() > before);
    QCOMPARE(&list.box(0), first);
    QString whole;
    for (int i = 0; i < list.count(); ++i)
        whole += (i > 0 ? list.box(i).separator() : QString()) + list.box(i).text();
    QCOMPARE(whole, blocks[0].plainText());
}

void BoxListTest::longCodeIsSeveralBoxes()
{
    ui::BoxList list(m_style);
    list.setWidth(300);
    QList<text::Block> blocks(1);
    blocks[0].kind = text::Block::Kind::Code;
    blocks[0].code = QString(50000, u'x');
    list.update(blocks, 0, false);
    QVERIFY(list.count() >= 12);
    QString whole;
    for (int i = 0; i < list.count(); ++i)
        whole += (i > 0 ? list.box(i).separator() : QString()) + list.box(i).text();
    QCOMPARE(whole, blocks[0].code);
}

void BoxListTest::tableRowsShareWidths()
{
    ui::BoxList list(m_style);
    list.setWidth(400);
    list.update(text::parseMarkdown(u"|a|b|\n|---|---|\n|1|a much longer cell than the others|\n"_s), 0, false);
    QCOMPARE(list.count(), 2);
    list.layoutRange(0, 1000);
    // The caret stands in the last column: both rows have it at least where the widest cell begins.
    QVERIFY(list.box(0).caret().left() > 20);
    QVERIFY(list.box(1).caret().left() > list.box(0).caret().left());
}

void BoxListTest::growingTableKeepsItsRows()
{
    ui::BoxList list(m_style);
    list.setWidth(400);
    const QString table = u"|first|second|\n|---|---|\n|1|2|\n"_s;
    list.update(text::parseMarkdown(table), 0, false);
    list.layoutRange(0, 1000);
    const ui::BlockBox *head = &list.box(0);
    list.update(text::parseMarkdown(table + u"|3|4|\n"_s), 0, false);
    QCOMPARE(list.count(), 3);
    QCOMPARE(&list.box(0), head);
    QVERIFY(list.box(0).isExact());
    list.update(text::parseMarkdown(table + u"|3|a cell so long that the column grows|\n"_s), 0, false);
    QCOMPARE(&list.box(0), head);
    QVERIFY(!list.box(0).isExact());
    list.layoutRange(0, 1000);
    QVERIFY(list.box(2).caret().left() > list.box(1).caret().left());
}

void BoxListTest::indexAtFindsEveryBox()
{
    ui::BoxList list(m_style);
    QCOMPARE(list.indexAt(0), -1);
    list.setWidth(300);
    list.update(paragraphs(20), 0, false);
    for (int i = 0; i < list.count(); ++i)
        QCOMPARE(list.indexAt(list.top(i) + 1), i);
    QCOMPARE(list.indexAt(-5), 0);
    QCOMPARE(list.indexAt(1e9), 19);
}

void BoxListTest::anotherWidthEstimatesAnew()
{
    ui::BoxList list(m_style);
    list.setWidth(300);
    list.update(paragraphs(20), 0, false);
    list.layoutRange(0, 1e6);
    const double narrow = list.height();
    list.setWidth(900);
    QVERIFY(!list.box(0).hasLines());
    list.layoutRange(0, 1e6);
    QVERIFY(list.height() < narrow);
}

QObject *makeBoxListTest()
{
    return new BoxListTest;
}

#include "tst_boxlist.moc"
