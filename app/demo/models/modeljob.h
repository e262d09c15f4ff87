// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demo/models/chatencoder.h"
#include "demo/models/modelserver.h"

#include <QtCore/QTimer>

#include <optional>

namespace demo {

/// One answer of the model server, given over time.
class ModelJob : public QObject, public UpstreamJob
{
    Q_OBJECT

public:
    /// The server must outlive the job.
    ModelJob(const ModelServer *server, const UpstreamCall &call, UpstreamSink *sink);
    ~ModelJob() override;

private:
    void begin();
    void refuse(int status, const QByteArray &reason, const QString &message, const QString &code);
    void sendWhole();
    void beginStream();
    void step();
    bool sendNext();
    void finishStream();
    std::chrono::nanoseconds dueAt(qsizetype piece) const;
    http::Headers openAiHeaders(const QByteArray &contentType) const;

    const ModelServer *m_server;
    UpstreamCall m_request;
    UpstreamSink *m_sink;
    QTimer m_timer;
    base::MonoTime m_start;
    ChatCall m_call;
    Pace m_pace;
    ReplyPlan m_plan;
    std::optional<ChatEncoder> m_encoder;
    qsizetype m_next = 0; ///< index of the next token of every choice
    int m_choice = 0; ///< whose turn it is
};

} // namespace demo
