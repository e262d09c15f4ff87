// SPDX-License-Identifier: Apache-2.0
#include "kong/entityid.h"

#include <QtCore/QUuid>

using namespace Qt::StringLiterals;

namespace kong {

QString entityId(const QString &kind, const QString &key)
{
    static const QUuid entities(u"fd02801f-0957-4a15-a55a-c8d9606f30b5"_s);
    const QUuid ofKind = QUuid::createUuidV5(entities, kind);
    return QUuid::createUuidV5(ofKind, key).toString(QUuid::WithoutBraces);
}

QString defaultWorkspaceId()
{
    return u"0dc6f45b-8f8d-40d2-a504-473544ee190b"_s;
}

} // namespace kong
