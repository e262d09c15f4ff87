// SPDX-License-Identifier: Apache-2.0
#include "ui/trace/tracedocument.h"

#include "base/whendone.h"
#include "trace/memorypayloads.h"

#include <QtCore/QFuture>
#include <QtCore/QThreadPool>
#include <QtCore/QTimerEvent>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int frameMs = 16;
constexpr qsizetype smallTrace = 2000; ///< spans whose tree is made in less than a frame

} // namespace

TraceDocument::TraceDocument(QObject *parent)
    : QObject(parent)
    , m_tree(std::make_shared<trace::TraceTree>())
{
}

TraceDocument::~TraceDocument() = default;

void TraceDocument::clear()
{
    if (m_live)
        m_live->disconnect(this);
    m_live = nullptr;
    m_record.reset();
    m_payloads.reset();
    takeTree(std::make_shared<trace::TraceTree>());
}

void TraceDocument::setLive(trace::LiveTrace *live)
{
    if (live && live == m_live)
        return;
    if (m_live)
        m_live->disconnect(this);
    m_record.reset();
    m_live = live;
    m_payloads = std::make_unique<trace::MemoryPayloads>(live);
    m_generation = live->generation();
    connect(live, &trace::LiveTrace::changed, this, [this] {
        if (!m_frame.isActive())
            m_frame.start(frameMs, Qt::PreciseTimer, this);
    });
    connect(live, &QObject::destroyed, this, &TraceDocument::clear);
    takeTree(std::make_shared<trace::TraceTree>(live->record()));
}

void TraceDocument::setRecord(std::shared_ptr<const trace::TraceRecord> record)
{
    if (m_live)
        m_live->disconnect(this);
    m_live = nullptr;
    m_record = std::move(record);
    m_payloads = std::make_unique<trace::MemoryPayloads>(m_record);
    if (m_record->spans.size() <= smallTrace) {
        takeTree(std::make_shared<trace::TraceTree>(*m_record));
        return;
    }
    takeTree(std::make_shared<trace::TraceTree>());
    m_isLoading = true;
    const quint64 request = m_request;
    const auto made = QtFuture::makeReadyFuture(m_record).then(
        QThreadPool::globalInstance(),
        [](const std::shared_ptr<const trace::TraceRecord> &whole) { return std::make_shared<trace::TraceTree>(*whole); });
    base::whenDone(made, this, [this, request](const Tree &tree) {
        if (request == m_request)
            takeTree(tree);
    });
}

void TraceDocument::takeTree(const Tree &tree)
{
    Q_EMIT aboutToReset();
    ++m_request;
    m_isLoading = false;
    m_frame.stop();
    m_tree = tree;
    Q_EMIT reset();
    Q_EMIT infoChanged();
}

const trace::TraceRecord *TraceDocument::record() const
{
    return m_live ? &m_live->record() : m_record.get();
}

QString TraceDocument::mark(int row) const
{
    const QString phase = record() ? span(row).attributes[trace::keys::Phase].toString() : QString();
    if (phase.isEmpty())
        return m_tree->type(row);
    if (phase == "upstream"_L1)
        return u"upstream_wait"_s;
    return phase == "firstToken"_L1 ? u"first_token"_s : phase;
}

bool TraceDocument::isRunning() const
{
    return m_live && !isEmpty() && m_live->record().info.state == trace::TraceState::InProgress;
}

qint64 TraceDocument::elapsed() const
{
    if (!isRunning())
        return m_tree->length();
    const auto now = std::chrono::time_point_cast<std::chrono::nanoseconds>(std::chrono::system_clock::now());
    return std::max<qint64>(m_tree->length(), (now - m_tree->start()).count());
}

void TraceDocument::timerEvent(QTimerEvent *event)
{
    if (event->timerId() != m_frame.timerId())
        return;
    m_frame.stop();
    catchUp();
}

void TraceDocument::catchUp()
{
    if (!m_live)
        return;
    const trace::LiveTrace::Changes changes = m_live->changesSince(m_generation);
    m_generation = m_live->generation();
    QList<int> changed;
    for (const int row : changes.changed) {
        if (row < m_tree->size()) {
            m_tree->update(row, m_live->record().spans[row]);
            changed.append(row);
        }
    }
    if (!changed.isEmpty())
        Q_EMIT rowsChanged(changed);
    for (int row = m_tree->size(); row < m_live->size(); ++row)
        Q_EMIT rowAppended(m_tree->append(m_live->record().spans[row]));
    if (changes.info)
        Q_EMIT infoChanged();
}

} // namespace ui
