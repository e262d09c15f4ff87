// SPDX-License-Identifier: Apache-2.0
#include "llm/chatevent.h"
#include "support/testmain.h"

using namespace Qt::StringLiterals;
using llm::ChatEvent;
using llm::ChoiceDelta;

class ChatEventTest : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void roleAloneIsNoContent();
    void everyKindOfContentCounts();
    void oneDeltaWithContentIsEnough();
};

void ChatEventTest::roleAloneIsNoContent()
{
    ChoiceDelta delta;
    QVERIFY(!delta.hasContent());
    delta.role = u"assistant"_s;
    delta.text = QString();
    delta.finishReason = u"stop"_s;
    QVERIFY(!delta.hasContent());
}

void ChatEventTest::everyKindOfContentCounts()
{
    ChoiceDelta text;
    text.text = u" "_s;
    QVERIFY(text.hasContent());
    ChoiceDelta reasoning;
    reasoning.reasoning = u"r"_s;
    QVERIFY(reasoning.hasContent());
    ChoiceDelta refusal;
    refusal.refusal = u"r"_s;
    QVERIFY(refusal.hasContent());
    ChoiceDelta call;
    call.toolCalls = {{}};
    QVERIFY(call.hasContent());
}

void ChatEventTest::oneDeltaWithContentIsEnough()
{
    ChatEvent event;
    QVERIFY(!event.hasContent());
    ChoiceDelta with;
    with.text = u"a"_s;
    event.deltas = {ChoiceDelta(), with};
    QVERIFY(event.hasContent());
}

QObject *makeChatEventTest()
{
    return new ChatEventTest;
}

#include "tst_chatevent.moc"
