// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chat/turn.h"
#include "chat/turnservices.h"
#include "settings/profile.h"
#include "trace/livetrace.h"

#include <QtCore/QList>
#include <QtCore/QObject>

#include <memory>
#include <optional>

namespace chat {

/// One prompt to 2 to 4 models at the same time, each its own trace; the traces share the tag `spanway.compare`. GUI thread.
class CompareSession : public QObject
{
    Q_OBJECT

public:
    static constexpr int minTargets = 2;
    static constexpr int maxTargets = 4;

    struct Target
    {
        QString profileId;
        QString model;
    };

    explicit CompareSession(const TurnServices &services, QObject *parent = nullptr);
    ~CompareSession() override;

    const QList<Target> &targets() const;
    void setTargets(const QList<Target> &targets); ///< not while running
    /// What of the next run leaves for MLflow; empty: as each target's profile says.
    std::optional<settings::ContentMode> content() const;
    void setContent(std::optional<settings::ContentMode> content);
    bool isRunning() const;
    QString runProblem(const QString &prompt) const; ///< why run() would do nothing; empty: it would run
    void run(const QString &prompt, const QString &systemPrompt);
    void stop(int column);
    void stopAll();
    void saveAgain(int column); ///< see TurnRunner; nothing happens if there is nothing to save
    const Turn *turn(int column) const; ///< null before the first run
    trace::LiveTrace *liveTrace(int column) const;

Q_SIGNALS:
    void targetsChanged();
    void turnChanged(int column);
    void turnEnded(int column);
    void runningChanged();

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace chat
