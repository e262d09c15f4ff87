// SPDX-License-Identifier: Apache-2.0
#include "support/testmain.h"
#include "ui/chat/turnbanner.h"
#include "ui/widgets/theme.h"

#include <QtTest/QSignalSpy>
#include <QtWidgets/QPushButton>

using namespace Qt::StringLiterals;
using base::ErrorKind;
using ui::TurnBanner;

/// What happened, what it means, what to do: each failure with its own button.
class TurnBannerTest : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void onlyWhereSomethingWentWrong();
    void refusedKeyOffersTheKey();
    void missingKeyIsAskedFor();
    void wrongModelOffersTheOther();
    void limitCountsDown();
    void limitThatEndedAsksAtOnce();
    void interruptedSaysWhatIsKept();
    void onlyTheLastCanBeAskedAgain();
    void everyKindHasItsTitle();
    void unsavedOffersToSave();

private:
    ui::Theme m_theme;
};

namespace {

chat::Turn failed(ErrorKind kind, int status = 0)
{
    chat::Turn turn;
    turn.state = llm::TurnState::Failed;
    turn.created = std::chrono::time_point_cast<std::chrono::nanoseconds>(std::chrono::system_clock::now());
    turn.error = base::Error(kind, u"what it means"_s, u"raw words"_s);
    turn.error->httpStatus = status;
    return turn;
}

QPushButton *button(const TurnBanner &banner, const QString &name)
{
    return banner.findChild<QPushButton *>(name);
}

} // namespace

void TurnBannerTest::onlyWhereSomethingWentWrong()
{
    using enum llm::TurnState;
    chat::Turn turn;
    for (const llm::TurnState state : {Running, Done, Stopped}) {
        turn.state = state;
        QVERIFY(!TurnBanner::isNeeded(turn));
    }
    for (const llm::TurnState state : {Failed, Incomplete, TimedOut, Interrupted}) {
        turn.state = state;
        QVERIFY(TurnBanner::isNeeded(turn));
    }
}

void TurnBannerTest::refusedKeyOffersTheKey()
{
    chat::Turn turn = failed(ErrorKind::Unauthorized, 401);
    turn.error->requestId = u"abc123"_s;
    TurnBanner banner(&m_theme, turn);
    QCOMPARE(banner.text(), u"what it means"_s);
    QVERIFY(banner.detail().contains(u"401"_s));
    QVERIFY(banner.detail().contains(u"raw words"_s));
    QVERIFY(banner.detail().contains(u"abc123"_s));
    QSignalSpy key(&banner, &TurnBanner::keyAsked);
    button(banner, u"changeKey"_s)->click();
    QCOMPARE(key.size(), 1);
    QSignalSpy again(&banner, &TurnBanner::askedAgain);
    button(banner, u"tryAgain"_s)->click();
    QCOMPARE(again.size(), 1);
}

/// Nothing went to Kong, so nothing is said of its routes.
void TurnBannerTest::missingKeyIsAskedFor()
{
    TurnBanner banner(&m_theme, failed(ErrorKind::NotFound));
    QVERIFY(banner.title() != TurnBanner(&m_theme, failed(ErrorKind::NotFound, 404)).title());
    QSignalSpy key(&banner, &TurnBanner::keyAsked);
    button(banner, u"changeKey"_s)->click();
    QCOMPARE(key.size(), 1);
}

void TurnBannerTest::wrongModelOffersTheOther()
{
    chat::Turn turn = failed(ErrorKind::Rejected, 400);
    turn.suggestedModel = u"a&b"_s;
    TurnBanner banner(&m_theme, turn);
    QVERIFY(button(banner, u"useModel"_s)->text().contains(u"a&&b"_s)); // no mnemonic
    QSignalSpy chosen(&banner, &TurnBanner::modelChosen);
    button(banner, u"useModel"_s)->click();
    QCOMPARE(chosen.value(0).value(0).toString(), u"a&b"_s);
}

