// SPDX-License-Identifier: Apache-2.0
#include "app/demo/script.h"

#include "base/json.h"
#include "demo/gzip.h"

using namespace Qt::StringLiterals;

namespace {

constexpr char plainText[] = "Kong is a gateway. It sits between your client and the model.";
const QByteArrayList words{"Kong"_ba,   " is"_ba, " a"_ba,   " gateway"_ba, "."_ba,
                           " Grüße"_ba, ", "_ba,  "世界"_ba, " 🦍"_ba,      "!"_ba};

http::Headers openAiHeaders()
{
    return {{"access-control-expose-headers"_ba, "X-Request-ID"_ba},
            {"openai-organization"_ba, "demo-org"_ba},
            {"openai-processing-ms"_ba, "142"_ba},
            {"openai-version"_ba, "2020-10-01"_ba},
            {"x-ratelimit-limit-requests"_ba, "10000"_ba},
            {"x-ratelimit-limit-tokens"_ba, "200000"_ba},
            {"x-ratelimit-remaining-requests"_ba, "9999"_ba},
            {"x-ratelimit-remaining-tokens"_ba, "199968"_ba},
            {"x-ratelimit-reset-requests"_ba, "8.64s"_ba},
            {"x-ratelimit-reset-tokens"_ba, "9ms"_ba},
            {"x-request-id"_ba, "req_fake0000000000000000000000000001"_ba},
            {"set-cookie"_ba, "__cf_bm=fake; path=/; HttpOnly"_ba},
            {"server"_ba, "cloudflare"_ba}};
}

/// Collects the steps of one answer.
class Script
{
public:
    Script(const demo::UpstreamCall &call, const base::Json &request)
        : m_scenario(http::headerValue(call.headers, "x-scenario"))
        , m_request(request)
        , m_model(request[u"model"].toString(u"gpt-4o-mini"_s).toUtf8())
        , m_usage(request[u"stream_options"][u"include_usage"].toBool())
    { }

    QList<ScriptStep> chat();
    void full(int status, const QByteArray &reason, const QByteArray &body, const http::Headers &headers,
              const QByteArray &type = "application/json"_ba, int wait = 0);
    void fail(demo::UpstreamFailure failure, int wait);
    QList<ScriptStep> steps;

private:
    bool failing();
    void plainChat();
    void streamedChat();
    bool oddStream(const http::Headers &headers);
    void scenarioEvents();
    void wordEvents();
    void beginStream(const http::Headers &headers);
    void chunk(const QByteArray &bytes, int wait = 6);
    void event(const QByteArray &data, int wait = 6) { chunk("data: " + data + "\n\n", wait); }
    void end() { steps.append({0, ScriptStep::Kind::End, {}, 0, {}, {}}); }
    QByteArray completion(const QByteArray &content = base::jsonQuoted(QString::fromUtf8(plainText)),
                          const QByteArray &finish = "stop"_ba,
                          const QByteArray &more = R"("refusal":null,"annotations":[])"_ba) const;
    QByteArray delta(const QByteArray &delta, const QByteArray &finish = "null"_ba, bool withUsage = true) const;
    QByteArray word(const QByteArray &text, bool withUsage = true) const
    {
        return delta("{\"content\":" + base::jsonQuoted(QString::fromUtf8(text)) + '}', "null"_ba, withUsage);
    }

    QByteArray m_scenario;
    base::Json m_request;
    QByteArray m_model;
    bool m_usage;
};

QByteArray Script::completion(const QByteArray &content, const QByteArray &finish, const QByteArray &more) const
{
    return R"({"id":"chatcmpl-BfAke0000000000000000000001","object":"chat.completion","created":1795453200,"model":")"
        + m_model + R"(-2024-07-18","choices":[{"index":0,"message":{"role":"assistant","content":)" + content + ','
        + more + R"(},"logprobs":null,"finish_reason":")" + finish
        + R"("}],"usage":{"prompt_tokens":19,"completion_tokens":14,"total_tokens":33,"prompt_tokens_details":{"cached_tokens":0,"audio_tokens":0},"completion_tokens_details":{"reasoning_tokens":0,"audio_tokens":0,"accepted_prediction_tokens":0,"rejected_prediction_tokens":0}},"service_tier":"default","system_fingerprint":"fp_0aa8d3e20b"})";
}

QByteArray Script::delta(const QByteArray &delta, const QByteArray &finish, bool withUsage) const
{
    return R"({"id":"chatcmpl-BfAke0000000000000000000002","object":"chat.completion.chunk","created":1795453200,"model":")"
        + m_model
        + R"(-2024-07-18","service_tier":"default","system_fingerprint":"fp_0aa8d3e20b","choices":[{"index":0,"delta":)"
        + delta + R"(,"logprobs":null,"finish_reason":)" + finish
        + (m_usage && withUsage ? "}],\"usage\":null}"_ba : "}]}"_ba);
}

