// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QLoggingCategory>

namespace base {

class Redactor;

Q_DECLARE_LOGGING_CATEGORY(lcTask)

/// From now on every message of Qt's log passes the redactor before it is written to standard error.
/// Call once, from main(); the redactor must live as long as the process logs.
void installRedactingLog(const Redactor *redactor);

} // namespace base
