// SPDX-License-Identifier: Apache-2.0
#include "trace/span.h"

#include <QtCore/QHash>

#include <algorithm>

namespace trace {

namespace {

auto byKey(QStringView key)
{
    return [key](const base::Json::Member &member) { return member.first == key; };
}

} // namespace

Attributes Attributes::fromMembers(QList<base::Json::Member> members)
{
    Attributes result;
    QHash<QString, qsizetype> places;
    for (base::Json::Member &member : members) {
        const auto place = places.constFind(member.first);
        if (place != places.cend()) {
            result.m_members[*place].second = std::move(member.second);
        } else {
            places.insert(member.first, result.m_members.size());
            result.m_members.append(std::move(member));
        }
    }
    return result;
}

void Attributes::set(const QString &key, base::Json value)
{
    const auto it = std::find_if(m_members.begin(), m_members.end(), byKey(key));
    if (it != m_members.end())
        it->second = std::move(value);
    else
        m_members.append({key, std::move(value)});
}

void Attributes::remove(QStringView key)
{
    m_members.removeIf(byKey(key));
}

const base::Json &Attributes::operator[](QStringView key) const
{
    static const base::Json null;
    const auto it = std::find_if(m_members.cbegin(), m_members.cend(), byKey(key));
    return it != m_members.cend() ? it->second : null;
}

bool Attributes::contains(QStringView key) const
{
    return std::any_of(m_members.cbegin(), m_members.cend(), byKey(key));
}

} // namespace trace
