// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http/server.h"

#include <QtCore/QHash>
#include <QtCore/QTimer>

/// A gateway on loopback that answers with given bytes, as they are.
class ReplayServer
{
public:
    enum class End {
        Keep, ///< the message is complete: the connection stays
        Close, ///< FIN
        Reset, ///< RST
        Silence ///< nothing more comes
    };

    /// One answer; written in as many pieces as given.
    struct Answer
    {
        QList<QByteArray> pieces;
        End end = End::Keep;
        std::chrono::milliseconds pause{0}; ///< before every piece but the first
    };

    ReplayServer();

    /// Answers in turn; the last one is repeated.
    void setAnswers(QList<Answer> answers);
    /// By path with its query; where none is set, setAnswers() decides.
    void setAnswer(const QByteArray &target, const Answer &answer);
    /// The bytes of a recording, ended as it was recorded.
    static Answer recorded(const QString &relativePath);
    static Answer json(int status, const QByteArray &body);

    QString url(const QString &path = {}) const;
    const QList<http::ServerRequest> &requests() const { return m_requests; }
    int hangUps() const { return m_hangUps; }

private:
    void write(const std::shared_ptr<http::ServerResponse> &response, const Answer &answer, qsizetype piece);

    QList<Answer> m_answers;
    QHash<QByteArray, Answer> m_byTarget;
    QList<http::ServerRequest> m_requests;
    int m_hangUps = 0;
    QList<std::shared_ptr<http::ServerResponse>> m_silent;
    QObject m_context; ///< of the timers; gone before the server
    http::Server m_server;
};
