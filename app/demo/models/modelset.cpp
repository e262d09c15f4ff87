// SPDX-License-Identifier: Apache-2.0
#include "demo/models/modelset.h"

#include "demo/models/textmodels.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace demo {

ModelSet::ModelSet()
{
    m_models.push_back({u"demo-fast"_s, std::make_unique<ProseModel>(Pace{40ms, 200})});
    m_models.push_back({u"demo-slow"_s, std::make_unique<ProseModel>(Pace{1200ms, 12})});
    m_models.push_back({u"demo-long"_s, std::make_unique<LongModel>()});
    m_models.push_back({u"demo-thinking"_s, std::make_unique<ThinkingModel>()});
    m_models.push_back({u"demo-limited"_s, std::make_unique<ProseModel>(Pace{40ms, 200})});
}

const Model *ModelSet::find(const QString &name) const
{
    for (const Named &named : m_models) {
        if (named.name == name)
            return named.model.get();
    }
    return nullptr;
}

QStringList ModelSet::names() const
{
    QStringList list;
    for (const Named &named : m_models)
        list.append(named.name);
    return list;
}

} // namespace demo
