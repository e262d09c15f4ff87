// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demo/models/model.h"

#include <memory>

namespace demo {

/// The demo's models by name.
class ModelSet
{
public:
    ModelSet();

    /// Null for an unknown name. The name of a fault speaks as demo-fast.
    const Model *find(const QString &name) const;
    /// In the order in which people should see them.
    QStringList names() const;

private:
    struct Named
    {
        QString name;
        std::unique_ptr<Model> model;
    };
    std::vector<Named> m_models;
};

} // namespace demo
