// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http/requestcheck.h"

#include <QtCore/QHash>
#include <QtCore/QObject>

#include <functional>

namespace http {

/// Which proxy the desktop's settings name for a server. The question may block (libproxy, PAC files), so it is asked
/// on a pool thread and the answer kept for a minute. Where the environment names proxies, libcurl reads them itself.
class SystemProxy : public QObject
{
    Q_OBJECT

public:
    /// Proxy URL with its login if it needs one; empty: direct; no value: libcurl decides from the environment.
    using Choice = std::optional<QByteArray>;
    /// Runs on a pool thread.
    using Lookup = std::function<QByteArray(const QUrl &server)>;

    /// Asks QNetworkProxyFactory.
    SystemProxy();
    explicit SystemProxy(Lookup lookup);

    /// Calls back at once if the answer is known, else later on this thread; never after this object is gone.
    void find(const Target &target, std::function<void(const Choice &choice)> then);

private:
    struct Answer
    {
        QByteArray proxy;
        base::MonoTime at;
    };

    Lookup m_lookup;
    QHash<QString, Answer> m_answers; ///< by scheme, host and port
};

} // namespace http
