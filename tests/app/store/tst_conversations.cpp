// SPDX-License-Identifier: Apache-2.0
#include "app/store/samples.h"
#include "support/testmain.h"

#include <QtTest/QSignalSpy>

using namespace Qt::StringLiterals;
using namespace storetest;

class ConversationsTest : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void everyFieldSurvives();
    void newestUpdateComesFirst();
    void savingAgainReplaces();
    void removingTakesTheTurnsButNotTheTraces();
    void whatEndsAfterRemovalDoesNotComeBack();
    void wordsFindConversations();
    void titlesWeighMore();
    void forgottenTextIsNotFound();
    void hostileSearchesDoNotFail_data();
    void hostileSearchesDoNotFail();

protected:
    void prepare() override
    {
        m_home = std::make_unique<Home>();
        QVERIFY(m_home->open());
    }

private:
    QList<QString> found(const QString &text) const { return (*m_home)->searchConversations(text).result().value(); }

    std::unique_ptr<Home> m_home;
};

void ConversationsTest::everyFieldSurvives()
{
    store::ConversationRecord saved = conversation(u"c1"_s, u"Grüße & \U0001F600"_s, 1790000000123456789);
    saved.created = at(1789999999999999999);
    QVERIFY((*m_home)->saveConversation(saved).result().has_value());
    QVERIFY(m_home->open());
    const auto all = (*m_home)->conversations().result().value();
    QCOMPARE(all.size(), 1);
    const store::ConversationRecord &read = all.first();
    QCOMPARE(read.id, saved.id);
    QCOMPARE(read.title, saved.title);
    QCOMPARE(read.profileId, saved.profileId);
    QVERIFY(read.created == saved.created);
    QVERIFY(read.updated == saved.updated);
    QCOMPARE(read.options.write(), R"({"zeta":1.50,"alpha":true})"_ba);
}

void ConversationsTest::newestUpdateComesFirst()
{
    for (int i : {2, 3, 1})
        (*m_home)->saveConversation(conversation(u"c%1"_s.arg(i), u"t"_s, i)).waitForFinished();
    QStringList ids;
    const auto all = (*m_home)->conversations().result().value();
    for (const store::ConversationRecord &record : all)
        ids.append(record.id);
    QCOMPARE(ids, QStringList({u"c3"_s, u"c2"_s, u"c1"_s}));
}

void ConversationsTest::savingAgainReplaces()
{
    (*m_home)->saveConversation(conversation(u"c1"_s, u"first"_s)).waitForFinished();
    (*m_home)->saveConversation(conversation(u"c1"_s, u"second"_s)).waitForFinished();
    const auto all = (*m_home)->conversations().result().value();
    QCOMPARE(all.size(), 1);
    QCOMPARE(all.first().title, u"second"_s);
}

void ConversationsTest::removingTakesTheTurnsButNotTheTraces()
{
    store::Store &store = *m_home->operator->();
    store.saveConversation(conversation(u"conversation-1"_s, u"t"_s)).waitForFinished();
    store.commitTurn(finishedTurn(), sampleTrace(), std::nullopt).waitForFinished();
    store.beginTurn(runningTurn(u"still running"_s)).waitForFinished();
    store.commitTurn(finishedTurn({}, u"other"_s), sampleTrace(), std::nullopt).waitForFinished();
    QVERIFY(store.removeConversation(u"conversation-1"_s).result().has_value());
    QVERIFY(store.conversations().result().value().isEmpty());
    QVERIFY(store.turns(u"conversation-1"_s).result().value().isEmpty());
    QCOMPARE(store.turns(u"other"_s).result().value().size(), 1);
    QCOMPARE(store.traceCount().result().value(), 2);
    // What a stream delivers for a turn that is gone is no failure.
    QVERIFY(store.appendJournal({{u"still running"_s, "late"}}).result().has_value());
}

void ConversationsTest::whatEndsAfterRemovalDoesNotComeBack()
{
    store::Store &store = *m_home->operator->();
    QVERIFY(store.saveConversation(conversation(u"conversation-1"_s, u"t"_s)).result().has_value());
    QVERIFY(store.beginTurn(runningTurn(u"running"_s)).result().has_value());
    QVERIFY(store.appendJournal({{u"running"_s, "bytes"}}).result().has_value());
    QVERIFY(store.removeConversation(u"conversation-1"_s).result().has_value());

    const trace::TraceRecord trace = sampleTrace();
    QVERIFY(store.appendJournal({{u"running"_s, "late"}}).result().has_value());
    QVERIFY(store.commitTurn(finishedTurn(u"running"_s), trace, draft()).result().has_value());
    QVERIFY(store.updateTurn(finishedTurn(u"running"_s)).result().has_value());
    QVERIFY(store.saveConversation(conversation(u"conversation-1"_s, u"late"_s)).result().has_value());
    QVERIFY(store.conversations().result().value().isEmpty());
    QVERIFY(store.turns(u"conversation-1"_s).result().value().isEmpty());
    QVERIFY(store.searchConversations(u"rayleigh"_s).result().value().isEmpty());
    // The call was made: its trace is there and goes where it was to go.
    QVERIFY(store.trace(trace.info.id).result().has_value());
    QVERIFY(store.outboxOf(trace.info.id).result().value().has_value());
    QVERIFY(store.health().writable);

    // Also after a new start, and others are untouched.
    QVERIFY(m_home->open());
    QVERIFY((*m_home)->commitTurn(finishedTurn(u"again"_s), sampleTrace(), std::nullopt).result().has_value());
    QVERIFY((*m_home)->turns(u"conversation-1"_s).result().value().isEmpty());
    QVERIFY((*m_home)->commitTurn(finishedTurn(u"other"_s, u"c2"_s), sampleTrace(), std::nullopt).result().has_value());
    QCOMPARE((*m_home)->turns(u"c2"_s).result().value().size(), 1);
}

