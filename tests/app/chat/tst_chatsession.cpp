// SPDX-License-Identifier: Apache-2.0
#include "tst_chatsession.h"

#include "chat/comparesession.h"
#include "chat/conversationbook.h"
#include "chatbench.h"
#include "support/fulldisk.h"

#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using base::Json;
using chat::ChatSession;
using chat::ConversationBook;
using testsupport::ChatBench;
using testsupport::waitFor;
using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 30000;

chat::ConversationOptions benchOptions()
{
    chat::ConversationOptions options;
    options.profileId = u"bench"_s;
    options.model = u"model-a"_s;
    return options;
}

ChatSession *openSession(ConversationBook &book)
{
    ChatSession *session = book.create(benchOptions());
    if (!QTest::qWaitFor([session] { return session->isLoaded(); }, patience))
        qFatal("session not loaded");
    return session;
}

void sendAndWait(ChatSession *session, const QString &text)
{
    session->send(text);
    QTRY_VERIFY_WITH_TIMEOUT(!session->isRunning(), patience);
    QTRY_VERIFY_WITH_TIMEOUT(session->turns().last().saved, patience);
}

Json messagesOf(const QByteArray &body)
{
    return (*Json::parse(body))[u"messages"];
}

} // namespace

void TestChatSession::historyGoesWithTheNextPrompt()
{
    ChatBench bench;
    bench.setScript(ChatBench::streaming({u"one"_s}));
    ConversationBook book(bench.services());
    ChatSession *session = openSession(book);
    sendAndWait(session, u"first"_s);
    sendAndWait(session, u"second"_s);
    QCOMPARE(session->turns().size(), 2);
    const Json messages = messagesOf(bench.bodies().last());
    QCOMPARE(messages.size(), 3);
    QCOMPARE(messages.at(0)[u"content"].toString(), u"first"_s);
    QCOMPARE(messages.at(1)[u"role"].toString(), u"assistant"_s);
    QCOMPARE(messages.at(1)[u"content"].toString(), u"one"_s);
    QCOMPARE(messages.at(2)[u"content"].toString(), u"second"_s);
    QCOMPARE(session->title(), u"first"_s);
    const auto stored = waitFor(bench.store()->trace(session->turns().last().traceId));
    QCOMPARE(stored->info.session, session->id());
}

void TestChatSession::systemPromptAndParametersAreSent()
{
    ChatBench bench;
    bench.setScript(ChatBench::streaming({u"ok"_s}));
    ConversationBook book(bench.services());
    ChatSession *session = openSession(book);
    chat::ConversationOptions options = session->options();
    options.systemPrompt = u"Be brief"_s;
    options.temperature = 0.5;
    options.maxTokens = 7;
    session->setOptions(options);
    sendAndWait(session, u"Hi"_s);
    const Json body = *Json::parse(bench.bodies().last());
    QCOMPARE(body[u"messages"].at(0)[u"role"].toString(), u"system"_s);
    QCOMPARE(body[u"temperature"].toDouble(), 0.5);
    QCOMPARE(body[u"max_tokens"].toInt64(), 7);
    QVERIFY(body[u"stream"].toBool());
    QVERIFY(body[u"stream_options"][u"include_usage"].toBool());
}

void TestChatSession::failedTurnLeavesNoTraceInTheHistory()
{
    ChatBench bench;
    bench.setScript(ChatBench::refusing(503, "{}"));
    ConversationBook book(bench.services());
    ChatSession *session = openSession(book);
    sendAndWait(session, u"lost"_s);
    bench.setScript(ChatBench::streaming({u"ok"_s}));
    sendAndWait(session, u"again"_s);
    QCOMPARE(messagesOf(bench.bodies().last()).size(), 1);
    QCOMPARE(session->turns().size(), 2);
}

