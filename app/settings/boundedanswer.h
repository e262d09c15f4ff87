// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.h"

#include <QtCore/QFuture>
#include <QtCore/QPromise>
#include <QtCore/QTimer>

#include <functional>
#include <memory>
#include <optional>
#include <stop_token>

namespace settings {

/// An answer that may never come, bounded: it ends with `late` when the patience is over and with Cancelled at a stop
/// request. One thread with an event loop, to which the stop request belongs too.
template <typename T> class BoundedAnswer
{
public:
    using Result = base::Result<T>;

    static QFuture<Result> of(QFuture<Result> answer, std::chrono::milliseconds patience, const base::Error &late,
                              const std::stop_token &stop)
    {
        if (answer.isFinished())
            return answer;
        auto self = std::make_shared<BoundedAnswer>();
        self->m_promise.start();
        answer.then([self](const Result &result) { self->end(result); });
        QTimer::singleShot(patience, [self, late] { self->end(tl::unexpected(late)); });
        // Weak: what the answer holds must not hold itself.
        const std::weak_ptr<BoundedAnswer> weak = self;
        self->m_onStop.emplace(stop, [weak] {
            if (const auto waiting = weak.lock())
                waiting->end(tl::unexpected(base::Error::cancelled()));
        });
        return self->m_promise.future();
    }

private:
    void end(const Result &result)
    {
        if (m_promise.future().isFinished())
            return;
        m_promise.addResult(result);
        m_promise.finish();
    }

    QPromise<Result> m_promise;
    std::optional<std::stop_callback<std::function<void()>>> m_onStop;
};

} // namespace settings
