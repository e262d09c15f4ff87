// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gateway/endpoint.h"
#include "http/client.h"

#include <QCoroTask>

#include <stop_token>

namespace gateway {

/// `GET {base}/models` as it is sent: key, extra headers, certificates of the profile.
http::Request modelsRequest(const Endpoint &base);

/// Names in the body of such an answer: OpenAI lists `data[].id`; others `models[].name` or `models[].id`.
QStringList modelNames(const QByteArray &body);

/// Names that `GET {base}/models` lists. 400, 401, 403 and 404 mean "no list here": an empty result, not an error.
QCoro::Task<base::Result<QStringList>> listModels(http::Client *client, Endpoint base, std::stop_token stop);

} // namespace gateway
