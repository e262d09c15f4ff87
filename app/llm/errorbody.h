// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QString>

namespace llm {

/// The text of an error body in any of Kong's and the providers' forms (kong.md 4), JSON, broken JSON, HTML or plain
/// text.
struct ErrorBody
{
    QString message; ///< for people; empty if the body says nothing
    QString apiMessage; ///< what openai's client would show after "Error code: n - "; empty if it would show none
    QString requestId;
};

ErrorBody decodeErrorBody(const QByteArray &body);

} // namespace llm