void Script::full(int status, const QByteArray &reason, const QByteArray &body, const http::Headers &headers,
                  const QByteArray &type, int wait)
{
    const http::Headers all
        = http::Headers{{"Content-Type"_ba, type}, {"Content-Length"_ba, QByteArray::number(body.size())}} + headers;
    steps.append({wait, ScriptStep::Kind::Head, reason, status, all, {}});
    steps.append({0, ScriptStep::Kind::Data, body, 0, {}, {}});
    end();
}

void Script::fail(demo::UpstreamFailure failure, int wait)
{
    steps.append({wait, ScriptStep::Kind::Fail, {}, 0, {}, failure});
}

void Script::beginStream(const http::Headers &headers)
{
    const http::Headers all = http::Headers{{"Content-Type"_ba, "text/event-stream; charset=utf-8"_ba},
                                            {"Transfer-Encoding"_ba, "chunked"_ba},
                                            {"Cache-Control"_ba, "no-cache"_ba}}
        + headers;
    steps.append({12, ScriptStep::Kind::Head, "OK"_ba, 200, all, {}});
}

void Script::chunk(const QByteArray &bytes, int wait)
{
    steps.append({wait, ScriptStep::Kind::Data, bytes, 0, {}, {}});
}

bool Script::failing()
{
    struct Failure
    {
        QByteArray scenario;
        int status;
        QByteArray reason;
        QByteArray body;
    };
    static const QList<Failure> failures{
        {"e400"_ba, 400, "Bad Request"_ba,
         "{\n  \"error\": {\n    \"message\": \"Invalid value: 'wizard'. Supported values are: 'system', 'assistant', 'user', 'function', 'tool', and 'developer'.\",\n    \"type\": \"invalid_request_error\",\n    \"param\": \"messages[0].role\",\n    \"code\": \"invalid_value\"\n  }\n}\n"_ba},
        {"e401"_ba, 401, "Unauthorized"_ba,
         "{\n  \"error\": {\n    \"message\": \"Incorrect API key provided: sk-fake****0000. You can find your API key at https://platform.openai.com/account/api-keys.\",\n    \"type\": \"invalid_request_error\",\n    \"param\": null,\n    \"code\": \"invalid_api_key\"\n  }\n}\n"_ba},
        {"e404"_ba, 404, "Not Found"_ba,
         "{\n  \"error\": {\n    \"message\": \"The model `gpt-9` does not exist or you do not have access to it.\",\n    \"type\": \"invalid_request_error\",\n    \"param\": null,\n    \"code\": \"model_not_found\"\n  }\n}\n"_ba},
        {"e429"_ba, 429, "Too Many Requests"_ba,
         "{\n  \"error\": {\n    \"message\": \"Rate limit reached for gpt-4o-mini in organization demo-org on requests per min (RPM): Limit 3, Used 3, Requested 1. Please try again in 20s.\",\n    \"type\": \"requests\",\n    \"param\": null,\n    \"code\": \"rate_limit_exceeded\"\n  }\n}\n"_ba},
        {"e500"_ba, 500, "Internal Server Error"_ba,
         R"({"error":{"message":"The server had an error while processing your request. Sorry about that!","type":"server_error","param":null,"code":null}})"_ba}};
    for (const Failure &failure : failures) {
        if (failure.scenario != m_scenario)
            continue;
        http::Headers headers = openAiHeaders();
        if (failure.status == 429)
            headers = http::Headers{{"retry-after"_ba, "20"_ba},
                                    {"retry-after-ms"_ba, "20000"_ba},
                                    {"x-ratelimit-remaining-requests"_ba, "0"_ba}}
                + headers;
        full(failure.status, failure.reason, failure.body, headers);
        return true;
    }
    if (m_scenario == "html503") {
        full(
            503, "Service Unavailable"_ba,
            "<html>\r\n<head><title>503 Service Temporarily Unavailable</title></head>\r\n<body>\r\n<center><h1>503 Service Temporarily Unavailable</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n"_ba,
            {{"server"_ba, "nginx"_ba}}, "text/html"_ba);
        return true;
    }
    if (m_scenario == "hang" || m_scenario == "slowhead" || m_scenario == "close") {
        fail(demo::UpstreamFailure::Closed, m_scenario == "close" ? 0 : 5000);
        return true;
    }
    if (m_scenario == "garbage") {
        // nginx takes what has no status line for an answer of HTTP/0.9.
        steps.append({0, ScriptStep::Kind::Head, {}, 200, {}, {}});
        chunk("this is not http\r\n\r\n"_ba, 0);
        end();
        return true;
    }
    return false;
}

