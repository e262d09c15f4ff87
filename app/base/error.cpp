// SPDX-License-Identifier: Apache-2.0
#include "base/error.h"

#include <QtCore/QCoreApplication>

using namespace Qt::StringLiterals;

namespace base {

namespace {

bool mayPass(ErrorKind kind)
{
    switch (kind) {
    case ErrorKind::NameLookup:
    case ErrorKind::Connect:
    case ErrorKind::Timeout:
    case ErrorKind::Incomplete:
    case ErrorKind::RateLimited:
    case ErrorKind::Upstream:
        return true;
    default:
        return false;
    }
}

ErrorKind kindOfStatus(int httpStatus)
{
    switch (httpStatus) {
    case 401:
        return ErrorKind::Unauthorized;
    case 403:
        return ErrorKind::Forbidden;
    case 404:
        return ErrorKind::NotFound;
    case 407:
        return ErrorKind::Proxy;
    case 408:
        return ErrorKind::Timeout;
    case 429:
        return ErrorKind::RateLimited;
    default:
        return httpStatus >= 500 ? ErrorKind::Upstream : ErrorKind::Rejected;
    }
}

} // namespace

Error::Error(ErrorKind kind, QString message, QString detail)
    : kind(kind)
    , message(std::move(message))
    , detail(std::move(detail))
    , retryable(mayPass(kind))
{ }

Error Error::cancelled()
{
    return Error(ErrorKind::Cancelled, QCoreApplication::translate("base::Error", "Stopped."));
}

Error Error::fromStatus(int httpStatus, QString message, QString detail)
{
    Error error(kindOfStatus(httpStatus), std::move(message), std::move(detail));
    error.httpStatus = httpStatus;
    // 501 and 505 say what the server cannot do; asking again changes nothing. 425 asks to come back later.
    if (httpStatus == 501 || httpStatus == 505)
        error.retryable = false;
    else if (httpStatus == 425)
        error.retryable = true;
    return error;
}

QString errorKindName(ErrorKind kind)
{
    switch (kind) {
    case ErrorKind::Internal:
        return u"internal"_s;
    case ErrorKind::InvalidInput:
        return u"invalidInput"_s;
    case ErrorKind::Cancelled:
        return u"cancelled"_s;
    case ErrorKind::NameLookup:
        return u"nameLookup"_s;
    case ErrorKind::Connect:
        return u"connect"_s;
    case ErrorKind::Tls:
        return u"tls"_s;
    case ErrorKind::Proxy:
        return u"proxy"_s;
    case ErrorKind::Timeout:
        return u"timeout"_s;
    case ErrorKind::Incomplete:
        return u"incomplete"_s;
    case ErrorKind::Protocol:
        return u"protocol"_s;
    case ErrorKind::Unauthorized:
        return u"unauthorized"_s;
    case ErrorKind::Forbidden:
        return u"forbidden"_s;
    case ErrorKind::NotFound:
        return u"notFound"_s;
    case ErrorKind::RateLimited:
        return u"rateLimited"_s;
    case ErrorKind::Rejected:
        return u"rejected"_s;
    case ErrorKind::Upstream:
        return u"upstream"_s;
    case ErrorKind::Storage:
        return u"storage"_s;
    }
    return u"internal"_s;
}

} // namespace base
