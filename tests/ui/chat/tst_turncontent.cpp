// SPDX-License-Identifier: Apache-2.0
#include "support/testmain.h"
#include "ui/chat/turncontent.h"

using namespace Qt::StringLiterals;
namespace turncontent = ui::turncontent;

class TurnContentTest : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void promptIsNoMarkdown();
    void waitsBeforeTheFirstWord();
    void severalChoices();
    void reasoningToolsRefusal();
    void namesTheModelThatAnswered();
    void aBodyThatIsNoJson();
};

namespace {

chat::Turn turnWith(const QList<llm::Choice> &choices)
{
    chat::Turn turn;
    turn.state = llm::TurnState::Done;
    turn.prompt = u"# Hi"_s;
    turn.profileName = u"kong"_s;
    turn.request.model = u"gpt-4o"_s;
    turn.reply.choices = choices;
    return turn;
}

llm::Choice choice(int index, const QString &text)
{
    llm::Choice choice;
    choice.index = index;
    choice.text = text;
    return choice;
}

} // namespace

void TurnContentTest::promptIsNoMarkdown()
{
    const ui::MessageContent content = turncontent::prompt(turnWith({}));
    QCOMPARE(content.text, u"# Hi"_s);
    QVERIFY(!content.markdown);
    QCOMPARE(content.look, ui::MessageContent::Look::Own);
}

void TurnContentTest::waitsBeforeTheFirstWord()
{
    chat::Turn turn = turnWith({});
    turn.state = llm::TurnState::Running;
    const auto before = turncontent::replies(turn, {});
    QCOMPARE(before.size(), 1);
    QVERIFY(before[0].growing);
    QVERIFY(before[0].waiting.contains(u"gateway"_s));
    turn.metrics.kongMs = 3;
    QVERIFY(turncontent::replies(turn, {})[0].waiting.contains(u"upstream"_s));
}

void TurnContentTest::severalChoices()
{
    const auto replies = turncontent::replies(turnWith({choice(0, u"a"_s), choice(1, u"b"_s)}), {{}});
    QCOMPARE(replies.size(), 2);
    QCOMPARE(replies[1].text, u"b"_s);
    QVERIFY(replies[1].note.contains(u"2"_s));
    QVERIFY(replies[0].figures.isEmpty()); // the numbers stand once, below all of them
    QVERIFY(replies[1].figures.size() == 1);
}

void TurnContentTest::reasoningToolsRefusal()
{
    llm::Choice all = choice(0, {});
    all.reasoning = u"hm"_s;
    all.refusal = u"no"_s;
    llm::ToolCall call;
    call.name = u"get_order"_s;
    call.arguments = u"{\"id\":1}"_s;
    all.toolCalls.append(call);
    chat::Turn turn = turnWith({all});
    const ui::MessageContent content = turncontent::replies(turn, {})[0];
    QVERIFY(content.before[0].folded);
    QCOMPARE(content.before[0].text, u"hm"_s);
    QCOMPARE(content.after.size(), 2);
    QCOMPARE(content.after[0].text, u"no"_s);
    QCOMPARE(content.after[1].title, u"get_order"_s);
    QVERIFY(content.after[1].code);
    turn.state = llm::TurnState::Running;
    QVERIFY(turncontent::replies(turn, {})[0].before[0].title != content.before[0].title); // it still thinks
}

void TurnContentTest::namesTheModelThatAnswered()
{
    chat::Turn turn = turnWith({choice(0, u"a"_s)});
    QCOMPARE(turncontent::replies(turn, {})[0].author, u"gpt-4o"_s);
    QCOMPARE(turncontent::replies(turn, {})[0].note, u"via kong"_s);
    turn.reply.model = u"gpt-4o-2024"_s;
    QCOMPARE(turncontent::replies(turn, {})[0].author, u"gpt-4o-2024"_s);
    QCOMPARE(turncontent::replies(turn, {})[0].note, u"asked as gpt-4o"_s);
}

void TurnContentTest::aBodyThatIsNoJson()
{
    chat::Turn turn = turnWith({});
    turn.reply.notJson = u"<b>busy</b>"_s;
    const ui::MessageContent content = turncontent::replies(turn, {})[0];
    QCOMPARE(content.text, u"<b>busy</b>"_s);
    QVERIFY(!content.markdown);
}

QObject *makeTurnContentTest()
{
    return new TurnContentTest;
}

#include "tst_turncontent.moc"
