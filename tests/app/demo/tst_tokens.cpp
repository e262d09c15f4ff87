// SPDX-License-Identifier: Apache-2.0
#include "demo/models/tokens.h"
#include "support/testmain.h"

using namespace Qt::StringLiterals;

class TokensTest : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void cuts_data();
    void cuts();
    void promptCosts_data();
    void promptCosts();
};

void TokensTest::cuts_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("tokens");
    QTest::newRow("words") << u"Kong is a gateway."_s
                           << QStringList{u"Kong"_s, u" is"_s, u" a"_s, u" gatewa"_s, u"y"_s, u"."_s};
    QTest::newRow("two blanks") << u"a  b"_s << QStringList{u"a"_s, u" "_s, u" b"_s};
    QTest::newRow("code point") << u"🦍🦍"_s << QStringList{u"🦍"_s, u"🦍"_s};
    QTest::newRow("marks") << u"**x**"_s << QStringList{u"*"_s, u"*"_s, u"x"_s, u"*"_s, u"*"_s};
    QTest::newRow("letters of all scripts") << u"Grüße 世界"_s << QStringList{u"Grüße"_s, u" 世界"_s};
    QTest::newRow("blank at the end") << u"a "_s << QStringList{u"a"_s, u" "_s};
    QTest::newRow("lone surrogate") << QString(QChar(0xd83e)) << QStringList{QString(QChar(0xd83e))};
    QTest::newRow("nothing") << QString() << QStringList();
}

void TokensTest::cuts()
{
    QFETCH(const QString, text);
    QFETCH(const QStringList, tokens);
    QCOMPARE(demo::tokens(text), tokens);
    QCOMPARE(demo::tokens(text).join(QString()), text);
    QCOMPARE(demo::tokenCount(text), tokens.size());
}

void TokensTest::promptCosts_data()
{
    QTest::addColumn<QByteArray>("messages");
    QTest::addColumn<QByteArray>("tools");
    QTest::addColumn<qsizetype>("cost");
    QTest::newRow("one message") << R"([{"role":"user","content":"hi"}])"_ba
                                 << "null"_ba << qsizetype(3 + 4 + 1);
    QTest::newRow("two messages") << R"([{"role":"system","content":"a b"},{"role":"user","content":"hi"}])"_ba
                                  << "null"_ba << qsizetype(3 + 4 + 2 + 4 + 1);
    QTest::newRow("image")
        << R"([{"role":"user","content":[{"type":"text","text":"hi"},{"type":"image_url","image_url":{}}]}])"_ba
        << "null"_ba << qsizetype(3 + 4 + 1 + 85);
    QTest::newRow("tools") << R"([{"role":"user","content":"hi"}])"_ba
                           << "[1]"_ba << qsizetype(3 + 4 + 1 + 3);
}

void TokensTest::promptCosts()
{
    QFETCH(const QByteArray, messages);
    QFETCH(const QByteArray, tools);
    QFETCH(const qsizetype, cost);
    QCOMPARE(demo::promptTokens(*base::Json::parse(messages), *base::Json::parse(tools)), cost);
}

QObject *makeTokensTest()
{
    return new TokensTest;
}

#include "tst_tokens.moc"
