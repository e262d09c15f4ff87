// SPDX-License-Identifier: Apache-2.0
// What one chat pane costs at 500 tokens a second, in a reply that is 1,000 and one that is 100,000 tokens long: the
// chat view over a real session, store and journal, its gateway on a thread of its own. Thread CPU time of the GUI
// thread over 10 s; aims: at most 10 % of it, a frame at most 8.3 ms at the 99th percentile, a token on the screen
// after 16 ms and 1.5 times the painting at the 99th percentile (less what an empty 16 ms timer is late), and the same
// share in the long reply as in the short one, within a quarter. The floor is a QPlainTextEdit that is given the same
// text. Best of three runs. Needs DISPLAY.
#include "bench/paintwatch.h"
#include "bench/tokensource.h"
#include "bench/turndesk.h"
#include "chat/conversationbook.h"
#include "ui/chat/chatview.h"
#include "ui/shell/actionregistry.h"
#include "ui/support/fakenavigator.h"
#include "ui/support/fakeprompts.h"
#include "ui/text/messagelist.h"
#include "ui/widgets/theme.h"

#include <QtCore/QElapsedTimer>
#include <QtCore/QEventLoop>
#include <QtCore/QTimer>
#include <QtWidgets/QPlainTextEdit>

#include <algorithm>
#include <cstdio>

using namespace Qt::StringLiterals;

namespace {

constexpr int runs = 3;
constexpr int seconds = 10;
constexpr double shareAim = 10;
constexpr double frameAim = 8.3;
constexpr double flatAim = 1.25;
const QSize paneSize(900, 800);

/// What one measurement found.
struct Figures
{
    double share = 0; ///< per cent of the GUI thread
    double frame = 0; ///< ms CPU, 99th percentile
    double toPaint = 0; ///< ms from the gateway's write to the screen, 99th percentile, less the empty timer's
    double painting = 0; ///< ms, median

    /// At most 1: the aim is met.
    double paintedInTime() const { return toPaint / (16 + 1.5 * painting); }
};

/// Per cent of the GUI thread while the event loop runs for the whole time.
double shareOf(bench::PaintWatch &watch)
{
    QElapsedTimer wall;
    wall.start();
    const double cpu = bench::threadCpu();
    watch.reset();
    QEventLoop loop;
    QTimer::singleShot(seconds * 1000, &loop, &QEventLoop::quit);
    loop.exec();
    return (bench::threadCpu() - cpu) / (double(wall.nsecsElapsed()) * 1e-9) * 100;
}

/// Text of the same tokens at the same speed into a plain text field.
double floorShare(bench::PaintWatch &watch, const bench::TokenSource &tokens)
{
    QPlainTextEdit field;
    field.resize(paneSize);
    field.show();
    QTimer frames;
    QElapsedTimer clock;
    qsizetype shown = 0;
    QObject::connect(&frames, &QTimer::timeout, &field, [&] {
        QString text;
        while (shown < clock.elapsed() * bench::TokenSource::perSecond / 1000)
            text += tokens.token(shown++);
        field.moveCursor(QTextCursor::End);
        field.insertPlainText(text);
    });
    bench::waitFor([&field] { return field.isVisible(); });
    clock.start();
    frames.start(16);
    const double share = shareOf(watch);
    std::printf("floor, QPlainTextEdit: %5.2f %% of the GUI thread, frame p99 %5.2f ms CPU\n", share,
                bench::percentile(watch.frameCpuMs(), 0.99));
    std::fflush(stdout);
    return share;
}

/// The chat view on a conversation that begins.
class Pane
{
public:
    Pane(const bench::TurnDesk &desk, bench::TokenSource &source)
        : m_source(source)
        , m_actions(&m_theme)
        , m_book(desk.services())
        , m_view(ui::Toolkit{&m_theme, &m_actions, &m_prompts, &m_navigator})
    {
        m_theme.apply(qApp);
        chat::ConversationOptions options;
        options.profileId = desk.profile().id;
        options.model = desk.profile().models.first().name;
        m_session = m_book.create(options);
        bench::waitFor([this] { return m_session->isLoaded(); });
        m_view.setSession(m_session);
        m_view.resize(paneSize);
        m_view.show();
    }

