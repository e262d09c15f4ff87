// SPDX-License-Identifier: Apache-2.0
#include "store/healthmonitor.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QMutexLocker>

using namespace Qt::StringLiterals;

namespace store {

namespace {

QString nameOf(Subject subject)
{
    const auto translated = [](const char *text) { return QCoreApplication::translate("store::HealthMonitor", text); };
    switch (subject) {
    case Subject::Conversation:
        return translated(QT_TRANSLATE_NOOP("store::HealthMonitor", "conversations"));
    case Subject::Turn:
        return translated(QT_TRANSLATE_NOOP("store::HealthMonitor", "replies"));
    case Subject::Trace:
        return translated(QT_TRANSLATE_NOOP("store::HealthMonitor", "traces"));
    case Subject::Wire:
        return translated(QT_TRANSLATE_NOOP("store::HealthMonitor", "wire logs"));
    case Subject::Outbox:
        return translated(QT_TRANSLATE_NOOP("store::HealthMonitor", "the state of the export"));
    }
    return {};
}

} // namespace

StoreHealth HealthMonitor::health() const
{
    const QMutexLocker locker(&m_mutex);
    return m_health;
}

bool HealthMonitor::failed(Subject subject, const base::Error &error)
{
    const QMutexLocker locker(&m_mutex);
    if (m_readOnly)
        return false;
    const QString name = nameOf(subject);
    if (!m_unsaved.contains(name))
        m_unsaved.append(name);
    const QString problem = QCoreApplication::translate("store::HealthMonitor", "Not saved: %1. %2")
                                .arg(m_unsaved.join(u", "_s), error.message);
    const bool changed = m_health.writable || m_health.problem != problem;
    m_health = {false, problem, false};
    return changed;
}

bool HealthMonitor::succeeded()
{
    const QMutexLocker locker(&m_mutex);
    if (m_readOnly || m_health.writable)
        return false;
    m_unsaved.clear();
    m_health = {};
    return true;
}

void HealthMonitor::readOnly(const QString &problem)
{
    const QMutexLocker locker(&m_mutex);
    m_readOnly = true;
    m_health = {false, problem, true};
}

} // namespace store
