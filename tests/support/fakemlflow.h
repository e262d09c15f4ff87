// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/json.h"
#include "http/server.h"

#include <QtCore/QMap>

#include <deque>
#include <functional>

namespace testsupport {

/// An MLflow server as far as the exporter sees one, after reference/mlflow.md: experiments, OTLP, StartTrace,
/// artifacts, with its odd answers, and faults on demand. Keeps every request as evidence. One thread: the test's.
class FakeMlflow
{
public:
    /// How a request ends instead of being served.
    struct Fault
    {
        enum class Kind {
            Answer, ///< status, headers and body as given, nothing stored
            StoreThenReset, ///< served, but the answer is lost
            Reset, ///< connection reset, nothing stored
            Silence ///< never answered
        };

        Kind kind = Kind::Answer;
        int status = 500;
        QByteArray body;
        http::Headers headers;
    };

    struct Span
    {
        QByteArray traceId; ///< 16 bytes
        QByteArray spanId;
        QByteArray parentId;
        QByteArray name;
        qint64 totalTokens = 0; ///< of mlflow.chat.tokenUsage
    };

    struct Trace
    {
        QString experimentId;
        QMap<QByteArray, Span> spans; ///< by id
        qint64 tokens = 0; ///< what the server would show
        base::Json info; ///< of StartTrace, null before
        int starts = 0;
    };

    struct Experiment
    {
        QString name;
        bool deleted = false;
        base::Json tags;
    };

    explicit FakeMlflow(const QByteArray &version = "3.17.2", const http::ServerLimits &limits = {});

    QString url() const; ///< "http://127.0.0.1:<port><prefix>"
    /// Ends every connection and the listening; resume() takes the same port again.
    void crash();
    void resume();

    /// The next `times` requests whose method and target begin so end like this.
    void fail(const QByteArray &method, const QByteArray &target, const Fault &fault, int times = 1);

    int count(const QByteArray &method, const QByteArray &target) const; ///< requests that began so
    const QList<http::ServerRequest> &requests() const { return m_requests; }
    int addExperiment(const QString &name, bool deleted = false);

    QByteArray version;
    QByteArray prefix; ///< "/mlflow"
    QByteArray host; ///< of the URL; empty: 127.0.0.1
    bool workspaces = false;
    QByteArray authorization; ///< wanted value of that header; empty: none
    bool addsTokens = false; ///< as 3.6 to 3.14 do when spans are sent again
    bool dropsSpans = false; ///< answers 200 to OTLP and stores nothing
    QByteArray poison; ///< a post with a span of this name is 422
    std::function<base::Json(const base::Json &info)> echo; ///< changes the answer of StartTrace

    QMap<QString, Trace> traces; ///< by "tr-..."
    QMap<QString, Experiment> experiments; ///< by id
    QMap<QString, QByteArray> artifacts; ///< by path
    int posts = 0; ///< OTLP posts that were stored

private:
    using Response = std::shared_ptr<http::ServerResponse>;

    struct Answer
    {
        int status = 200;
        QByteArray body = "{}";
        QByteArray type = "application/json";
    };

    void listen(quint16 port);
    void handle(const http::ServerRequest &request, const Response &response);
    Answer route(const http::ServerRequest &request, const QByteArray &target);
    Answer experimentByName(const QByteArray &target) const;
    Answer createExperiment(const base::Json &body);
    Answer restoreExperiment(const base::Json &body);
    Answer postSpans(const http::ServerRequest &request);
    Answer startTrace(const base::Json &body);
    Answer readTrace(const QString &id) const;
    Answer deleteTraces(const base::Json &body);
    bool atLeast(int major, int minor) const;

    struct Rule
    {
        QByteArray method;
        QByteArray target;
        Fault fault;
        int times = 1;
    };

    http::ServerLimits m_limits;
    std::unique_ptr<http::Server> m_server;
    quint16 m_port = 0;
    std::deque<Rule> m_rules;
    QList<http::ServerRequest> m_requests;
    QList<Response> m_silent;
};

/// The spans of an ExportTraceServiceRequest, as far as the fake needs them; empty if the bytes are no protobuf.
QList<FakeMlflow::Span> readOtlpSpans(QByteArrayView body);

} // namespace testsupport