void TestChatSession::regenerateReplacesTheLastTurn()
{
    ChatBench bench;
    bench.setScript(ChatBench::streaming({u"first try"_s}));
    ConversationBook book(bench.services());
    ChatSession *session = openSession(book);
    sendAndWait(session, u"Hi"_s);
    bench.setScript(ChatBench::streaming({u"second try"_s}));
    session->regenerate();
    QTRY_VERIFY_WITH_TIMEOUT(!session->isRunning() && session->turns().last().saved, patience);
    QCOMPARE(session->turns().size(), 1);
    QCOMPARE(session->turns().last().reply.text(), u"second try"_s);
    QCOMPARE(messagesOf(bench.bodies().last()).size(), 1);
    QCOMPARE(waitFor(bench.store()->turns(session->id()))->size(), 2);
}

void TestChatSession::conversationComesBackFromTheStore()
{
    ChatBench bench;
    bench.setScript(ChatBench::streaming({u"kept"_s}));
    QString id;
    {
        ConversationBook book(bench.services());
        ChatSession *session = openSession(book);
        sendAndWait(session, u"Remember"_s);
        session->regenerate();
        QTRY_VERIFY_WITH_TIMEOUT(!session->isRunning() && session->turns().last().saved, patience);
        id = session->id();
        waitFor(bench.store()->flush());
    }
    bench.reopenStore();
    ConversationBook book(bench.services());
    QSignalSpy loaded(&book, &ConversationBook::loaded);
    book.load();
    QVERIFY(loaded.wait(patience));
    QCOMPARE(book.entries().size(), 1);
    QCOMPARE(book.entries().first().title, u"Remember"_s);
    ChatSession *session = book.open(id);
    QTRY_VERIFY_WITH_TIMEOUT(session->isLoaded(), patience);
    QCOMPARE(session->turns().size(), 1);
    QCOMPARE(session->turns().first().prompt, u"Remember"_s);
    QCOMPARE(session->turns().first().reply.text(), u"kept"_s);
    QCOMPARE(session->turns().first().state, llm::TurnState::Done);
    QCOMPARE(session->turns().first().metrics.outputTokens, std::optional<qint64>(3));
}

void TestChatSession::sendSaysWhyItDoesNothing()
{
    ChatBench bench;
    bench.setScript(ChatBench::hanging({u"x"_s}));
    ConversationBook book(bench.services());
    ChatSession *session = openSession(book);
    chat::ConversationOptions options = benchOptions();
    options.model.clear();
    session->setOptions(options);
    QVERIFY(!session->sendProblem().isEmpty());
    session->send(u"Hi"_s);
    QVERIFY(session->turns().isEmpty());
    session->setOptions(benchOptions());
    session->send(u"  \n "_s);
    QVERIFY(session->turns().isEmpty());
    session->send(u"Hi"_s);
    QVERIFY(!session->sendProblem().isEmpty());
    session->stop();
    QTRY_VERIFY_WITH_TIMEOUT(!session->isRunning(), patience);
    QVERIFY(session->sendProblem().isEmpty());
}

void TestChatSession::stopEndsTheRunningReply()
{
    ChatBench bench;
    bench.setScript(ChatBench::hanging({u"so far"_s}));
    ConversationBook book(bench.services());
    ChatSession *session = openSession(book);
    session->send(u"Hi"_s);
    QCOMPARE(book.runningCount(), 1);
    QTRY_COMPARE_WITH_TIMEOUT(session->turns().last().reply.text(), u"so far"_s, patience);
    QVERIFY(session->liveTrace(session->turns().last().id));
    session->stop();
    QTRY_COMPARE_WITH_TIMEOUT(session->turns().last().state, llm::TurnState::Stopped, patience);
    QCOMPARE(book.runningCount(), 0);
    QTRY_VERIFY_WITH_TIMEOUT(session->turns().last().saved, patience);
}

