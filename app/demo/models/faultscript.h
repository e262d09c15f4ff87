// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demo/models/modelserver.h"
#include "demo/models/scriptedjob.h"

namespace demo {

/// What the model server does for a fault of Where::Upstream. Empty: this fault changes nothing about such a call (it
/// is made by Kong, unknown, or of streams only), so the model answers as ever.
QList<UpstreamStep> faultScript(const QByteArray &fault, const UpstreamCall &call, const ModelServer &server);

} // namespace demo
