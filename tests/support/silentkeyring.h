// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "settings/keyring.h"

#include <QtCore/QPromise>

#include <memory>
#include <vector>

namespace testsupport {

/// A keyring that is asked and says nothing until the test finishes a promise. What it was asked outlives it, as the jobs of a
/// real one do.
class SilentKeyring : public settings::Keyring
{
public:
    using Text = QPromise<base::Result<QString>>;
    using Done = QPromise<base::Result<void>>;

    struct Questions
    {
        std::vector<std::shared_ptr<Text>> reads;
        std::vector<std::shared_ptr<Done>> changes;
    };

    explicit SilentKeyring(std::shared_ptr<Questions> questions)
        : m_questions(std::move(questions))
    { }

    QFuture<base::Result<QString>> read(const QString &) override { return asked(m_questions->reads); }
    QFuture<base::Result<void>> write(const QString &, const QString &) override { return asked(m_questions->changes); }
    QFuture<base::Result<void>> remove(const QString &) override { return asked(m_questions->changes); }

private:
    template <typename Promise>
    static decltype(std::declval<Promise>().future()) asked(std::vector<std::shared_ptr<Promise>> &promises)
    {
        promises.push_back(std::make_shared<Promise>());
        promises.back()->start();
        return promises.back()->future();
    }

    std::shared_ptr<Questions> m_questions;
};

} // namespace testsupport
