// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demo/upstream.h"

#include <QtCore/QList>

/// One thing the scripted upstream does, some time after the thing before.
struct ScriptStep
{
    enum class Kind { Head, Data, End, Fail };

    int afterMs = 0;
    Kind kind = Kind::Data;
    QByteArray bytes; ///< of Data; the reason phrase of Head
    int status = 0;
    http::Headers headers;
    demo::UpstreamFailure failure = demo::UpstreamFailure::Closed;
};

/// What tests/data/kong/upstream.py does for this call.
QList<ScriptStep> scriptFor(const demo::UpstreamCall &call);
