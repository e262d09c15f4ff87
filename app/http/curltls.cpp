// SPDX-License-Identifier: Apache-2.0
#include "http/curltls.h"

#include <QtCore/QFile>

using namespace Qt::StringLiterals;

namespace http {

QString systemCaFile()
{
    // Debian and its children, Fedora and RHEL, openSUSE, Alpine and the BSDs.
    static const QString candidates[] = {u"/etc/ssl/certs/ca-certificates.crt"_s, u"/etc/pki/tls/certs/ca-bundle.crt"_s,
                                         u"/etc/ssl/ca-bundle.pem"_s, u"/etc/ssl/cert.pem"_s};
    for (const QString &candidate : candidates) {
        if (QFile::exists(candidate))
            return candidate;
    }
    return {};
}

void readTlsLine(QByteArrayView line, TlsFacts &facts)
{
    constexpr QByteArrayView start("SSL connection using ");
    if (!line.startsWith(start))
        return;
    const QList<QByteArray> words = line.sliced(start.size()).trimmed().toByteArray().split('/');
    if (words.size() != 2)
        return;
    facts.version = QString::fromLatin1(words[0].trimmed());
    facts.cipher = QString::fromLatin1(words[1].trimmed());
}

void readCertificate(CURL *easy, TlsFacts &facts)
{
    curl_certinfo *chain = nullptr;
    if (curl_easy_getinfo(easy, CURLINFO_CERTINFO, &chain) != CURLE_OK || !chain || chain->num_of_certs == 0)
        return;
    for (const curl_slist *line = chain->certinfo[0]; line; line = line->next) {
        const QByteArrayView text(line->data);
        const qsizetype colon = text.indexOf(':');
        if (colon < 0)
            continue;
        const QString value = QString::fromUtf8(text.sliced(colon + 1).trimmed());
        const QByteArrayView name = text.first(colon);
        if (name == "Subject")
            facts.subject = value;
        else if (name == "Issuer")
            facts.issuer = value;
        else if (name == "Expire date")
            facts.expires = value;
    }
}

} // namespace http
