// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http/types.h"

/// An HTTP answer as bytes on the wire, taken apart without forgiving anything.
struct RawMessage
{
    QByteArray statusLine;
    int status = 0;
    http::Headers headers;
    QByteArray body; ///< taken out of its chunks
    bool chunked = false;
    bool interim = false; ///< a "100 Continue" stood in front
    bool headComplete = false;
    bool complete = false; ///< ended by HTTP's rules
    QByteArray behind; ///< bytes after the end

    /// `forHead`: the request was HEAD, so no body follows.
    static RawMessage parse(const QByteArray &bytes, bool forHead = false);
};
