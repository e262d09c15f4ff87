// SPDX-License-Identifier: Apache-2.0
#include "demo/models/modelset.h"

#include "demo/faults.h"
#include "demo/models/taskmodels.h"
#include "demo/models/textmodels.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace demo {

ModelSet::ModelSet()
{
    m_models.push_back({u"demo-fast"_s, std::make_unique<ProseModel>(Pace{40ms, 200})});
    m_models.push_back({u"demo-slow"_s, std::make_unique<ProseModel>(Pace{1200ms, 12})});
    m_models.push_back({u"demo-long"_s, std::make_unique<LongModel>()});
    m_models.push_back({u"demo-thinking"_s, std::make_unique<ThinkingModel>()});
    m_models.push_back({u"demo-tools"_s, std::make_unique<ToolsModel>()});
    m_models.push_back({u"demo-json"_s, std::make_unique<JsonModel>()});
    m_models.push_back({u"demo-vision"_s, std::make_unique<VisionModel>()});
    m_models.push_back({u"demo-limited"_s, std::make_unique<ProseModel>(Pace{40ms, 200})});
}

const Model *ModelSet::find(const QString &name) const
{
    const bool isFault = std::any_of(faults().begin(), faults().end(),
                                     [&name](const Fault &fault) { return name == "fault-"_L1 + fault.name; });
    const QString &wanted = isFault ? m_models.front().name : name;
    for (const Named &named : m_models) {
        if (named.name == wanted)
            return named.model.get();
    }
    return nullptr;
}

QStringList ModelSet::names() const
{
    QStringList list(qsizetype(m_models.size()));
    std::ranges::transform(m_models, list.begin(), &Named::name);
    return list;
}

} // namespace demo
