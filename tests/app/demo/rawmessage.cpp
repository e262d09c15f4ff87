// SPDX-License-Identifier: Apache-2.0
#include "app/demo/rawmessage.h"

using namespace Qt::StringLiterals;

namespace {

/// Reads chunks from `rest`; true when the last one was there.
bool takeChunks(QByteArray *rest, QByteArray *body)
{
    for (;;) {
        const qsizetype lineEnd = rest->indexOf("\r\n");
        if (lineEnd < 0)
            return false;
        const qsizetype size = rest->first(lineEnd).toLongLong(nullptr, 16);
        if (rest->size() < lineEnd + 2 + size + 2)
            return false;
        body->append(rest->mid(lineEnd + 2, size));
        rest->remove(0, lineEnd + 2 + size + 2);
        if (size == 0)
            return true;
    }
}

} // namespace

RawMessage RawMessage::parse(const QByteArray &bytes, bool forHead)
{
    RawMessage message;
    QByteArray rest = bytes;
    const QByteArray interim = "HTTP/1.1 100 Continue\r\n\r\n"_ba;
    if (rest.startsWith(interim)) {
        message.interim = true;
        rest.remove(0, interim.size());
    }
    const qsizetype headEnd = rest.indexOf("\r\n\r\n");
    if (headEnd < 0)
        return message;
    message.headComplete = true;
    QByteArrayList lines = rest.first(headEnd).split('\n');
    rest.remove(0, headEnd + 4);
    message.statusLine = lines.takeFirst().chopped(lines.isEmpty() ? 0 : 1);
    message.status = message.statusLine.split(' ').value(1).toInt();
    for (const QByteArray &line : lines) {
        const qsizetype colon = line.indexOf(':');
        message.headers.append({line.first(colon), line.mid(colon + 1).trimmed()});
    }
    message.chunked = http::headerValue(message.headers, "Transfer-Encoding") == "chunked";
    if (forHead || message.status == 204 || message.status == 304) {
        message.complete = true;
    } else if (message.chunked) {
        message.complete = takeChunks(&rest, &message.body);
    } else {
        const qsizetype length = http::headerValue(message.headers, "Content-Length").toLongLong();
        message.complete = rest.size() >= length;
        message.body = rest.first(std::min(length, rest.size()));
        rest.remove(0, message.body.size());
    }
    message.behind = rest;
    return message;
}
