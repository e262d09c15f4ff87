// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QFuture>
#include <QtCore/QFutureWatcher>

#include <utility>

namespace base {

/// Calls `function` with the future's value in the context's thread, from the event loop, unless the context has been destroyed or the future was
/// cancelled. In place of QFuture::then(context, ...), which asserts in Qt 6.4 when the context dies first (qfuture_impl.h).
template <typename T, typename Function> void whenDone(const QFuture<T> &future, QObject *context, Function function)
{
    auto *watcher = new QFutureWatcher<T>(context);
    QObject::connect(watcher, &QFutureWatcherBase::finished, context,
                     [watcher, function = std::move(function)]() mutable {
                         watcher->deleteLater();
                         if (watcher->future().resultCount() > 0)
                             function(watcher->result());
                     });
    watcher->setFuture(future);
}

} // namespace base
