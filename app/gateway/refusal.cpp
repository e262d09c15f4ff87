// SPDX-License-Identifier: Apache-2.0
#include "gateway/refusal.h"

#include "gateway/words.h"

#include <array>

using namespace Qt::StringLiterals;

namespace gateway {

namespace {

constexpr QLatin1StringView modelHint = "must be: "_L1;
/// ai-proxy's default max_request_body_size (kong.md 1.3).
constexpr qint64 defaultBodyLimit = 8192;

/// Who refused, as far as the headers tell.
QString actor(const Refusal &refusal)
{
    if (refusal.kong.madeByKong)
        return Words::tr("Kong");
    return refusal.kong.isKong() ? Words::tr("The model service behind Kong") : Words::tr("The server");
}

/// One of Kong's messages and what it means. `%1` is the message, `%2` the address asked.
struct Known
{
    QLatin1StringView part; ///< of the message
    const char *text;
};

constexpr std::array known{
    Known{"model parameter not found"_L1,
          QT_TRANSLATE_NOOP("gateway",
                            "Kong does not know which model to use: neither the request nor the route names one. "
                            "Choose a model.")},
    Known{"response streaming is not enabled"_L1,
          QT_TRANSLATE_NOOP("gateway",
                            "This route of Kong does not allow streaming. Turn streaming off for this model.")},
    Known{"was not provided"_L1,
          QT_TRANSLATE_NOOP("gateway",
                            "The route chooses its model by something the request did not carry (Kong says: %1). Add "
                            "it to the model's headers or path.")},
    Known{"message format is not compatible"_L1,
          QT_TRANSLATE_NOOP("gateway",
                            "This route of Kong is for another kind of request (Kong says: %1). Check the model's path: "
                            "%2 was asked.")},
    Known{"No API key found"_L1,
          QT_TRANSLATE_NOOP("gateway",
                            "Kong found no API key in the request. It looks for it in another header, most often "
                            "\"apikey\". Change the key header.")},
    Known{"Duplicate API key"_L1,
          QT_TRANSLATE_NOOP(
              "gateway",
              "Kong found the API key twice. Send it in one header only; check the extra headers.")},
    Known{"no Route matched"_L1,
          QT_TRANSLATE_NOOP(
              "gateway",
              "Kong has no route for %2. Check the base URL, the model's path and its headers.")},
    Known{"cannot consume this service"_L1,
          QT_TRANSLATE_NOOP("gateway",
                            "Kong knows the key, but its owner may not use this service (ACL). Ask the administrator "
                            "of the gateway for access.")},
    Known{"Please use HTTPS"_L1,
          QT_TRANSLATE_NOOP("gateway",
                            "This route of Kong takes HTTPS only. Change the base URL to https://; %2 was asked.")},
    Known{"name resolution failed"_L1,
          QT_TRANSLATE_NOOP("gateway",
                            "Kong cannot look up the address of the model service behind it. Its administrator has to "
                            "check the upstream's host name.")},
    Known{"failure to get a peer"_L1,
          QT_TRANSLATE_NOOP(
              "gateway",
              "Kong has no healthy target for this service. Try again later or ask the administrator of the gateway.")},
    Known{"no Service found"_L1,
          QT_TRANSLATE_NOOP(
              "gateway",
              "Kong's route for %2 leads to no service. Its administrator has to complete the configuration.")},
    Known{"invalid response was received from the upstream"_L1,
          QT_TRANSLATE_NOOP("gateway",
                            "Kong could not reach the model service behind it, or got an answer it could not read. Try "
                            "again in a moment.")},
    Known{"upstream server is timing out"_L1,
          QT_TRANSLATE_NOOP("gateway",
                            "The model service did not answer Kong in time (the service's read_timeout). Try again, "
                            "ask for a shorter answer, or have the limit raised.")},
    Known{"transformation failed"_L1,
          QT_TRANSLATE_NOOP("gateway",
                            "Kong could not turn the model service's answer into a chat reply (Kong says: %1). The "
                            "route's provider or upstream_url may be wrong.")},
    Known{"Request size limit exceeded"_L1,
          QT_TRANSLATE_NOOP(
              "gateway",
              "The request is larger than this gateway allows. Start a new conversation or send less text.")},
    Known{"Payload too large"_L1,
          QT_TRANSLATE_NOOP(
              "gateway",
              "The request is larger than this gateway allows. Start a new conversation or send less text.")},
};

QString promptText(const Refusal &refusal)
{
    if (refusal.sentBytes > defaultBodyLimit) {
        return Words::
            tr("This history is too long for this gateway: the request has %1 KiB, and Kong's ai-proxy reads only 8 "
               "KiB unless "
               "max_request_body_size is raised. Start a new conversation, or ask the administrator of the gateway "
               "to raise it.")
                .arg((refusal.sentBytes + 1023) / 1024);
    }
    return Words::tr("Kong found no prompt in the request. Check the model's path and the request's form.");
}

QString rateLimitText(const Refusal &refusal)
{
    QString text = refusal.message.isEmpty()
        ? Words::tr("%1 refused the call: too many calls.").arg(actor(refusal))
        : Words::tr("%1 refused the call: %2").arg(actor(refusal), refusal.message);
    if (!text.endsWith(u'.'))
        text += u'.';
    if (refusal.kong.retryAfter)
        return text + u' ' + Words::tr("Try again in %1 s.").arg(*refusal.kong.retryAfter);
    return text + u' ' + Words::tr("Wait a moment and try again.");
}

QString redirectText(const Refusal &refusal)
{
    if (refusal.location.isEmpty())
        return Words::
            tr("The server at %1 answered with a redirect (status %2) without an address. Check the base URL in the "
               "profile.")
                .arg(refusal.url, QString::number(refusal.status));
    return Words::tr(
               "The server redirects to %1. Spanway does not follow it, since the key would go along. If that address "
               "is right, "
               "enter it as the base URL.")
        .arg(refusal.location);
}

QString unauthorizedText(const Refusal &refusal)
{
    if (!refusal.kong.madeByKong && refusal.kong.isKong())
        return Words::tr(
                   "The model service behind Kong refused Kong's own key: %1 The gateway's administrator has to renew "
                   "it.")
            .arg(refusal.message);
    return Words::tr("%1 refused the key (%2). Check the key and its header.")
        .arg(actor(refusal), refusal.message.isEmpty() ? Words::tr("status 401") : refusal.message);
}

QString plainText(const Refusal &refusal)
{
    const QString status = QString::number(refusal.status);
    const QString what = refusal.message.isEmpty()
        ? Words::tr("%1 answered with status %2 and no reason.").arg(actor(refusal), status)
        : Words::tr("%1 answered with status %2: %3").arg(actor(refusal), status, refusal.message);
    if (refusal.status == 404)
        return what + u' ' + Words::tr("Check the base URL and the model's path; %1 was asked.").arg(refusal.url);
    if (refusal.status == 503 && refusal.kong.retryAfter)
        return what + u' ' + Words::tr("Try again in %1 s.").arg(*refusal.kong.retryAfter);
    return refusal.status >= 500 ? what + u' ' + Words::tr("Try again in a moment.") : what;
}

QString knownText(const Refusal &refusal)
{
    for (const Known &one : known) {
        if (refusal.message.contains(one.part, Qt::CaseInsensitive)) {
            QString text = Words::tr(one.text);
            if (text.contains("%2"_L1))
                text.replace("%2"_L1, refusal.url);
            return text.replace("%1"_L1, refusal.message);
        }
    }
    return {};
}

} // namespace

QString suggestedModelIn(const QString &message)
{
    const qsizetype at = message.indexOf(modelHint);
    return at < 0 ? QString() : message.sliced(at + modelHint.size()).trimmed();
}

QString refusalText(const Refusal &refusal)
{
    if (refusal.status < 400)
        return redirectText(refusal);
    if (const QString model = suggestedModelIn(refusal.message); !model.isEmpty())
        return Words::tr("This route of Kong serves the model \"%1\" only. Use that model for this path.").arg(model);
    if (refusal.message.contains("doesn't contain valid prompts"_L1))
        return promptText(refusal);
    if (refusal.status == 429)
        return rateLimitText(refusal);
    if (refusal.kong.madeByKong || refusal.status >= 500) {
        if (const QString text = knownText(refusal); !text.isEmpty())
            return text;
    }
    if (refusal.status == 400 && refusal.kong.madeByKong && refusal.message == "bad request"_L1)
        return Words::tr(
            "A prompt guard of Kong blocked this prompt. It does not say why; change the wording or ask its "
            "administrator.");
    if (refusal.status == 401)
        return unauthorizedText(refusal);
    return plainText(refusal);
}

base::Error refusalError(const Refusal &refusal)
{
    base::Error error = refusal.status >= 400
        ? base::Error::fromStatus(refusal.status, refusalText(refusal), refusal.message)
        : base::Error(base::ErrorKind::Protocol, refusalText(refusal), refusal.location);
    error.httpStatus = refusal.status;
    error.requestId = refusal.kong.requestId;
    if (refusal.kong.retryAfter)
        error.retryAfter = std::chrono::seconds(*refusal.kong.retryAfter);
    return error;
}

} // namespace gateway
