// SPDX-License-Identifier: Apache-2.0
#include "llm/contenttext.h"

#include <QtCore/QStringList>

namespace llm {

std::optional<QString> contentText(const base::Json &content, QStringView separator)
{
    if (content.isString())
        return content.toString();
    if (!content.isArray())
        return std::nullopt;
    QStringList texts;
    for (const base::Json &part : content.items()) {
        if (part.isString())
            texts.append(part.toString());
        else if (part[u"text"].isString())
            texts.append(part[u"text"].toString());
    }
    return texts.join(separator);
}

} // namespace llm
