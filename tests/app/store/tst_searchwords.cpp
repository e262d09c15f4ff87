// SPDX-License-Identifier: Apache-2.0
#include "store/searchwords.h"

#include "support/testmain.h"

using namespace Qt::StringLiterals;

class SearchWordsTest : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void typedWordsBecomeAnExpression_data();
    void typedWordsBecomeAnExpression();
};

void SearchWordsTest::typedWordsBecomeAnExpression_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("expression");
    QTest::newRow("empty") << u""_s << u""_s;
    QTest::newRow("one word") << u"sky"_s << u"\"sky\"*"_s;
    QTest::newRow("words") << u" why  sky "_s << u"\"why\" \"sky\""_s;
    QTest::newRow("typing goes on") << u"why sk"_s << u"\"why\" \"sk\"*"_s;
    QTest::newRow("star in the middle") << u"wh* sky."_s << u"\"wh\"* \"sky\""_s;
    QTest::newRow("quotes") << u"\"why\" 'sky'!"_s << u"\"why\" \"sky\""_s;
    QTest::newRow("operators are words") << u"a AND b "_s << u"\"a\" \"AND\" \"b\""_s;
    QTest::newRow("column filter") << u"prompt:x "_s << u"\"prompt\" \"x\""_s;
    QTest::newRow("only signs") << u"*-()^+"_s << u""_s;
    QTest::newRow("umlauts and digits") << u"Grüße7 "_s << u"\"Grüße7\""_s;
}

void SearchWordsTest::typedWordsBecomeAnExpression()
{
    QFETCH(const QString, typed);
    QFETCH(const QString, expression);
    QCOMPARE(store::searchExpression(typed), expression);
}

QObject *makeSearchWordsTest()
{
    return new SearchWordsTest;
}

#include "tst_searchwords.moc"
