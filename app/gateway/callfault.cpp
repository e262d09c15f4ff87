// SPDX-License-Identifier: Apache-2.0
#include "gateway/callfault.h"

#include "gateway/words.h"

using base::Error;
using base::ErrorKind;

namespace gateway {

namespace {

QString actor(const CallOutcome &outcome)
{
    return outcome.kong.isKong() ? Words::tr("Kong") : Words::tr("the server");
}

/// What came before the fault is not lost, and the person should know.
QString keptNote(const CallOutcome &outcome)
{
    return outcome.tokens.contentEvents > 0 ? Words::tr("What arrived is kept.")
                                            : Words::tr("Nothing of the reply had arrived.");
}

Error withStatus(Error error, const CallOutcome &outcome)
{
    error.httpStatus = outcome.head.status;
    error.requestId = outcome.kong.requestId;
    return error;
}

} // namespace

Error streamErrorFault(const CallOutcome &outcome)
{
    const llm::ChatEvent &event = *outcome.streamError;
    if (event.type == llm::ChatEvent::Type::Malformed) {
        const QString text
            = Words::tr(
                  "The stream held an event that is not JSON, so the reply cannot be read on. %1 Try again; if it "
                  "happens again, the model service behind %2 sends broken events.")
                  .arg(keptNote(outcome), actor(outcome));
        return withStatus(Error(ErrorKind::Protocol, text, event.message), outcome);
    }
    const QString said = event.message.isEmpty() ? Words::tr("no reason was given") : event.message;
    const QString text = Words::tr("The model service reported an error in the middle of the reply: %1 %2 Try again.")
                             .arg(said.endsWith(u'.') || said.endsWith(u'!') ? said : said + u'.', keptNote(outcome));
    return withStatus(Error(ErrorKind::Upstream, text, QString::fromUtf8(event.data)), outcome);
}

Error endedEarlyFault(const CallOutcome &outcome)
{
    const QString text
        = Words::tr("The reply ended without end marker and without a finish reason: it may be cut. %1 Some model "
                    "services never send either; then the reply is as whole as it gets.")
              .arg(keptNote(outcome));
    return withStatus(Error(ErrorKind::Incomplete, text), outcome);
}

Error emptyFault(const CallOutcome &outcome)
{
    const QString text
        = Words::tr(
              "The answer from %1 has status %2 and no content: there is no reply in it. Try again; if it happens "
              "again, look at the route's plugins and the model service.")
              .arg(actor(outcome), QString::number(outcome.head.status));
    return withStatus(Error(ErrorKind::Incomplete, text), outcome);
}

Error compressedFault(const CallOutcome &outcome)
{
    const QString text
        = Words::tr("The answer from %1 is compressed, though Spanway did not ask for that. A cache on the way (Kong's "
                    "proxy-cache does this) keeps answers of other clients; empty it, or use a route without it.")
              .arg(actor(outcome));
    return withStatus(Error(ErrorKind::Protocol, text), outcome);
}

Error inBodyErrorFault(const CallOutcome &outcome, const QString &message)
{
    const QString text = Words::tr("The model service answered with an error although the status is %1: %2")
                             .arg(QString::number(outcome.head.status), message);
    return withStatus(Error(ErrorKind::Upstream, text), outcome);
}

Error notAChatFault(const CallOutcome &outcome, const QString &url)
{
    const QString text
        = Words::tr("%1 answers, but not with a chat reply. Check the base URL and the model's path; an "
                    "OpenAI base URL usually ends in /v1.")
              .arg(url);
    return withStatus(Error(ErrorKind::Protocol, text), outcome);
}

Error transportFault(const CallOutcome &outcome)
{
    Error error = outcome.transport.error.value_or(
        Error(ErrorKind::Incomplete, Words::tr("The connection ended without an answer.")));
    error.httpStatus = outcome.head.status;
    error.requestId = outcome.kong.requestId;
    if (outcome.head.status == 0) {
        if (outcome.transport.possiblyProcessed && error.kind == ErrorKind::Incomplete) {
            error.message = Words::tr(
                "The connection was closed without an answer. Kong does this when the model service sends something "
                "it cannot read; the call may have been made and paid, so Spanway did not repeat it. Look at "
                "Kong's log, or try again.");
            error.retryable = false;
        }
        return error;
    }
    if (error.kind == ErrorKind::Timeout) {
        error.message
            = Words::tr("The reply stopped: %1 sent nothing for too long. %2 Try again, or raise the time limit in "
                        "the profile.")
                  .arg(actor(outcome), keptNote(outcome));
    } else if (error.kind == ErrorKind::Incomplete) {
        error.message
            = Words::tr(
                  "The reply stopped early: the connection was closed in the middle. %1 Kong closes it when the model "
                  "service drops the connection or stays silent for longer than read_timeout. Try again.")
                  .arg(keptNote(outcome));
    }
    return error;
}

} // namespace gateway
