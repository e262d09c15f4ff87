// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/demo/rawmessage.h"
#include "base/json.h"
#include "demo/gateway.h"
#include "demo/models/modelserver.h"

#include <memory>

/// The demo gateway as the program runs it, inside the test, at a hundred times its pace.
class DemoGateway
{
public:
    explicit DemoGateway(quint64 seed = 1);

    /// Sends a chat call with the demo key. `more`: further members of the body; `headers`: further header lines.
    RawMessage chat(const QString &model, const QString &prompt, const base::Json &more = {},
                    const QByteArray &headers = {});
    RawMessage get(const QByteArray &target, const QByteArray &headers = {}) const;
    base::Json admin(const QByteArray &target) const;
    quint16 port() const { return m_port; }
    demo::Gateway *gateway() const { return m_gateway.get(); }

    /// Path of the next chat calls.
    QByteArray path = "/v1/chat/completions";
    qint64 now = 1795455915; ///< the gateway's clock

private:
    demo::ModelServer m_models;
    std::unique_ptr<demo::Gateway> m_gateway;
    quint16 m_port = 0;
    quint16 m_adminPort = 0;
};

/// Events of a stream's body: what stands behind "data: ", the [DONE] without its blank line too.
QByteArrayList eventsOf(const QByteArray &body);
/// Text of choice `choice` put together from a stream's events.
QString streamedText(const QByteArray &body, int choice = 0, const QString &member = QStringLiteral("content"));
/// The first choice's message of an answer that was not streamed.
base::Json messageOf(const RawMessage &answer);
