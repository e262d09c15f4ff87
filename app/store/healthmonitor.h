// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/error.h"
#include "store/store.h"

#include <QtCore/QMutex>
#include <QtCore/QStringList>

namespace store {

/// Kinds of things that are saved, as the banner names them.
enum class Subject { Conversation, Turn, Trace, Wire, Outbox };

/// Remembers what could not be saved since the last write that worked. Written by the storage thread, read by any.
class HealthMonitor
{
public:
    StoreHealth health() const;

    // Each returns whether health() changed.
    bool failed(Subject subject, const base::Error &error);
    bool succeeded(); ///< ignored once readOnly() was called
    void readOnly(const QString &problem); ///< the whole run saves nothing

private:
    mutable QMutex m_mutex;
    StoreHealth m_health;
    QStringList m_unsaved;
    bool m_readOnly = false;
};

} // namespace store
