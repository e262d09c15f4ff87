// SPDX-License-Identifier: Apache-2.0
#include "http/curlfailure.h"

#include "http/words.h"

#include <QtCore/QRegularExpression>

#include <cerrno>
#include <cstring>

using namespace Qt::StringLiterals;

namespace http {

namespace {

using base::ErrorKind;
using Own = CurlFailure::Own;
using Stage = CurlFailure::Stage;

/// libcurl's words for the log. It quotes a proxy's address with its login when it cannot read it.
QString detailOf(const CurlFailure &failure)
{
    static const QRegularExpression login(u"[^/\\s'\"]*@"_s);
    QString text = failure.text;
    return u"libcurl %1: %2"_s.arg(int(failure.code)).arg(text.remove(login));
}

base::Error make(const CurlFailure &failure, ErrorKind kind, const QString &message)
{
    return base::Error(kind, message, detailOf(failure));
}

/// No byte of the answer came, but the request went out.
base::Error noAnswer(const CurlFailure &failure)
{
    return make(failure, ErrorKind::Incomplete,
                Words::tr("%1 ended the connection without an answer. The request may have been processed; "
                          "it was not repeated.")
                    .arg(failure.peer));
}

base::Error malformed(const CurlFailure &failure)
{
    return make(failure, ErrorKind::Protocol,
                Words::tr("Malformed reply: what %1 sent breaks the rules of HTTP, so it cannot be trusted to be "
                          "complete. A proxy or a filter on the way may be the cause.")
                    .arg(failure.peer));
}

base::Error stoppedEarly(const CurlFailure &failure)
{
    return make(failure, ErrorKind::Incomplete,
                Words::tr("The reply from %1 stopped early (%n byte(s) kept).", nullptr, int(failure.bodyBytes))
                    .arg(failure.peer));
}

base::Error timedOut(const CurlFailure &failure)
{
    const int seconds = int(failure.seconds);
    QString message;
    switch (failure.stage) {
    case Stage::NameLookup:
        message
            = Words::tr("No address was found for %1 within %n second(s). Check the name and the network connection.",
                        nullptr, seconds);
        break;
    case Stage::Connect:
        message = Words::tr("%1 did not take the connection within %n second(s). Check address and port, and whether a "
                            "firewall is in between.",
                            nullptr, seconds);
        break;
    case Stage::Tls:
        message = Words::tr("%1 did not finish the TLS handshake within %n second(s). Check that this port speaks TLS.",
                            nullptr, seconds);
        break;
    case Stage::Sent:
    case Stage::Answer:
        message
            = Words::tr("No data from %1 for %n second(s). The request may have been processed; it was not repeated.",
                        nullptr, seconds);
        break;
    }
    return make(failure, ErrorKind::Timeout, message.arg(failure.peer));
}

base::Error notConnected(const CurlFailure &failure)
{
    if (!failure.proxy.isEmpty())
        return make(failure, ErrorKind::Proxy,
                    Words::tr("The proxy %1 cannot be reached. Check the proxy settings.").arg(failure.proxy));
    if (failure.systemError == ECONNREFUSED)
        return make(failure, ErrorKind::Connect,
                    Words::tr("%1 refused the connection: nothing listens there. Check address and port, and that the "
                              "server runs.")
                        .arg(failure.peer));
    const QString reason
        = failure.systemError != 0 ? QString::fromLocal8Bit(std::strerror(int(failure.systemError))) : failure.text;
    return make(
        failure, ErrorKind::Connect,
        Words::tr("%1 cannot be reached: %2. Check the address and the network connection.").arg(failure.peer, reason));
}

base::Error proxyRefused(const CurlFailure &failure)
{
    const QString proxy = failure.proxy.isEmpty() ? Words::tr("The proxy") : failure.proxy;
    if (failure.proxyStatus == 407)
        return make(failure, ErrorKind::Proxy,
                    Words::tr("The proxy wants a login (407, %1). Put it into the proxy settings.").arg(proxy));
    base::Error error = make(failure, ErrorKind::Proxy,
                             Words::tr("The proxy cannot reach %1: it answered %2 (%3).")
                                 .arg(failure.peer)
                                 .arg(failure.proxyStatus)
                                 .arg(proxy));
    error.retryable = failure.proxyStatus >= 500;
    return error;
}

base::Error untrusted(const CurlFailure &failure)
{
    // X509_V_ERR_* of OpenSSL.
    constexpr long expired = 10;
    constexpr long selfSigned = 18;
    constexpr long selfSignedInChain = 19;
    constexpr long unknownIssuer = 20;
    QString message;
    switch (failure.verifyResult) {
    case expired:
        message = Words::tr("The certificate of %1 has expired. It must be renewed on the server.");
        break;
    case selfSigned:
    case selfSignedInChain:
    case unknownIssuer:
        message
            = Words::tr("The certificate of %1 is not signed by an authority known here. If it is your own, name its "
                        "CA file in the settings.");
        break;
    default:
        message = Words::tr("The certificate of %1 was refused. Check that it is made for this host name.");
        break;
    }
    return make(failure, ErrorKind::Tls, message.arg(failure.peer) + u" ("_s + failure.text + u')');
}

base::Error tlsFailed(const CurlFailure &failure)
{
    if (failure.text.contains("wrong version number"_L1) || failure.text.contains("packet length too long"_L1))
        return make(
            failure, ErrorKind::Tls,
            Words::tr("%1 does not speak TLS. Check the port, or use http:// if that is meant.").arg(failure.peer));
    if (failure.text.contains("alert"_L1) && failure.text.contains("certificate"_L1))
        return make(failure, ErrorKind::Tls,
                    Words::tr("%1 refused the connection: it wants a client certificate, which Spanway does not send.")
                        .arg(failure.peer));
    return make(failure, ErrorKind::Tls, Words::tr("No TLS connection to %1: %2").arg(failure.peer, failure.text));
}

base::Error sendOrReceiveFailed(const CurlFailure &failure)
{
    if (failure.proxyStatus != 0 && failure.proxyStatus / 100 != 2)
        return proxyRefused(failure);
    if (failure.text.contains("alert"_L1) && failure.text.contains("certificate"_L1))
        return tlsFailed(failure);
    if (failure.text.contains("chunk"_L1, Qt::CaseInsensitive) && failure.systemError == 0)
        return malformed(failure);
    if (failure.stage == Stage::Answer)
        return make(failure, ErrorKind::Incomplete,
                    Words::tr("The connection to %1 was reset; the reply is incomplete (%n byte(s) kept).", nullptr,
                              int(failure.bodyBytes))
                        .arg(failure.peer));
    if (failure.stage == Stage::Sent)
        return noAnswer(failure);
    return notConnected(failure);
}

base::Error ownError(const CurlFailure &failure)
{
    switch (failure.own) {
    case Own::HeaderTooLarge:
        return make(
            failure, ErrorKind::Protocol,
            Words::tr("The header of the reply from %1 is too large. The exchange was ended.").arg(failure.peer));
    case Own::BodyTooLarge:
        return make(failure, ErrorKind::Protocol,
                    Words::tr("The reply from %1 is larger than expected. The exchange was ended.").arg(failure.peer));
    case Own::Malformed:
        return malformed(failure);
    case Own::Idle:
        return timedOut(failure);
    case Own::ProxySettings:
        return make(
            failure, ErrorKind::Proxy,
            Words::tr("The system did not say which proxy leads to %1. Check the proxy settings.").arg(failure.peer));
    case Own::Abandoned:
        return base::Error::cancelled();
    default:
        return noAnswer(failure);
    }
}

} // namespace

base::Error toError(const CurlFailure &failure)
{
    if (failure.own != Own::None)
        return ownError(failure);
    switch (failure.code) {
    case CURLE_OK: // without a complete header: libcurl takes an end inside the header block for success
    case CURLE_PARTIAL_FILE:
        return stoppedEarly(failure);
    case CURLE_RECV_ERROR:
    case CURLE_SEND_ERROR:
        return sendOrReceiveFailed(failure);
    case CURLE_GOT_NOTHING:
    case CURLE_ABORTED_BY_CALLBACK:
    case CURLE_SEND_FAIL_REWIND:
        return noAnswer(failure);
    case CURLE_COULDNT_RESOLVE_HOST:
        return make(
            failure, ErrorKind::NameLookup,
            Words::tr("No address was found for %1. Check the name and the network connection.").arg(failure.peer));
    case CURLE_COULDNT_RESOLVE_PROXY:
        return make(failure, ErrorKind::Proxy,
                    Words::tr("No address was found for the proxy %1. Check the proxy settings.").arg(failure.proxy));
    case CURLE_COULDNT_CONNECT:
        return notConnected(failure);
    case CURLE_PROXY:
        return make(failure, ErrorKind::Proxy,
                    Words::tr("The proxy %1 refused to connect to %2.").arg(failure.proxy, failure.peer));
    case CURLE_OPERATION_TIMEDOUT:
        return timedOut(failure);
    case CURLE_PEER_FAILED_VERIFICATION:
        return untrusted(failure);
    case CURLE_SSL_CACERT_BADFILE:
        return make(failure, ErrorKind::Tls,
                    Words::tr("The CA file %1 cannot be read as certificates. Check the file.").arg(failure.caFile));
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_CIPHER:
        return tlsFailed(failure);
    case CURLE_UNSUPPORTED_PROTOCOL:
        return make(failure, ErrorKind::Protocol,
                    Words::tr("%1 is not an HTTP server: its answer does not begin like one. Check address and port.")
                        .arg(failure.peer));
    case CURLE_WEIRD_SERVER_REPLY:
    case CURLE_BAD_CONTENT_ENCODING:
        return malformed(failure);
    case CURLE_OUT_OF_MEMORY: // what 7.88 says to a header line above 100 KB
        return make(
            failure, ErrorKind::Protocol,
            Words::tr("The header of the reply from %1 is too large. The exchange was ended.").arg(failure.peer));
    case CURLE_URL_MALFORMAT:
        return make(failure, ErrorKind::InvalidInput, Words::tr("The address cannot be used: %1").arg(failure.text));
    default:
        return make(failure, ErrorKind::Protocol,
                    Words::tr("The exchange with %1 ended unexpectedly: %2").arg(failure.peer, failure.text));
    }
}

} // namespace http