void Script::plainChat()
{
    const http::Headers headers = openAiHeaders();
    const int wait = 15;
    const QByteArray json = "application/json"_ba;
    if (m_scenario == "nochoices")
        full(200, "OK"_ba, R"({"object":"error","message":"model is loading","code":50001})"_ba, headers, json, wait);
    else if (m_scenario == "notjson")
        full(200, "OK"_ba, "upstream says hi"_ba, headers, "text/plain"_ba, wait);
    else if (m_scenario == "tools")
        full(
            200, "OK"_ba,
            completion(
                "null"_ba, "tool_calls"_ba,
                R"("tool_calls":[{"id":"call_fake000000000000000001","type":"function","function":{"name":"get_weather","arguments":"{\"city\":\"Köln\"}"}}],"refusal":null)"_ba),
            headers, json, wait);
    else if (m_scenario == "big")
        full(200, "OK"_ba, completion('"' + "0123456789abcdef"_ba.repeated(12800) + '"'), headers, json, wait);
    else if (m_scenario == "length")
        full(200, "OK"_ba, completion("\"Kong is\""_ba, "length"_ba), headers, json, wait);
    else if (m_scenario == "filter")
        full(200, "OK"_ba,
             completion("null"_ba, "content_filter"_ba,
                        R"("refusal":"I'm sorry, I can't help with that.","annotations":[])"_ba),
             headers, json, wait);
    else if (m_scenario == "upgzip")
        full(200, "OK"_ba, demo::gzipped(completion()), headers + http::Headers{{"content-encoding"_ba, "gzip"_ba}},
             json, wait);
    else
        full(200, "OK"_ba, completion(), headers, json, wait);
}

bool Script::oddStream(const http::Headers &headers)
{
    if (m_scenario == "inbanderr") {
        beginStream(headers);
        event(delta(R"({"role":"assistant","content":"","refusal":null})"_ba, "null"_ba, false));
        event(word("Kong"_ba, false));
        event(
            R"({"error":{"message":"The server had an error while processing your request. Sorry about that!","type":"server_error","param":null,"code":null}})"_ba);
    } else if (m_scenario == "crlf") {
        beginStream(headers);
        for (const QByteArray &text : words.mid(0, 5))
            chunk("data: " + word(text, false) + "\r\n\r\n");
        chunk("data: [DONE]\r\n\r\n"_ba);
    } else if (m_scenario == "gzipstream") {
        beginStream(headers + http::Headers{{"content-encoding"_ba, "gzip"_ba}});
        QByteArray plain;
        for (const QByteArray &text : words)
            plain += "data: " + word(text, false) + "\n\n";
        chunk(demo::gzipped(plain + "data: [DONE]\n\n"));
    } else {
        return false;
    }
    end();
    return true;
}

void Script::wordEvents()
{
    event(delta(R"({"role":"assistant","content":"","refusal":null})"_ba), 0);
    for (qsizetype i = 0; i < words.size(); ++i) {
        if ((m_scenario == "cut" || m_scenario == "cutclean") && i == 4)
            return fail(demo::UpstreamFailure::Closed, 6);
        if (m_scenario == "stall" && i == 3)
            return fail(demo::UpstreamFailure::Closed, 5000);
        event(word(words.at(i)));
    }
    event(delta("{}"_ba, m_scenario == "length" ? "\"length\""_ba : "\"stop\""_ba));
}

void Script::scenarioEvents()
{
    const auto arguments = [this](const QByteArray &text) {
        return delta(R"({"tool_calls":[{"index":0,"function":{"arguments":)" + base::jsonQuoted(QString::fromUtf8(text))
                     + "}}]}");
    };
    if (m_scenario == "toolstream") {
        event(
            delta(
                R"({"role":"assistant","content":null,"tool_calls":[{"index":0,"id":"call_fake000000000000000001","type":"function","function":{"name":"get_weather","arguments":""}}],"refusal":null})"_ba),
            0);
        for (const QByteArray &text : {"{\""_ba, "city"_ba, "\":\""_ba, "Kö"_ba, "ln"_ba, "\"}"_ba})
            event(arguments(text));
        event(delta("{}"_ba, "\"tool_calls\""_ba));
    } else if (m_scenario == "reasoning") {
        event(delta(R"({"role":"assistant","content":null,"reasoning_content":""})"_ba), 0);
        for (const QByteArray &text : {"The user"_ba, " wants"_ba, " a haiku."_ba})
            event(delta(R"({"content":null,"reasoning_content":")" + text + "\"}"));
        for (const QByteArray &text : {"Gate"_ba, " of"_ba, " gates"_ba})
            event(delta(R"({"content":")" + text + R"(","reasoning_content":null})"));
        event(delta("{}"_ba, "\"stop\""_ba));
    } else if (m_scenario == "comments") {
        chunk(": OPENROUTER PROCESSING\n\n"_ba, 30);
        chunk(": keep-alive\n\n"_ba, 30);
        chunk("event: ping\ndata: {}\n\n"_ba, 20);
        event(delta(R"({"role":"assistant","content":""})"_ba, "null"_ba, false));
        chunk("id: 7\nretry: 1000\nevent: message\ndata: " + word("Kong"_ba, false) + "\n\n");
        chunk("data:" + word(" (no blank after colon)"_ba, false) + "\n\n");
        event(delta("{}"_ba, "\"stop\""_ba, false));
    } else if (m_scenario == "burst") {
        QByteArray all;
        for (int i = 0; i < 60; ++i)
            all += "data: " + word(" w" + QByteArray::number(i), false) + "\n\n";
        chunk(all, 1);
        event(delta("{}"_ba, "\"stop\""_ba, false));
    } else if (m_scenario == "split") {
        QByteArray all;
        for (const QByteArray &text : words)
            all += "data: " + word(text, false) + "\n\n";
        all += "data: " + delta("{}"_ba, "\"stop\""_ba, false) + "\n\n";
        for (qsizetype i = 0; i < all.size(); i += 97)
            chunk(all.mid(i, 97), 1);
    } else {
        wordEvents();
    }
}

