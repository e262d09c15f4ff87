// SPDX-License-Identifier: Apache-2.0
#include "demo/democonfiguration.h"

#include "base/json.h"

#include <QtCore/QFile>

using namespace Qt::StringLiterals;

// The resource of a static library is not registered by itself; the macro must stand outside any namespace.
static void registerDemoResources()
{
    Q_INIT_RESOURCE(demo);
}

namespace demo {

namespace {

/// Date of the demo's models: the first of January 2026.
constexpr qint64 created = 1767225600;

base::Json modelList(const QStringList &models)
{
    base::Json list = base::Json::array();
    for (const QString &name : models)
        list.append(base::Json::object(
            {{u"id"_s, name}, {u"object"_s, u"model"_s}, {u"created"_s, created}, {u"owned_by"_s, u"spanway-demo"_s}}));
    return base::Json::object({{u"object"_s, u"list"_s}, {u"data"_s, list}});
}

} // namespace

QByteArray demoConfiguration(const QStringList &models)
{
    registerDemoResources();
    QFile file(u":/demo/kong.yml"_s);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return file.readAll().replace("@MODEL_LIST@", modelList(models).write());
}

} // namespace demo