void TurnBannerTest::limitCountsDown()
{
    chat::Turn turn = failed(ErrorKind::RateLimited, 429);
    turn.error->retryAfter = std::chrono::seconds(2995);
    TurnBanner banner(&m_theme, turn);
    QVERIFY(banner.title().contains(u"49:5"_s));
    QSignalSpy again(&banner, &TurnBanner::askedAgain);
    const QString offer = button(banner, u"tryAgain"_s)->text();
    button(banner, u"tryAgain"_s)->click();
    QCOMPARE(again.size(), 0); // it waits for the limit to end
    QVERIFY(button(banner, u"tryAgain"_s)->text() != offer);
    const QString first = banner.title();
    QTRY_VERIFY(banner.title() != first);
}

void TurnBannerTest::limitThatEndedAsksAtOnce()
{
    chat::Turn turn = failed(ErrorKind::RateLimited, 429);
    turn.error->retryAfter = std::chrono::seconds(1);
    TurnBanner banner(&m_theme, turn);
    QSignalSpy again(&banner, &TurnBanner::askedAgain);
    button(banner, u"tryAgain"_s)->click(); // "send when it ends", or at once if a busy machine let it end
    QTRY_COMPARE(again.size(), 1);
}

void TurnBannerTest::interruptedSaysWhatIsKept()
{
    chat::Turn turn;
    turn.state = llm::TurnState::Interrupted;
    TurnBanner banner(&m_theme, turn);
    QVERIFY(banner.title().contains(u"Spanway ended"_s));
    QVERIFY(banner.text().contains(u"kept"_s));
    QVERIFY(button(banner, u"tryAgain"_s));
    QVERIFY(!button(banner, u"openSettings"_s));
}

void TurnBannerTest::onlyTheLastCanBeAskedAgain()
{
    TurnBanner banner(&m_theme, failed(ErrorKind::Connect));
    QVERIFY(button(banner, u"tryAgain"_s));
    QVERIFY(button(banner, u"openSettings"_s));
    banner.setLast(false);
    QTRY_VERIFY(!button(banner, u"tryAgain"_s));
    banner.setLast(true);
    QVERIFY(button(banner, u"tryAgain"_s));
}

void TurnBannerTest::everyKindHasItsTitle()
{
    using enum ErrorKind;
    QStringList titles;
    for (const ErrorKind kind : {NameLookup, Connect, Tls, Proxy, Timeout, Incomplete, Protocol, Unauthorized,
                                 Forbidden, NotFound, RateLimited, Rejected, Upstream, Internal})
        titles.append(TurnBanner(&m_theme, failed(kind)).title());
    QCOMPARE(titles.removeDuplicates(), 0);
}

void TurnBannerTest::unsavedOffersToSave()
{
    chat::Turn turn;
    turn.state = llm::TurnState::Done;
    turn.saveFailed = true;
    QVERIFY(!TurnBanner::isNeeded(turn)); // trying again is no use
    turn.saveProblem = u"The disk is full."_s;
    QVERIFY(TurnBanner::isNeeded(turn));
    TurnBanner banner(&m_theme, turn);
    QVERIFY(banner.title().contains(u"not saved"_s));
    QVERIFY(banner.text().contains(turn.saveProblem));
    QVERIFY(!button(banner, u"tryAgain"_s)); // the call went well
    banner.setLast(false);
    QSignalSpy asked(&banner, &TurnBanner::saveAsked);
    const auto buttons = banner.findChildren<QPushButton *>(u"saveAgain"_s);
    buttons.last()->click();
    QCOMPARE(asked.size(), 1);
    // A failed call keeps its own words and buttons.
    chat::Turn call = failed(ErrorKind::Connect);
    const QString title = TurnBanner(&m_theme, call).title();
    call.saveFailed = true;
    call.saveProblem = turn.saveProblem;
    TurnBanner both(&m_theme, call);
    QCOMPARE(both.title(), title);
    QVERIFY(both.text().contains(u"what it means"_s) && both.text().contains(turn.saveProblem));
    QVERIFY(button(both, u"tryAgain"_s) && button(both, u"saveAgain"_s));
}

QObject *makeTurnBannerTest()
{
    return new TurnBannerTest;
}

#include "tst_turnbanner.moc"
