// SPDX-License-Identifier: Apache-2.0
// A request parsed in one piece and byte by byte ends the same, keeps its bounds, and is never both done and refused.
#include "http/requestparser.h"

#include <QtCore/qlogging.h>

using http::RequestParser;
using http::ServerLimits;
using http::ServerRequest;

namespace {

ServerLimits smallLimits()
{
    ServerLimits limits;
    limits.requestLine = 64;
    limits.headerBytes = 256;
    limits.headerCount = 8;
    limits.body = 128;
    return limits;
}

void check(const ServerRequest &request, const ServerLimits &limits)
{
    if (request.body.size() > limits.body || request.headers.size() > limits.headerCount)
        qFatal("a bound was broken");
    if (request.method.isEmpty() || request.target.isEmpty() || request.target.size() > limits.requestLine)
        qFatal("a request without its line was accepted");
    for (const http::Header &header : request.headers) {
        if (header.value.contains('\r') || header.value.contains('\n') || header.value.contains('\0'))
            qFatal("a header value holds a line break or NUL");
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArrayView bytes(data, qsizetype(size));
    const ServerLimits limits = smallLimits();
    RequestParser whole(limits);
    RequestParser single(limits);
    qsizetype from = 0;
    // One connection may carry several requests.
    for (int requests = 0; requests < 16 && from < bytes.size(); ++requests) {
        const qsizetype used = whole.feed(bytes.sliced(from));
        qsizetype usedSingly = 0;
        while (usedSingly < used && single.feed(bytes.sliced(from + usedSingly, 1)) == 1)
            ++usedSingly;
        // A refusal may have looked at some bytes more.
        const bool sameLength = usedSingly == used || whole.refusal() != 0;
        if (!sameLength || whole.isDone() != single.isDone() || whole.refusal() != single.refusal())
            qFatal("the split changed the outcome");
        if (whole.isDone() && whole.refusal() != 0)
            qFatal("done and refused");
        from += used;
        if (!whole.isDone())
            break;
        const ServerRequest request = whole.take();
        check(request, limits);
        if (request.body != single.take().body)
            qFatal("the split changed the body");
    }
    return 0;
}
