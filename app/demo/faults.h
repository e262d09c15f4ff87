// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QList>
#include <QtCore/QString>

namespace demo {

/// Something that goes wrong on demand: ask for the model "fault-<name>", or send the header x-demo-fault: <name> with
/// any model. Together they are the rows of kong.md 2.5, 2.7 and 4.2 and what golden/kong has beyond them.
struct Fault
{
    enum class Where {
        Upstream, ///< the model server misbehaves; what the client sees is what Kong makes of it
        Kong ///< a route of resources/demo/kong.yml answers
    };

    QLatin1StringView name;
    Where where = Where::Upstream;
    QLatin1StringView what; ///< what the client sees
};

/// All of them, in the order of the reference.
const QList<Fault> &faults();
/// One line each: name, tab, what the client sees.
QString faultList();

} // namespace demo
