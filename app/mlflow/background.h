// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QFuture>
#include <QtCore/QPromise>
#include <QtCore/QThreadPool>

#include <memory>
#include <type_traits>

namespace mlflow {

/// Runs `work`, which owns all it needs, in the thread pool. Await it with `co_await qCoro(future).waitForFinished()`.
template <typename Work> QFuture<std::invoke_result_t<Work>> inBackground(Work work)
{
    using Value = std::invoke_result_t<Work>;
    auto promise = std::make_shared<QPromise<Value>>();
    promise->start();
    QThreadPool::globalInstance()->start([promise, work = std::move(work)] {
        promise->addResult(work());
        promise->finish();
    });
    return promise->future();
}

} // namespace mlflow