void ConversationsTest::wordsFindConversations()
{
    store::Store &store = *m_home->operator->();
    store.saveConversation(conversation(u"conversation-1"_s, u"About light"_s)).waitForFinished();
    store.saveConversation(conversation(u"other"_s, u"Köche und Gärten"_s)).waitForFinished();
    store.commitTurn(finishedTurn(), sampleTrace(), std::nullopt).waitForFinished();
    const QList<QString> first{u"conversation-1"_s};
    QCOMPARE(found(u"rayleigh"_s), first);
    QCOMPARE(found(u"SCATTERING because"_s), first);
    QCOMPARE(found(u"scat"_s), first); // the last word may go on
    QCOMPARE(found(u"scat* rayleigh"_s), first);
    QVERIFY(found(u"scat rayleigh"_s).isEmpty());
    QVERIFY(found(u"rayleigh nothing"_s).isEmpty());
    QCOMPARE(found(u"light"_s), first);
    QCOMPARE(found(u"garten"_s), QList<QString>({u"other"_s})); // without its dots
    QVERIFY(found(QString()).isEmpty());
    // A turn of a conversation that was never saved leads nowhere.
    store.commitTurn(finishedTurn({}, u"unknown"_s), sampleTrace(), std::nullopt).waitForFinished();
    QCOMPARE(found(u"rayleigh"_s), first);
}

void ConversationsTest::titlesWeighMore()
{
    store::Store &store = *m_home->operator->();
    store.saveConversation(conversation(u"conversation-1"_s, u"Physics"_s)).waitForFinished();
    store.saveConversation(conversation(u"titled"_s, u"Rayleigh"_s)).waitForFinished();
    store.commitTurn(finishedTurn(), sampleTrace(), std::nullopt).waitForFinished();
    QCOMPARE(found(u"rayleigh"_s), QList<QString>({u"titled"_s, u"conversation-1"_s}));
}

void ConversationsTest::forgottenTextIsNotFound()
{
    store::Store &store = *m_home->operator->();
    store.saveConversation(conversation(u"conversation-1"_s, u"Elephants"_s)).waitForFinished();
    store::TurnRecord turn = finishedTurn(u"turn-1"_s);
    store.commitTurn(turn, sampleTrace(), std::nullopt).waitForFinished();
    store.saveConversation(conversation(u"conversation-1"_s, u"Giraffes"_s)).waitForFinished();
    turn.replyText = u"Something else."_s;
    QVERIFY(store.updateTurn(turn).result().has_value());
    QVERIFY(found(u"elephants"_s).isEmpty());
    QVERIFY(found(u"rayleigh"_s).isEmpty());
    QCOMPARE(found(u"giraffes"_s).size(), 1);
    QCOMPARE(found(u"something"_s).size(), 1);
    store.removeConversation(u"conversation-1"_s).waitForFinished();
    QVERIFY(found(u"giraffes"_s).isEmpty());
    QVERIFY(found(u"something"_s).isEmpty());
}

void ConversationsTest::hostileSearchesDoNotFail_data()
{
    QTest::addColumn<QString>("text");
    const QStringList texts{u"\""_s,
                            u"\"a"_s,
                            u"AND"_s,
                            u"a OR"_s,
                            u"NOT x"_s,
                            u"NEAR(a b)"_s,
                            u"prompt:x"_s,
                            u"^a"_s,
                            u"a + b"_s,
                            u"{a b}: c"_s,
                            u"*"_s,
                            u"-a"_s,
                            u"(((("_s,
                            u"';DROP TABLE turns;--"_s,
                            u"\U0001F600"_s,
                            u"\u0301"_s,
                            u"a\0b"_s,
                            QString(QChar(0xd800)),
                            QString(20000, u'x'),
                            u"x "_s.repeated(3000)};
    for (const QString &text : texts)
        QTest::addRow("%s", qPrintable(text.left(20))) << text;
}

void ConversationsTest::hostileSearchesDoNotFail()
{
    QFETCH(const QString, text);
    (*m_home)->saveConversation(conversation(u"c"_s, u"a b"_s)).waitForFinished();
    const auto conversations = (*m_home)->searchConversations(text).result();
    QVERIFY2(conversations.has_value(), conversations ? "" : qPrintable(conversations.error().detail));
    store::TraceQuery query;
    query.text = text;
    const auto traces = (*m_home)->traces(query).result();
    QVERIFY2(traces.has_value(), traces ? "" : qPrintable(traces.error().detail));
}

QObject *makeConversationsTest()
{
    return new ConversationsTest;
}

#include "tst_conversations.moc"
