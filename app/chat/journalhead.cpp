// SPDX-License-Identifier: Apache-2.0
#include "chat/journalhead.h"

#include "base/redactor.h"

#include <array>

using base::Json;
using namespace Qt::StringLiterals;

namespace chat {

namespace {

struct Offset
{
    QStringView key;
    http::Timings::Offset http::Timings::*member;
};

constexpr std::array<Offset, 5> offsets{{{u"nameLookup", &http::Timings::nameLookup},
                                         {u"connect", &http::Timings::connect},
                                         {u"tls", &http::Timings::tls},
                                         {u"ready", &http::Timings::ready},
                                         {u"headerEnd", &http::Timings::headerEnd}}};

Json nanoseconds(base::Timestamp time)
{
    return static_cast<qint64>(time.time_since_epoch().count());
}

base::MonoTime monoTime(const Json &json, const base::Clock &clock)
{
    return clock.mono(base::Timestamp(std::chrono::nanoseconds(json.toInt64())));
}

} // namespace

Json headToJournal(const http::Head &head, const base::Clock &clock)
{
    Json headers = Json::array();
    for (const http::Header &header : head.headers) {
        const bool secret = header.secret || base::isSecretHeaderName(header.name);
        headers.append(Json::array(
            {QString::fromLatin1(header.name), secret ? base::Redactor::mask() : QString::fromLatin1(header.value)}));
    }
    Json json = Json::object({{u"status"_s, head.status},
                              {u"reason"_s, QString::fromLatin1(head.reason)},
                              {u"headers"_s, headers},
                              {u"at"_s, nanoseconds(clock.wall(head.at))},
                              {u"start"_s, nanoseconds(clock.wall(head.timings.start))},
                              {u"reused"_s, head.reusedConnection}});
    for (const Offset &offset : offsets) {
        if (const http::Timings::Offset &value = head.timings.*offset.member)
            json.insert(offset.key.toString(), static_cast<qint64>(value->count()));
    }
    return json;
}

http::Head headFromJournal(const Json &json, const base::Clock &clock)
{
    http::Head head;
    head.status = static_cast<int>(json[u"status"].toInt64());
    head.reason = json[u"reason"].toString().toLatin1();
    for (const Json &header : json[u"headers"].items())
        head.headers.append({header.at(0).toString().toLatin1(), header.at(1).toString().toLatin1(), false});
    head.at = monoTime(json[u"at"], clock);
    head.timings.start = monoTime(json[u"start"], clock);
    head.reusedConnection = json[u"reused"].toBool();
    for (const Offset &offset : offsets) {
        if (json[offset.key].isNumber())
            head.timings.*offset.member = std::chrono::nanoseconds(json[offset.key].toInt64());
    }
    return head;
}

} // namespace chat
