// SPDX-License-Identifier: Apache-2.0
#include "ui/settings/outboxmove.h"

#include "base/whendone.h"
#include "services/destinationresolver.h"
#include "store/store.h"
#include "ui/shell/prompts.h"

#include <QtWidgets/QWidget>

#include <algorithm>

namespace ui {

namespace {

constexpr int mostRows = 100'000;

store::Destination destinationOf(const settings::Profile &profile)
{
    return {profile.id, profile.mlflow.url, services::loginOf(profile.mlflow), profile.mlflow.experiment};
}

} // namespace

OutboxMove::OutboxMove(store::Store *store, Prompts *prompts, QWidget *window)
    : QObject(window)
    , m_store(store)
    , m_prompts(prompts)
    , m_window(window)
{ }

void OutboxMove::offer(const settings::Profile &before, const settings::Profile &now)
{
    const store::Destination from = destinationOf(before);
    const store::Destination to = destinationOf(now);
    if (before.id != now.id || from == to || from.server.isEmpty() || to.server.isEmpty())
        return;
    base::whenDone(m_store->outbox(false, mostRows), this,
                   [this, from, to](const base::Result<QList<store::OutboxRow>> &rows) {
                       const auto count = !rows
                           ? 0
                           : std::count_if(rows->cbegin(), rows->cend(),
                                           [&from](const store::OutboxRow &row) { return row.destination == from; });
                       if (count == 0)
                           return;
                       Prompts::Question question;
                       question.title = tr("Send what waits to the new place too?");
                       question.text = tr("%n trace(s) wait for %1, experiment %2. Left alone, they stay meant for it.",
                                          nullptr, static_cast<int>(count))
                                           .arg(from.server, from.experiment);
                       question.action = tr("Move them");
                       m_prompts->ask(m_window, question, [store = m_store, from, to](Prompts::Choice choice) {
                           if (choice == Prompts::Choice::Action)
                               store->redirect(from, to);
                       });
                   });
}

} // namespace ui
