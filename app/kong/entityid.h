// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QString>

namespace kong {

/// The id a DB-less Kong gives an entity that names none: UUID version 5 of its kind ("routes") and key (its name, or
/// what makes it unique). Source: kong/db/schema/others/declarative_config.lua, checked against golden/kong 804 to 815.
QString entityId(const QString &kind, const QString &key);

/// Id of the one workspace of the open source edition.
QString defaultWorkspaceId();

} // namespace kong