void Script::streamedChat()
{
    http::Headers headers = openAiHeaders();
    if (m_scenario == "accel")
        headers.append({"x-accel-buffering"_ba, "no"_ba});
    if (oddStream(headers))
        return;
    beginStream(headers);
    scenarioEvents();
    if (steps.last().kind == ScriptStep::Kind::Fail)
        return;
    if (m_usage)
        event(
            R"({"id":"chatcmpl-BfAke0000000000000000000002","object":"chat.completion.chunk","created":1795453200,"model":")"
            + m_model
            + R"(-2024-07-18","service_tier":"default","system_fingerprint":"fp_0aa8d3e20b","choices":[],"usage":{"prompt_tokens":19,"completion_tokens":10,"total_tokens":29,"prompt_tokens_details":{"cached_tokens":0,"audio_tokens":0},"completion_tokens_details":{"reasoning_tokens":0,"audio_tokens":0,"accepted_prediction_tokens":0,"rejected_prediction_tokens":0}}})");
    if (m_scenario != "nodone")
        event("[DONE]"_ba);
    end();
}

QList<ScriptStep> Script::chat()
{
    if (failing())
        return steps;
    const QString system = m_request[u"messages"].at(0)[u"content"].toString();
    if (system.contains("TRANSFORM"_L1)) {
        const QString said = system.contains("RESPONSE"_L1)
            ? uR"({"reply": "translated"})"_s
            : uR"({"messages": [{"role": "user", "content": "What is Kong? Answer in French."}]})"_s;
        full(200, "OK"_ba, completion(base::jsonQuoted(said)), openAiHeaders());
        return steps;
    }
    if (m_request[u"stream"].toBool() && m_scenario != "plainforstream")
        streamedChat();
    else
        plainChat();
    return steps;
}

} // namespace

QList<ScriptStep> scriptFor(const demo::UpstreamCall &call)
{
    const base::Json request = base::Json::parse(call.body).value_or(base::Json());
    const QByteArray path = call.target.split('?').first();
    Script script(call, request);
    if (call.host.endsWith(".invalid"_L1))
        script.fail(demo::UpstreamFailure::NameUnknown, 0);
    else if (call.port == 5557)
        script.fail(demo::UpstreamFailure::Refused, 0);
    else if (path.contains("chat/completions"))
        return script.chat();
    else if (path.startsWith("/v1/completions"))
        script.full(
            200, "OK"_ba,
            R"({"id":"cmpl-fake01","object":"text_completion","created":1795453200,"model":"gpt-3.5-turbo-instruct","choices":[{"text":" a gateway.","index":0,"logprobs":null,"finish_reason":"stop"}],"usage":{"prompt_tokens":5,"completion_tokens":3,"total_tokens":8}})"_ba,
            {});
    else if (path.startsWith("/health"))
        script.full(200, "OK"_ba, "ok"_ba, {}, "text/plain"_ba);
    else if (path.startsWith("/limits"))
        script.full(200, "OK"_ba, R"({"ok":true})"_ba, {{"X-Kong-Limit"_ba, "tokens=3"_ba}});
    else if (path.startsWith("/ccache"))
        script.full(200, "OK"_ba, R"({"n":1795455922715736222})"_ba, {{"Cache-Control"_ba, "public, max-age=2"_ba}});
    else
        script.full(200, "OK"_ba,
                    "{\"target\":" + QByteArray::number(call.port) + ",\"path\":\"" + path + "\",\"method\":\""
                        + call.method + "\"}",
                    {{"Date"_ba, "Mon, 23 Nov 2026 17:00:00 GMT"_ba}});
    return script.steps;
}
