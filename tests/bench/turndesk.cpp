// SPDX-License-Identifier: Apache-2.0
#include "bench/turndesk.h"

#include <QtCore/QEventLoop>
#include <QtCore/QTimer>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace bench {

TurnDesk::TurnDesk(quint16 port)
    : m_gateway(&m_client, &m_redactor)
    , m_settings(m_folder.filePath(u"settings.json"_s))
    , m_secrets(&m_redactor)
{
    settings::ModelEntry model;
    model.name = u"gpt-4o"_s;
    m_profile.id = u"bench"_s;
    m_profile.name = u"Bench"_s;
    m_profile.baseUrl = u"http://127.0.0.1:%1/v1"_s.arg(port);
    m_profile.models = {model};
    m_settings.setTemporaryProfile(m_profile);
    auto opened = store::Store::open({m_folder.filePath(u"data"_s), 0});
    if (!opened)
        qFatal("%s", qPrintable(opened.error().message));
    m_store = std::move(*opened);
    m_journal = std::make_unique<chat::JournalWriter>(m_store.get());
    m_services = {&m_gateway, m_store.get(), &m_settings, &m_secrets, m_journal.get(), &m_clock};
}

void TurnDesk::settle()
{
    const auto flushed = m_store->flush();
    waitFor([&flushed] { return flushed.isFinished(); });
}

void waitFor(const std::function<bool()> &done)
{
    QEventLoop loop;
    QTimer timer;
    QObject::connect(&timer, &QTimer::timeout, &loop, [&] {
        if (done())
            loop.quit();
    });
    timer.start(2);
    if (!done())
        loop.exec();
}

double percentile(QList<double> values, double share)
{
    if (values.isEmpty())
        return 0;
    std::sort(values.begin(), values.end());
    return values.at(std::min(values.size() - 1, qsizetype(share * double(values.size()))));
}

} // namespace bench
