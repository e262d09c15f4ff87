// SPDX-License-Identifier: Apache-2.0
#include "demo/models/textmodels.h"

#include "demo/models/author.h"
#include "demo/models/tokens.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace demo {

namespace {

constexpr qsizetype longTokens = 100000;

} // namespace

ProseModel::ProseModel(const Pace &pace)
    : m_pace(pace)
{ }

Draft ProseModel::draft(const ChatCall &call, Dice *dice) const
{
    Draft draft;
    draft.text = Author(call.prompt(), dice).answer();
    return draft;
}

Draft LongModel::draft(const ChatCall &call, Dice *dice) const
{
    Author author(call.prompt(), dice);
    Draft draft;
    draft.text = u"# Everything about %1\n\n"_s.arg(author.topic());
    qsizetype count = tokenCount(draft.text);
    for (int number = 1; count < longTokens; ++number) {
        const QString section = author.section(number);
        count += tokenCount(section);
        draft.text += section;
    }
    // Exactly as many as promised.
    draft.text = tokens(draft.text).mid(0, longTokens).join(QString());
    return draft;
}

Pace LongModel::pace() const
{
    return {40ms, 500};
}

Draft ThinkingModel::draft(const ChatCall &call, Dice *dice) const
{
    Author author(call.prompt(), dice);
    Draft draft;
    draft.reasoning = author.thoughts();
    draft.text = author.answer();
    return draft;
}

Pace ThinkingModel::pace() const
{
    return {200ms, 60};
}

} // namespace demo
