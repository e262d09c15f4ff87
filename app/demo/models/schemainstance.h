// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/json.h"
#include "demo/models/dice.h"

#include <QtCore/QStringList>

namespace demo {

/// Makes a valid instance of a JSON schema as OpenAI's structured outputs allow it: types, properties, required, enum,
/// const, items, anyOf, oneOf, allOf, $ref into the same document, bounds of numbers, lengths, patterns and the usual
/// formats.
class SchemaInstance
{
public:
    /// `words`: what texts are made of where the schema leaves them free.
    SchemaInstance(const base::Json &root, const QStringList &words, Dice *dice);

    base::Json make();

private:
    base::Json make(const base::Json &schema, const QString &name, int depth);
    base::Json resolved(const base::Json &schema) const;
    base::Json object(const base::Json &schema, int depth);
    base::Json array(const base::Json &schema, const QString &name, int depth);
    base::Json text(const base::Json &schema, const QString &name);
    base::Json number(const base::Json &schema, bool whole);
    QString formatted(const QString &format);
    QString typeOf(const base::Json &schema) const;

    base::Json m_root;
    QStringList m_words;
    Dice *m_dice;
};

} // namespace demo
