// SPDX-License-Identifier: Apache-2.0
#include "app/demo/demogateway.h"

#include "app/demo/rawclient.h"
#include "demo/democonfiguration.h"

using namespace Qt::StringLiterals;

DemoGateway::DemoGateway(quint64 seed)
    : m_models(seed, 100)
{
    demo::Gateway::Options options;
    options.routeByModel = true;
    options.secondsNow = [this] { return now; };
    auto gateway = demo::Gateway::create(demo::demoConfiguration(m_models.models().names()), &m_models, options);
    Q_ASSERT_X(gateway, "DemoGateway", "the demo's own configuration is faulty");
    m_gateway = std::move(*gateway);
    m_port = *m_gateway->listen(0);
    m_adminPort = *m_gateway->listenAdmin(0);
}

RawMessage DemoGateway::chat(const QString &model, const QString &prompt, const base::Json &more,
                             const QByteArray &headers)
{
    const base::Json message = base::Json::object({{u"role"_s, u"user"_s}, {u"content"_s, prompt}});
    base::Json body = base::Json::object({{u"model"_s, model}, {u"messages"_s, base::Json::array({message})}});
    for (const auto &[name, value] : more.members())
        body.insert(name, value);
    const QByteArray bytes = body.write();
    const QByteArray request = "POST " + path + " HTTP/1.1\r\nHost: demo\r\napikey: demo-key\r\n" + headers
        + "Content-Type: application/json\r\nContent-Length: " + QByteArray::number(bytes.size()) + "\r\n\r\n" + bytes;
    bool closed = false;
    return RawMessage::parse(rawExchange(m_port, request, 0, &closed));
}

RawMessage DemoGateway::get(const QByteArray &target, const QByteArray &headers) const
{
    bool closed = false;
    return RawMessage::parse(
        rawExchange(m_port, "GET " + target + " HTTP/1.1\r\nHost: demo\r\n" + headers + "\r\n", 0, &closed));
}

base::Json DemoGateway::admin(const QByteArray &target) const
{
    bool closed = false;
    const QByteArray bytes = rawExchange(m_adminPort, "GET " + target + " HTTP/1.1\r\nHost: admin\r\n\r\n", 0, &closed);
    return base::Json::parse(RawMessage::parse(bytes).body).value_or(base::Json());
}

QByteArrayList eventsOf(const QByteArray &body)
{
    QByteArrayList events;
    for (qsizetype at = 0; at < body.size();) {
        qsizetype end = body.indexOf("\n\n", at);
        end = end < 0 ? body.size() : end;
        events.append(body.mid(at + 6, end - at - 6));
        at = end + 2;
    }
    return events;
}

QString streamedText(const QByteArray &body, int choice, const QString &member)
{
    QString text;
    for (const QByteArray &event : eventsOf(body)) {
        const base::Json json = base::Json::parse(event).value_or(base::Json());
        for (const base::Json &item : json[u"choices"].items()) {
            if (item[u"index"].toInt64() == choice)
                text += item[u"delta"][member].toString();
        }
    }
    return text;
}

base::Json messageOf(const RawMessage &answer)
{
    return base::Json::parse(answer.body).value_or(base::Json())[u"choices"].at(0)[u"message"];
}
