// SPDX-License-Identifier: Apache-2.0
#include "http/requestcheck.h"

#include "http/syntax.h"
#include "http/words.h"

#include <QtCore/QUrl>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace http {

namespace {

base::Error invalid(const QString &message)
{
    return base::Error(base::ErrorKind::InvalidInput, message);
}

bool hasForbiddenCharacter(const QString &url)
{
    return std::any_of(url.begin(), url.end(), [](QChar c) { return c.unicode() <= 0x20 || c.unicode() == 0x7f; });
}

/// Set by the client itself; a second one would let the two ends disagree about where the message ends.
bool framesMessage(const QByteArray &name)
{
    return name.compare("Content-Length", Qt::CaseInsensitive) == 0
        || name.compare("Transfer-Encoding", Qt::CaseInsensitive) == 0;
}

base::Result<Target> checkUrl(const QString &url)
{
    if (hasForbiddenCharacter(url))
        return tl::unexpected(invalid(Words::tr("The address holds a blank or a control character. Remove it.")));
    const bool secure = url.startsWith("https://"_L1, Qt::CaseInsensitive);
    if (!secure && !url.startsWith("http://"_L1, Qt::CaseInsensitive))
        return tl::unexpected(invalid(Words::tr("The address must begin with http:// or https://.")));
    const QUrl parsed(url, QUrl::TolerantMode);
    if (!parsed.isValid() || parsed.host().isEmpty())
        return tl::unexpected(invalid(Words::tr("The address names no host, or its port is no number. Check it.")));
    if (!parsed.userInfo().isEmpty())
        return tl::unexpected(
            invalid(Words::tr("The address holds a login. Enter name and password in their own fields instead.")));
    return Target{parsed.host(), quint16(parsed.port(secure ? 443 : 80)), secure};
}

std::optional<base::Error> checkHeader(const Header &header)
{
    const QString name = QString::fromLatin1(header.name);
    if (!isToken(header.name))
        return invalid(Words::tr("\"%1\" is no header name. Use letters, digits and hyphens.").arg(name));
    if (!isFieldValue(header.value))
        return invalid(
            Words::tr("The value of the header %1 holds a line break or another control character. Remove it.")
                .arg(name));
    if (framesMessage(header.name))
        return invalid(Words::tr("The header %1 is set by Spanway itself. Remove it.").arg(name));
    return std::nullopt;
}

} // namespace

QString Target::peer() const
{
    return u"%1:%2"_s.arg(host.contains(u':') ? u'[' + host + u']' : host).arg(port);
}

bool Target::isLoopback() const
{
    return host == "localhost"_L1 || host == "::1"_L1 || host.startsWith("127."_L1);
}

base::Result<Target> checkRequest(const Request &request)
{
    if (!isToken(request.method))
        return tl::unexpected(invalid(Words::tr("\"%1\" is no HTTP method.").arg(QString::fromLatin1(request.method))));
    for (const Header &header : request.headers) {
        if (std::optional<base::Error> error = checkHeader(header))
            return tl::unexpected(*std::move(error));
    }
    return checkUrl(request.url);
}

} // namespace http
