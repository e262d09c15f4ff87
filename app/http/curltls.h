// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http/types.h"

#include <curl/curl.h>

namespace http {

/// The system's bundle of trusted certificates, empty if none was found in the usual places.
QString systemCaFile();

/// Reads version and cipher from libcurl's debug line "SSL connection using TLSv1.3 / TLS_AES_256_GCM_SHA384". Its form
/// is not promised: other lines, and a changed form, leave `facts` alone.
void readTlsLine(QByteArrayView line, TlsFacts &facts);

/// Adds subject, issuer and expiry of the server's certificate: known only to the exchange that shook hands.
void readCertificate(CURL *easy, TlsFacts &facts);

} // namespace http
