// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QByteArray>

namespace kong {

/// Body of an answer that Kong makes from its template.
struct ErrorBody
{
    QByteArray contentType;
    QByteArray body;
};

/// Kong's error template in the form the client accepts: JSON unless it prefers HTML, plain text or XML (highest q
/// wins, first on a tie). The message is pasted unescaped, as Kong does. Source: kong/tools/http.lua, golden/kong 600
/// to 603.
ErrorBody errorBody(const QByteArray &accept, const QByteArray &message, const QByteArray &requestId);

/// The same for errors that nginx notices (502, 504, 400 …): without Accept they follow the request's own type, else
/// they are plain text (kong/error_handlers.lua).
ErrorBody nginxErrorBody(const QByteArray &accept, const QByteArray &requestType, const QByteArray &message,
                         const QByteArray &requestId);

/// What the nginx error handler says about a status.
QByteArray nginxErrorMessage(int status);

/// nginx's own small HTML page for a redirect.
QByteArray nginxPage(int status);

/// nginx's phrase behind a status; empty for those it has none for (417, 426).
QByteArray nginxReason(int status);

} // namespace kong
