// SPDX-License-Identifier: Apache-2.0
#include "mlflow/backoff.h"

#include "support/testmain.h"

#include <QtCore/QSet>

using mlflow::backoff;
using std::chrono::milliseconds;
using std::chrono::seconds;

class BackoffTest : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void doublesUpToFiveMinutes();
    void jitters();
    void honoursRetryAfter();
};

void BackoffTest::doublesUpToFiveMinutes()
{
    const mlflow::Pace pace;
    qint64 plain = 1000;
    for (int failures = 1; failures < 40; ++failures) {
        const milliseconds pause = backoff(pace, failures, {});
        QCOMPARE_GE(pause.count(), plain * 4 / 5);
        QCOMPARE_LE(pause.count(), plain * 6 / 5);
        plain = std::min<qint64>(plain * 2, 300000);
    }
    QCOMPARE_GE(backoff(pace, 0, {}).count(), 800);
}

void BackoffTest::jitters()
{
    QSet<qint64> seen;
    for (int i = 0; i < 100; ++i)
        seen.insert(backoff({}, 5, {}).count());
    QCOMPARE_GT(seen.size(), 20);
}

void BackoffTest::honoursRetryAfter()
{
    QCOMPARE(backoff({}, 1, seconds(30)), milliseconds(30000));
    QCOMPARE_GE(backoff({}, 30, seconds(30)).count(), 240000);
    QCOMPARE(backoff({}, 1, seconds(1000000)), milliseconds(3600000));
}

QObject *makeBackoffTest()
{
    return new BackoffTest;
}

#include "tst_backoff.moc"
