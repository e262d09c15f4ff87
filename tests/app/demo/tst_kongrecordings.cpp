// SPDX-License-Identifier: Apache-2.0
#include "app/demo/tst_kongrecordings.h"

#include "app/demo/comparison.h"
#include "app/demo/rawclient.h"
#include "base/json.h"

#include <QtCore/QFile>
#include <QtCore/QRegularExpression>

using namespace Qt::StringLiterals;

namespace {

/// A recorded group that is not played, and why.
struct Excuse
{
    const char *pattern; ///< of the capture's name
    const char *reason;
};

constexpr Excuse excuses[] = {
    {"^(20[0-6]|21[0-6]|220|222)-",
     "the demo gateway speaks OpenAI's format only: no translation to Anthropic, Gemini, Cohere"},
    {"^(235|236|240|241|245|246)-", "no translation to Ollama and Hugging Face"},
    {"^964-", "no translation to Anthropic"},
    {"^963-", "the demo gateway resolves no vault references"},
    {"^(80[0-2]|853)-", "versions, memory and counters of a whole Kong on its machine"},
    {"^828-", "its offset is a token of that Kong's own; paging by our next is tested with the Admin API"},
    {"^611-", "a TLS hello has no line end: the demo's server waits for its time-out before it refuses"},
    {"^82[2-5]-", "the Admin API serves no schemas"},
    {"^826-", "GET /config shows the file as it was given, not Kong's flattened database"},
    {"^84[2-6]-", "the Admin API is read-only: no configuration is taken or checked"},
    {"^(847|849|850)-", "timers, metrics and the list of all endpoints are Kong's own"},
    {"^851-", "the length of Kong's own GET /"},
    {"^856-", "log levels are Kong's own"},
    {"^86[0-4]-", "no Status API"},
    {"^(969|970|971)-", "the Admin API takes no configuration"},
};

const char *excuseFor(const QString &name)
{
    for (const Excuse &excuse : excuses) {
        if (QRegularExpression(QString::fromLatin1(excuse.pattern)).match(name).hasMatch())
            return excuse.reason;
    }
    return nullptr;
}

QString dataFile(const QString &name)
{
    return QStringLiteral(SPANWAY_TEST_DATA) + u"/kong/"_s + name;
}

QByteArray readAll(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

QByteArray KongRecordingsTest::captured(const QString &file) const
{
    return readAll(dataFile(file));
}

void KongRecordingsTest::startGateway(const QString &configuration)
{
    m_gateway.reset();
    QByteArray yaml = readAll(dataFile(configuration));
    QVERIFY(!yaml.isEmpty());
    // The script's waits are a tenth of the original's, and so is Kong's patience.
    yaml.replace("read_timeout: 2000", "read_timeout: 400");
    demo::Gateway::Options options;
    options.announcedPort = 5550;
    options.secondsNow = [this] { return m_now; };
    auto gateway = demo::Gateway::create(yaml, &m_upstream, options);
    QVERIFY2(gateway, gateway ? "" : qPrintable(gateway.error().message));
    m_gateway = std::move(*gateway);
    m_port = *m_gateway->listen(0);
    m_adminPort = *m_gateway->listenAdmin(0);
    m_upstream.takeCalls();
}

void KongRecordingsTest::initTestCase()
{
    m_now = 1795455915;
    startGateway(u"capture.yml"_s);
    // Kong's health checks had long run when it was recorded.
    QTest::qWait(50);
}

void KongRecordingsTest::replay_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("admin");
    const auto index = base::Json::parse(captured(u"index.json"_s));
    QVERIFY(index);
    for (const base::Json &capture : index->items()) {
        const QString name = capture[u"name"].toString();
        if (!excuseFor(name))
            QTest::newRow(qPrintable(name)) << name << (capture[u"port"].toInt64() == 5551);
    }
}

void KongRecordingsTest::prepareFor(const QString &name)
{
    if (name == "700-debug-chat-plain"_L1 || name == "800-admin-root"_L1)
        startGateway(u"capture.yml"_s);
    else if (name == "960-starter-models"_L1)
        startGateway(u"kong.yml"_s);
    else if (name == "542-cache-chat-refresh"_L1)
        m_now += 3;
    bool closed = false;
    // What the recording's driver had asked before, without keeping the answer.
    if (name == "715-debug-balanced"_L1)
        rawExchange(m_port, "GET /balanced HTTP/1.1\r\nHost: x\r\n\r\n"_ba, 0, &closed);
    else if (name == "717-debug-503-rate"_L1)
        rawExchange(m_port, "GET /rate/custom HTTP/1.1\r\nHost: x\r\n\r\n"_ba, 0, &closed);
    else if (name == "965-starter-401"_L1) {
        // 963 and 964 are excused but have cost the rate limit too.
        for (int i = 0; i < 2; ++i)
            rawExchange(m_port, "GET /v1/models HTTP/1.1\r\nHost: x\r\napikey: demo-key\r\n\r\n"_ba, 0, &closed);
    }
    m_upstream.takeCalls();
}

void KongRecordingsTest::replay()
{
    QFETCH(const QString, name);
    QFETCH(const bool, admin);
    prepareFor(name);
    const QByteArray request = captured(name + u".request.http"_s);
    QByteArray answer = captured(name + u".http"_s);
    answer.replace("\"read_timeout\":2000", "\"read_timeout\": 400");
    const RawMessage recorded = RawMessage::parse(answer, request.startsWith("HEAD "));
    bool closed = false;
    const QByteArray bytes = rawExchange(admin ? m_adminPort : m_port, request, recorded.behind.size(), &closed);
    QStringList found = differences(recorded, RawMessage::parse(bytes, request.startsWith("HEAD ")));
    const QList<demo::UpstreamCall> calls = m_upstream.takeCalls();
    QStringList recordedCalls{name + u".upstream.http"_s, name + u".upstream2.http"_s};
    recordedCalls.removeIf([](const QString &file) { return !QFile::exists(dataFile(file)); });
    for (qsizetype i = 0; i < recordedCalls.size(); ++i) {
        if (i < calls.size())
            found += callDifferences(captured(recordedCalls.at(i)), calls.at(i));
        else
            found.append(u"the upstream was not asked"_s);
    }
    ++m_played;
    QVERIFY2(found.isEmpty(), qPrintable(found.join(u'\n')));
}

void KongRecordingsTest::everyCaptureIsPlayedOrExcused()
{
    const auto index = base::Json::parse(captured(u"index.json"_s));
    QVERIFY(index);
    int excused = 0;
    for (const base::Json &capture : index->items())
        excused += excuseFor(capture[u"name"].toString()) ? 1 : 0;
    qInfo("%d captures played, %d excused", m_played, excused);
    for (const Excuse &excuse : excuses) {
        const bool used = std::any_of(index->items().begin(), index->items().end(), [&](const base::Json &capture) {
            return excuseFor(capture[u"name"].toString()) == excuse.reason;
        });
        QVERIFY2(used, excuse.pattern);
    }
}

QObject *makeKongRecordingsTest()
{
    return new KongRecordingsTest;
}
