// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demo/models/replyplan.h"

namespace demo {

/// Writes replies in OpenAI's wire form. A codec of its own: the client's is never used here, or errors would cancel
/// out.
class ChatEncoder
{
public:
    /// `created` in seconds since the epoch.
    ChatEncoder(const ChatCall &call, const QByteArray &id, qint64 created);

    /// The whole reply of a call that does not stream.
    QByteArray whole(const ReplyPlan &plan) const;
    /// Event of a choice's beginning.
    QByteArray roleEvent(int choice) const;
    QByteArray pieceEvent(int choice, const Piece &piece, const ChoicePlan &plan) const;
    QByteArray finishEvent(int choice, const QString &reason) const;
    /// Event with empty choices and the usage.
    QByteArray usageEvent(const ReplyPlan &plan) const;
    static QByteArray doneEvent();

private:
    QByteArray event(int choice, const QByteArray &delta, const QByteArray &finish) const;
    base::Json message(const ChoicePlan &choice) const;

    QByteArray m_prefix; ///< of every event up to the choices
    QByteArray m_suffix;
    QByteArray m_id;
    QString m_model;
    qint64 m_created;
};

} // namespace demo
