// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gateway/chatcall.h"
#include "gateway/gatewayclient.h"

namespace gateway {

/// What a test of a profile found.
struct CheckReport
{
    enum class Finding {
        Works,
        Reached, ///< it answers and takes the key if it asked for one; no model was called
        WorksInLumps, ///< the reply arrived in one piece or few: response buffering is on, or the route does not stream
        NameLookupFailed,
        ConnectFailed,
        TlsFailed,
        ProxyFailed,
        NotHttp,
        NoKeyFound, ///< Kong looked for a key elsewhere: `apikey: {key}` is offered
        KeyRefused,
        NoRoute, ///< shows the URL tried
        WrongModel,
        OtherRefusal
    };

    Finding finding = Finding::OtherRefusal;
    QString message; ///< what happened, what it means, what to do; for people
    QString urlTried;
    QString suggestedModel;
    bool offerApikeyHeader = false;
    std::optional<double> milliseconds; ///< time to first token of the test call
    KongFacts kong;
};

/// Makes one small streamed call (about 20 words, at most 64 tokens: it may cost a little; say so before) and tells
/// what is wrong, if anything. A request that a model refuses for the name of its token limit is asked once more with
/// the other name.
QCoro::Task<CheckReport> checkConnection(GatewayClient *client, Endpoint endpoint, settings::ModelEntry model,
                                         std::stop_token stop);

/// Goes as far as one gets for nothing: name, connection, TLS and key by `GET {base}/models`, whatever it answers.
/// `base.url` is the base URL, without a model's path. What comes back passes the redactor (null: none).
QCoro::Task<CheckReport> checkReach(http::Client *client, const base::Redactor *redactor, Endpoint base,
                                    std::stop_token stop);

} // namespace gateway