    ~Pane()
    {
        m_session->stop();
        bench::waitFor([this] { return !m_session->isRunning() && m_session->turns().last().saved; });
    }

    /// Streams until `length` tokens and one second more are on the screen, then measures.
    Figures measure(bench::PaintWatch &watch, int length)
    {
        m_source.setAtOnce(length);
        m_session->send(u"Why is the sky blue?"_s);
        bench::waitFor([this, length] { return shown() >= length + bench::TokenSource::perSecond; });
        QList<double> latencies;
        qsizetype known = shown();
        watch.setPainted([this, &latencies, &known] {
            const auto now = std::chrono::steady_clock::now();
            for (; known < shown(); ++known)
                latencies.append(std::chrono::duration<double, std::milli>(now - m_source.sentAt(known)).count());
        });
        bench::EmptyTimer empty;
        Figures figures;
        figures.share = shareOf(watch);
        watch.setPainted({});
        figures.frame = bench::percentile(watch.frameCpuMs(), 0.99);
        figures.painting = bench::percentile(watch.paintMs(), 0.5);
        const double late = bench::percentile(empty.take(), 0.99);
        const double toPaint = bench::percentile(latencies, 0.99);
        figures.toPaint = std::max(0.0, toPaint - late);
        if (latencies.size() < seconds * bench::TokenSource::perSecond / 2)
            std::printf("only %d tokens came\n", int(latencies.size()));
        std::printf("%6d tokens: %5.2f %% of the GUI thread, frame p99 %5.2f ms CPU, painting %.2f ms, token to paint "
                    "p99 %.1f ms, empty timer p99 %.1f ms late, %d frames\n",
                    length, figures.share, figures.frame, figures.painting, toPaint, late, int(watch.paintMs().size()));
        std::fflush(stdout);
        return figures;
    }

private:
    /// Tokens of the reply that the list has.
    qsizetype shown() const
    {
        const ui::MessageList *list = m_view.list();
        return list->count() < 2 ? 0 : m_source.tokensIn(list->card(list->count() - 1).content().text.size());
    }

    bench::TokenSource &m_source;
    ui::Theme m_theme;
    ui::ActionRegistry m_actions;
    testsupport::FakePrompts m_prompts;
    testsupport::FakeNavigator m_navigator;
    chat::ConversationBook m_book;
    chat::ChatSession *m_session;
    ui::ChatView m_view;
};

bool verdict(const char *name, const QList<double> &values, double aim)
{
    const double best = *std::min_element(values.begin(), values.end());
    std::printf("%-34s %6.2f, aim at most %.2f: %s\n", name, best, aim, best <= aim ? "met" : "MISSED");
    return best <= aim;
}

} // namespace

int main(int argc, char **argv)
{
    bench::PaintWatch watch(argc, argv);
    QList<double> shares;
    QList<double> ratios;
    QList<double> frames;
    QList<double> inTime;
    QList<double> flat;
    for (int run = 0; run < runs; ++run) {
        bench::TokenSource source;
        const bench::TurnDesk desk(source.port());
        const double floor = floorShare(watch, source);
        const Figures small = Pane(desk, source).measure(watch, 1000);
        const Figures large = Pane(desk, source).measure(watch, 100000);
        shares.append(std::max(small.share, large.share));
        ratios.append(shares.last() / floor);
        frames.append(std::max(small.frame, large.frame));
        inTime.append(std::max(small.paintedInTime(), large.paintedInTime()));
        flat.append(large.share / small.share);
    }
    std::printf("share beside the floor: %.2f\n", *std::min_element(ratios.begin(), ratios.end()));
    const QList<bool> met{verdict("share of the GUI thread, per cent", shares, shareAim),
                          verdict("frame p99, ms CPU", frames, frameAim),
                          verdict("token to paint, of what is allowed", inTime, 1),
                          verdict("100,000 tokens / 1,000 tokens", flat, flatAim)};
    return met.contains(false) ? 1 : 0;
}
