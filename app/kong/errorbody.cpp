// SPDX-License-Identifier: Apache-2.0
#include "kong/errorbody.h"

#include <QtCore/QList>

using namespace Qt::StringLiterals;

namespace kong {

namespace {

enum class Form { Json, Html, Plain, Xml };

Form formOf(const QByteArray &mediaType)
{
    if (mediaType == "text/html")
        return Form::Html;
    if (mediaType == "text/plain" || mediaType == "text/*")
        return Form::Plain;
    if (mediaType == "application/xml")
        return Form::Xml;
    return Form::Json;
}

double qualityOf(const QByteArrayList &parts)
{
    for (const QByteArray &part : parts.mid(1)) {
        const QByteArray parameter = part.trimmed();
        if (parameter.startsWith("q="))
            return parameter.mid(2).toDouble();
    }
    return 1;
}

Form preferredForm(const QByteArray &accept)
{
    Form best = Form::Json;
    double bestQuality = 0;
    for (const QByteArray &item : accept.split(',')) {
        const QByteArrayList parts = item.split(';');
        const double quality = qualityOf(parts);
        if (quality > bestQuality) {
            bestQuality = quality;
            best = formOf(parts.first().trimmed().toLower());
        }
    }
    return best;
}

ErrorBody render(Form form, const QByteArray &message, const QByteArray &requestId)
{
    switch (form) {
    case Form::Html:
        return {"text/html; charset=utf-8"_ba,
                "<!doctype html>\n<html>\n  <head>\n    <meta charset=\"utf-8\">\n    <title>Error</title>\n  </head>\n"
                "  <body>\n    <h1>Error</h1>\n    <p>"
                    + message + ".</p>\n    <p>request_id: " + requestId + "</p>\n  </body>\n</html>\n"};
    case Form::Plain:
        return {"text/plain; charset=utf-8"_ba, message + "\nrequest_id: " + requestId + '\n'};
    case Form::Xml:
        return {"application/xml; charset=utf-8"_ba,
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<error>\n  <message>" + message
                    + "</message>\n  <requestid>" + requestId + "</requestid>\n</error>\n"};
    case Form::Json:
        break;
    }
    return {"application/json; charset=utf-8"_ba,
            "{\n  \"message\":\"" + message + "\",\n  \"request_id\":\"" + requestId + "\"\n}"};
}

} // namespace

ErrorBody errorBody(const QByteArray &accept, const QByteArray &message, const QByteArray &requestId)
{
    return render(preferredForm(accept), message, requestId);
}

ErrorBody nginxErrorBody(const QByteArray &accept, const QByteArray &requestType, const QByteArray &message,
                         const QByteArray &requestId)
{
    if (!accept.isEmpty())
        return errorBody(accept, message, requestId);
    return errorBody(requestType.isEmpty() ? "text/plain"_ba : requestType, message, requestId);
}

QByteArray nginxErrorMessage(int status)
{
    switch (status) {
    case 400:
        return "Bad request"_ba;
    case 405:
        return "Method not allowed"_ba;
    case 408:
        return "Request timeout"_ba;
    case 411:
        return "Length required"_ba;
    case 413:
        return "Payload too large"_ba;
    case 414:
        return "URI too long"_ba;
    case 417:
        return "Expectation failed"_ba;
    case 431:
        return "Request header or cookie too large"_ba;
    case 502:
        return "An invalid response was received from the upstream server"_ba;
    case 503:
        return "The upstream server is currently unavailable"_ba;
    case 504:
        return "The upstream server is timing out"_ba;
    default:
        return "An unexpected error occurred"_ba;
    }
}

QByteArray nginxPage(int status)
{
    const QByteArray phrase = QByteArray::number(status) + ' ' + nginxReason(status);
    return "<html>\r\n<head><title>" + phrase + "</title></head>\r\n<body>\r\n<center><h1>" + phrase
        + "</h1></center>\r\n</body>\r\n</html>\r\n";
}

QByteArray nginxReason(int status)
{
    struct Phrase
    {
        int status;
        const char *text;
    };
    static constexpr Phrase phrases[] = {{100, "Continue"},
                                         {200, "OK"},
                                         {201, "Created"},
                                         {202, "Accepted"},
                                         {204, "No Content"},
                                         {206, "Partial Content"},
                                         {301, "Moved Permanently"},
                                         {302, "Moved Temporarily"},
                                         {303, "See Other"},
                                         {304, "Not Modified"},
                                         {307, "Temporary Redirect"},
                                         {308, "Permanent Redirect"},
                                         {400, "Bad Request"},
                                         {401, "Unauthorized"},
                                         {402, "Payment Required"},
                                         {403, "Forbidden"},
                                         {404, "Not Found"},
                                         {405, "Not Allowed"},
                                         {406, "Not Acceptable"},
                                         {408, "Request Time-out"},
                                         {409, "Conflict"},
                                         {410, "Gone"},
                                         {411, "Length Required"},
                                         {412, "Precondition Failed"},
                                         {413, "Request Entity Too Large"},
                                         {414, "Request-URI Too Large"},
                                         {415, "Unsupported Media Type"},
                                         {416, "Requested Range Not Satisfiable"},
                                         {421, "Misdirected Request"},
                                         {429, "Too Many Requests"},
                                         {500, "Internal Server Error"},
                                         {501, "Not Implemented"},
                                         {502, "Bad Gateway"},
                                         {503, "Service Temporarily Unavailable"},
                                         {504, "Gateway Time-out"},
                                         {505, "HTTP Version Not Supported"},
                                         {507, "Insufficient Storage"}};
    for (const Phrase &phrase : phrases) {
        if (phrase.status == status)
            return phrase.text;
    }
    return {};
}

} // namespace kong
