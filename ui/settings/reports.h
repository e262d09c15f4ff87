// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gateway/connectcheck.h"
#include "services/mlflowcheck.h"

#include <QtCore/QCoreApplication>

#include <functional>

namespace ui {

class Banner;

/// What connect tests found, in words, with the ways out that were offered.
class Reports
{
    Q_DECLARE_TR_FUNCTIONS(ui::Reports)

public:
    struct GatewayWays
    {
        std::function<void()> useApikey;
        std::function<void(const QString &)> useModel;
    };
    struct MlflowWays
    {
        std::function<void(const QString &id)> restore;
        std::function<void(const QString &name)> useExperiment;
    };

    static void showRunning(Banner *banner, const QString &what);
    static void show(Banner *banner, const gateway::CheckReport &report, const GatewayWays &ways);
    static void show(Banner *banner, const services::MlflowReport &report, const MlflowWays &ways);
    static void showLocalMissing(Banner *banner, const std::function<void()> &start);

private:
    static QString title(gateway::CheckReport::Finding finding);
    static QString title(services::MlflowReport::Finding finding);
    static QString detail(const gateway::CheckReport &report);
};

} // namespace ui
