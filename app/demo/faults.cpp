// SPDX-License-Identifier: Apache-2.0
#include "demo/faults.h"

using namespace Qt::StringLiterals;

namespace demo {

const QList<Fault> &faults()
{
    using enum Fault::Where;
    static const QList<Fault> list{
        // kong.md 2.5 and 2.7: the upstream fails.
        {"upstream-400"_L1, Upstream, "400 of the model server; a streamed call sees it as text/event-stream"_L1},
        {"upstream-401"_L1, Upstream, "401 of the model server: the gateway's own key is wrong"_L1},
        {"upstream-403"_L1, Upstream, "403 of the model server"_L1},
        {"upstream-404"_L1, Upstream, "404 of the model server: no such model"_L1},
        {"upstream-429"_L1, Upstream, "429 of the model server, with retry-after"_L1},
        {"upstream-500"_L1, Upstream, "500 of the model server"_L1},
        {"upstream-529"_L1, Upstream, "529 of the model server: overloaded"_L1},
        {"html-503"_L1, Upstream, "503 with an HTML page; not streamed the connection closes without a byte"_L1},
        {"refused"_L1, Upstream, "502: nobody listens at the upstream's address"_L1},
        {"closed"_L1, Upstream, "502: the upstream closes without an answer"_L1},
        {"garbage"_L1, Upstream, "500 (streamed: closed without a byte): the upstream does not speak HTTP"_L1},
        {"timeout"_L1, Upstream, "504: no headers within read_timeout"_L1},
        {"name-resolution"_L1, Upstream, "503: the upstream's name is unknown"_L1},
        {"cut"_L1, Upstream, "stream reset half way: no last chunk, the last event comes twice"_L1},
        {"cut-clean"_L1, Upstream, "stream closed half way: the same for the client"_L1},
        {"stall"_L1, Upstream, "silence longer than read_timeout in a stream: closed, the last event comes twice"_L1},
        {"plain-json"_L1, Upstream, "plain JSON to a streamed call: closed without a byte"_L1},
        {"gzip-stream"_L1, Upstream, "stream compressed in one piece: unpacked, the header still says gzip"_L1},
        {"gzip-pieces"_L1, Upstream, "stream compressed over several reads: one line with an error"_L1},
        {"crlf"_L1, Upstream, "CRLF line ends: each event keeps a CR, [DONE] too"_L1},
        {"crlf-burst"_L1, Upstream, "CRLF line ends, all in one read: only the last event is left"_L1},
        {"inband-error"_L1, Upstream, "an error object inside the stream, then its end without [DONE]"_L1},
        {"swallowed-error"_L1, Upstream, "the stream just ends: neither finish_reason nor [DONE]"_L1},
        {"lost-delta"_L1, Upstream, "one piece of the text is missing"_L1},
        {"no-done"_L1, Upstream, "the stream ends without [DONE] (also a Kong behind a Kong)"_L1},
        {"content-length"_L1, Upstream, "a Content-Length longer than the stream"_L1},
        {"comments"_L1, Upstream, "keep-alives that Kong swallows: a long silence that is healthy"_L1},
        {"burst"_L1, Upstream, "the whole stream in one read"_L1},
        {"split"_L1, Upstream, "events cut over reads, through letters"_L1},
        {"missing-fields"_L1, Upstream, "chunks with nothing but choices, no role, finish_reason STOP"_L1},
        {"empty-events"_L1, Upstream, "events with empty data between the others"_L1},
        {"no-choices"_L1, Upstream, "500: an answer without 'choices' (not streamed)"_L1},
        {"not-json"_L1, Upstream, "500: an answer that is no JSON (not streamed)"_L1},
        {"lying-length"_L1, Upstream, "429 with Content-Length: 0 although a body follows (not streamed)"_L1},
        // kong.md 4.2: Kong refuses.
        {"no-route"_L1, Kong, "404: no Route matched with those values"_L1},
        {"no-service"_L1, Kong, "503: no Service found with those values"_L1},
        {"ip-placeholder"_L1, Kong, "500: An unexpected error occurred"_L1},
        {"no-peer"_L1, Kong, "503: failure to get a peer from the ring-balancer"_L1},
        {"https-only"_L1, Kong, "426 without a reason phrase: Please use HTTPS protocol"_L1},
        {"https-redirect"_L1, Kong, "308 to https"_L1},
        {"key-missing"_L1, Kong, "401: No API key found in request"_L1},
        {"key-unknown"_L1, Kong, "401: Unauthorized"_L1},
        {"key-twice"_L1, Kong, "401: Duplicate API key found"_L1},
        {"basic-auth"_L1, Kong, "401 with a Basic challenge"_L1},
        {"jwt"_L1, Kong, "401, plain body without request id"_L1},
        {"acl"_L1, Kong, "403: You cannot consume this service"_L1},
        {"ip-denied"_L1, Kong, "403: IP address not allowed"_L1},
        {"rate-limit"_L1, Kong, "429: API rate limit exceeded, with RateLimit-* and Retry-After"_L1},
        {"rate-limit-quote"_L1, Kong, "503 with a body that is not JSON: a quote in the configured message"_L1},
        {"rate-limit-hidden"_L1, Kong, "429 without any header that says until when"_L1},
        {"ai-rate-limit"_L1, Kong, "429 of the enterprise plugin, with X-AI-RateLimit-*"_L1},
        {"body-size"_L1, Kong, "413: Request size limit exceeded (417 with Expect: 100-continue)"_L1},
        {"body-8k"_L1, Kong, "400: request body doesn't contain valid prompts, for bodies above some 10 KB only"_L1},
        {"other-model"_L1, Kong, "400: cannot use own model - must be: demo-fast"_L1},
        {"no-model"_L1, Kong, "400: headers key x-model was not provided"_L1},
        {"wrong-format"_L1, Kong, "400: the message format is not compatible with the route type"_L1},
        {"no-streaming"_L1, Kong, "400: response streaming is not enabled for this LLM (streamed)"_L1},
        {"provider"_L1, Kong, "500: An unexpected error occurred"_L1},
        {"prompt-guard"_L1, Kong, "400: bad request"_L1},
        {"prompt-template"_L1, Kong, "400: this LLM route only supports templated requests"_L1},
        {"semantic-guard"_L1, Kong, "403 of the enterprise plugin"_L1},
        {"content-safety"_L1, Kong, "400 of the enterprise plugin, with the category"_L1},
        {"transformer"_L1, Kong, "500: the model that rewrites requests does not answer"_L1},
        {"terminated"_L1, Kong, "503: Under maintenance"_L1},
        {"echo"_L1, Kong, "200 that repeats all request headers, keys included"_L1},
        {"only-if-cached"_L1, Kong, "504 although nothing is slow: a cache miss with only-if-cached"_L1},
        {"lumps"_L1, Kong, "a route that buffers: the stream comes in lumps of 1460 bytes"_L1},
        {"always-stream"_L1, Kong, "a stream in one block although none was asked for"_L1}};
    return list;
}

QString faultList()
{
    QString text;
    for (const Fault &fault : faults())
        text += QString(fault.name) + u'\t' + fault.what + u'\n';
    return text;
}

} // namespace demo