/// Without its key a call ends at once, and even then a view first hears of the turn.
void TestChatSession::turnIsThereBeforeItEnds()
{
    ChatBench bench;
    settings::Profile profile = bench.profile();
    profile.key = {settings::SecretSource::Kind::Environment, u"SPANWAY_TEST_NO_SUCH_VARIABLE"_s, {}};
    bench.settings()->setTemporaryProfile(profile);
    ConversationBook book(bench.services());
    ChatSession *session = openSession(book);
    QStringList heard;
    connect(session, &ChatSession::turnAdded, this, [&heard] { heard.append(u"added"_s); });
    connect(session, &ChatSession::turnEnded, this, [&heard] { heard.append(u"ended"_s); });
    sendAndWait(session, u"Hi"_s);
    QCOMPARE(heard, QStringList({u"added"_s, u"ended"_s}));
    QCOMPARE(session->turns().last().state, llm::TurnState::Failed);
}

void TestChatSession::turnOfADeadSpanwayIsInterrupted_data()
{
    QTest::addColumn<bool>("takenOver");
    QTest::newRow("before recovery found it") << false;
    QTest::newRow("while recovery works on it") << true;
}

void TestChatSession::turnOfADeadSpanwayIsInterrupted()
{
    QFETCH(const bool, takenOver);
    ChatBench bench;
    store::ConversationRecord conversation;
    conversation.id = u"cut"_s;
    conversation.options = benchOptions().toJson();
    waitFor(bench.store()->saveConversation(conversation));
    store::TurnRecord turn;
    turn.id = u"turn"_s;
    turn.conversationId = conversation.id;
    turn.state = llm::TurnState::Running;
    turn.owner = takenOver ? store::ProcessOwner::self() : store::ProcessOwner{999999999, 1}; // above what Linux counts to
    turn.prompt = u"Hi"_s;
    waitFor(bench.store()->beginTurn(turn));
    ChatSession session(bench.services(), conversation);
    QTRY_VERIFY_WITH_TIMEOUT(session.isLoaded(), patience);
    QCOMPARE(session.turns().first().state, llm::TurnState::Interrupted);
    // Recovery has saved what had come: the same turn, now with its text.
    turn.replyText = u"Half"_s;
    turn.details = Json::object({{u"choices"_s, Json::array({Json::object({{u"index"_s, 0}, {u"text"_s, u"Half"_s}})})}});
    turn.state = llm::TurnState::Interrupted;
    waitFor(bench.store()->beginTurn(turn));
    QSignalSpy ended(&session, &ChatSession::turnEnded);
    session.readRecovered();
    QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 1, patience);
    QCOMPARE(session.turns().first().reply.text(), u"Half"_s);
}

void TestChatSession::whatCannotBeAskedAgainStays()
{
    ChatBench bench;
    bench.setScript(ChatBench::streaming({u"one"_s}));
    ConversationBook book(bench.services());
    ChatSession *session = openSession(book);
    sendAndWait(session, u"Hi"_s);
    chat::ConversationOptions options = session->options();
    options.model.clear();
    session->setOptions(options);
    session->regenerate();
    QCOMPARE(session->turns().size(), 1);
    QCOMPARE(session->turns().first().reply.text(), u"one"_s);
}

/// The old turn is saved only after the new one has begun: it must not come back in the new one's place.
void TestChatSession::askedAgainBeforeItWasSaved()
{
    ChatBench bench;
    bench.setScript(ChatBench::streaming({u"one"_s}));
    ConversationBook book(bench.services());
    ChatSession *session = openSession(book);
    QString again;
    const auto askOnce = connect(session, &ChatSession::turnEnded, this, [session, &again] {
        if (!again.isEmpty())
            return;
        again = u"asked"_s;
        session->regenerate();
        again = session->turns().last().id;
    });
    QStringList seen;
    connect(session, &ChatSession::turnChanged, this, [session, &again, &seen] {
        if (!again.isEmpty())
            seen.append(session->turns().last().id);
    });
    session->send(u"Hi"_s);
    QTRY_VERIFY_WITH_TIMEOUT(!again.isEmpty() && !session->isRunning() && session->turns().last().saved, patience);
    disconnect(askOnce);
    QCOMPARE(session->turns().size(), 1);
    seen.removeDuplicates();
    QCOMPARE(seen, QStringList{again});
}

