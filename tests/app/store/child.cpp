// SPDX-License-Identifier: Apache-2.0
#include "app/store/child.h"

#include "app/store/samples.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDeadlineTimer>

#include <cstdio>
#include <sys/resource.h>

using namespace Qt::StringLiterals;

namespace storetest {

namespace {

void say(const QByteArray &line)
{
    std::puts(line.constData());
    std::fflush(stdout);
}

/// Waits until the parent kills this process or closes its input.
void waitForTheEnd()
{
    while (std::getchar() != EOF) { }
}

int journal(store::Store &store)
{
    store.beginTurn(runningTurn(u"turn-1"_s)).waitForFinished();
    for (int i = 0;; ++i) {
        const QByteArray batch = "batch " + QByteArray::number(i) + '\n';
        if (!store.appendJournal({{u"turn-1"_s, batch}}).result().has_value())
            return 1;
        say(batch.trimmed());
    }
}

int sender(store::Store &store)
{
    const bool locked = store.acquireExporterLock().result().value();
    const auto rows = store.claimDue(base::Timestamp::max(), 10).result().value();
    say(QByteArray(locked ? "locked " : "refused ") + QByteArray::number(rows.size()));
    waitForTheEnd();
    return 0;
}

int writer(store::Store &store)
{
    for (int i = 0; i < 200; ++i) {
        if (!store.commitTurn(finishedTurn(), sampleTrace(), draft()).result().has_value())
            return 1;
    }
    return 0;
}

void limitFileSize(rlim_t bytes)
{
    const rlimit limit{bytes, bytes};
    setrlimit(RLIMIT_FSIZE, &limit);
}

/// A stream goes on while nothing can be saved; each line says what the store said.
int limited(store::Store &store)
{
    const store::TurnRecord turn = runningTurn(u"turn-1"_s);
    store.beginTurn(turn).waitForFinished();
    store.appendJournal({{turn.id, "before"}}).waitForFinished();
    limitFileSize(1);
    const auto journalled = store.appendJournal({{turn.id, "after"}}).result();
    say(journalled ? "journal saved" : "journal " + base::errorKindName(journalled.error().kind).toUtf8());
    const auto committed = store.commitTurn(finishedTurn(turn.id), sampleTrace(), draft()).result();
    say(committed ? "commit saved" : "commit " + base::errorKindName(committed.error().kind).toUtf8());
    say(store.health().writable ? "healthy" : "unwritable: " + store.health().problem.toUtf8());
    return 0;
}

int limitedStart(const QString &folder, rlim_t bytes)
{
    limitFileSize(bytes);
    const auto store = store::Store::open({folder, 0});
    if (!store) {
        say("refused: " + store.error().message.toUtf8());
        return 0;
    }
    say((*store)->health().writable ? "healthy" : "unwritable: " + (*store)->health().problem.toUtf8());
    const auto saved = (*store)->saveConversation(conversation(u"c"_s, u"t"_s)).result();
    say(saved ? "saved" : base::errorKindName(saved.error().kind).toUtf8());
    return 0;
}

} // namespace

std::unique_ptr<QProcess> startChild(const QString &role, const QString &folder)
{
    auto child = std::make_unique<QProcess>();
    child->setProcessChannelMode(QProcess::ForwardedErrorChannel);
    child->start(QCoreApplication::applicationFilePath(), {u"--child"_s, role, folder});
    return child;
}

QByteArray lineOf(QProcess &child)
{
    const QDeadlineTimer deadline(60000);
    while (!child.canReadLine() && !deadline.hasExpired()) {
        if (!child.waitForReadyRead(1000) && child.state() == QProcess::NotRunning)
            break;
    }
    return child.readLine().trimmed();
}

void killAndWait(QProcess &child)
{
    child.kill();
    child.waitForFinished(60000);
}

std::optional<int> runAsChild(const QStringList &arguments)
{
    if (arguments.size() != 4 || arguments.at(1) != "--child"_L1)
        return std::nullopt;
    const QString &role = arguments.at(2);
    const QString &folder = arguments.at(3);
    if (role.startsWith("limited-start:"_L1))
        return limitedStart(folder, role.section(u':', 1).toULongLong());
    const auto store = store::Store::open({folder, 0});
    if (!store)
        return 2;
    if (role == "journal"_L1)
        return journal(**store);
    if (role == "sender"_L1)
        return sender(**store);
    if (role == "writer"_L1)
        return writer(**store);
    if (role == "limited"_L1)
        return limited(**store);
    return 3;
}

} // namespace storetest
