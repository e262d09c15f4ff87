// SPDX-License-Identifier: Apache-2.0
#include "app/gateway/replayserver.h"

#include "support/recording.h"

using namespace Qt::StringLiterals;

ReplayServer::ReplayServer()
    : m_server([this](const http::ServerRequest &request, const std::shared_ptr<http::ServerResponse> &response) {
        m_requests.append(request);
        response->onHangUp([this] { ++m_hangUps; });
        Answer answer = m_byTarget.value(request.target);
        if (!m_byTarget.contains(request.target) && !m_answers.isEmpty())
            answer = m_answers.size() > 1 ? m_answers.takeFirst() : m_answers.constFirst();
        write(response, answer, 0);
    })
{
    const auto port = m_server.listen(QHostAddress::LocalHost, 0);
    if (!port)
        qFatal("no port for the replay server");
}

void ReplayServer::setAnswers(QList<Answer> answers)
{
    m_answers = std::move(answers);
}

void ReplayServer::setAnswer(const QByteArray &target, const Answer &answer)
{
    m_byTarget.insert(target, answer);
}

ReplayServer::Answer ReplayServer::recorded(const QString &relativePath)
{
    const testsupport::Recording recording = testsupport::readRecording(relativePath);
    Answer answer;
    answer.pieces = {recording.raw};
    answer.end = recording.complete ? End::Keep : End::Close;
    return answer;
}

ReplayServer::Answer ReplayServer::json(int status, const QByteArray &body)
{
    Answer answer;
    answer.pieces
        = {"HTTP/1.1 " + QByteArray::number(status) + " x\r\nContent-Type: application/json\r\nContent-Length: "
           + QByteArray::number(body.size()) + "\r\n\r\n" + body};
    return answer;
}

QString ReplayServer::url(const QString &path) const
{
    return u"http://127.0.0.1:%1%2"_s.arg(QString::number(m_server.port()), path);
}

void ReplayServer::write(const std::shared_ptr<http::ServerResponse> &response, const Answer &answer, qsizetype piece)
{
    if (piece < answer.pieces.size()) {
        response->writeRaw(answer.pieces.at(piece));
        QTimer::singleShot(piece + 1 < answer.pieces.size() ? answer.pause : std::chrono::milliseconds(0), &m_context,
                           [this, response, answer, piece] { write(response, answer, piece + 1); });
        return;
    }
    switch (answer.end) {
    case End::Keep:
        response->finish();
        break;
    case End::Close:
        response->close();
        break;
    case End::Reset:
        response->reset();
        break;
    case End::Silence:
        m_silent.append(response);
        break;
    }
}