/// A conversation that begins on a full disk: with its turn it is saved too, and what was asked again stays replaced.
void TestChatSession::conversationIsSavedWithItsTurn()
{
    ChatBench bench;
    bench.setScript(ChatBench::streaming({u"one"_s}));
    ConversationBook book(bench.services());
    auto full = std::make_unique<testsupport::FullDisk>();
    ChatSession *session = openSession(book);
    QStringList saved;
    connect(session, &ChatSession::turnChanged, this, [session, &saved](int index) {
        if (session->turns()[index].saved)
            saved.append(session->turns()[index].id);
    });
    session->send(u"Hi"_s);
    QTRY_VERIFY_WITH_TIMEOUT(session->turns().first().saveFailed, patience);
    const trace::TraceId replaced = session->turns().first().traceId;
    session->regenerate();
    QTRY_VERIFY_WITH_TIMEOUT(session->turns().first().saveFailed, patience);
    QVERIFY(saved.isEmpty());
    full.reset();
    session->saveAgain(session->turns().first().id);
    QTRY_VERIFY_WITH_TIMEOUT(session->turns().first().saved, patience);
    const auto oldOne = [&bench, replaced] { return waitFor(bench.store()->trace(replaced)).has_value(); };
    QTRY_VERIFY_WITH_TIMEOUT(oldOne(), patience);
    QTRY_VERIFY_WITH_TIMEOUT(waitFor(bench.store()->turns(session->id()))->first().details[u"superseded"].toBool(), patience);

    ConversationBook later(bench.services());
    later.load();
    QTRY_COMPARE_WITH_TIMEOUT(later.entries().size(), 1, patience);
    ChatSession *again = later.open(later.entries().first().id);
    QTRY_VERIFY_WITH_TIMEOUT(again->isLoaded(), patience);
    QCOMPARE(again->turns().size(), 1);
    QCOMPARE(again->turns().first().id, saved.value(0));
}

void TestChatSession::comparisonSharesOneTag()
{
    ChatBench bench;
    bench.setScript(ChatBench::streaming({u"ok"_s}));
    chat::CompareSession compare(bench.services());
    compare.setTargets({{u"bench"_s, u"model-a"_s}});
    QVERIFY(!compare.runProblem(u"Hi"_s).isEmpty());
    compare.setTargets({{u"bench"_s, u"model-a"_s}, {u"bench"_s, u"model-b"_s}, {u"bench"_s, u"model-c"_s}});
    QVERIFY(!compare.runProblem(u" "_s).isEmpty());
    compare.run(u"Hi"_s, {});
    QVERIFY(compare.isRunning());
    QTRY_VERIFY_WITH_TIMEOUT(!compare.isRunning(), patience);
    for (int column = 0; column < 3; ++column)
        QTRY_VERIFY_WITH_TIMEOUT(compare.turn(column)->saved, patience);
    QStringList models;
    for (const QByteArray &body : bench.bodies())
        models.append((*Json::parse(body))[u"model"].toString());
    models.sort();
    QCOMPARE(models, QStringList({u"model-a"_s, u"model-b"_s, u"model-c"_s}));
    const auto first = waitFor(bench.store()->trace(compare.turn(0)->traceId));
    const auto last = waitFor(bench.store()->trace(compare.turn(2)->traceId));
    QVERIFY(!first->info.tags.value(u"spanway.compare"_s).isEmpty());
    QCOMPARE(first->info.tags.value(u"spanway.compare"_s), last->info.tags.value(u"spanway.compare"_s));
    QVERIFY(first->info.id != last->info.id);
}
