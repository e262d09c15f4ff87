// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/demo/rawmessage.h"
#include "demo/upstream.h"

#include <QtCore/QStringList>

/// One line for each difference; empty if the answers agree.
QStringList differences(const RawMessage &recorded, const RawMessage &actual);

/// The same for the request that reached the upstream, against a recorded one.
QStringList callDifferences(const QByteArray &recorded, const demo::UpstreamCall &actual);
