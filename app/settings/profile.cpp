// SPDX-License-Identifier: Apache-2.0
#include "settings/profile.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QUrl>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace settings {

namespace {

struct NamedMode
{
    ContentMode mode;
    QLatin1StringView name;
};

constexpr std::array namedModes{
    NamedMode{ContentMode::Everything, "everything"_L1},
    NamedMode{ContentMode::NumbersOnly, "numbers"_L1},
    NamedMode{ContentMode::Nothing, "nothing"_L1},
};

QString problem(const char *text)
{
    return QCoreApplication::translate("settings::Profile", text);
}

} // namespace

const ModelEntry *Profile::model(QStringView name) const
{
    const auto it
        = std::find_if(models.cbegin(), models.cend(), [name](const ModelEntry &entry) { return entry.name == name; });
    return it != models.cend() ? &*it : nullptr;
}

QString contentModeName(ContentMode mode)
{
    for (const NamedMode &named : namedModes) {
        if (named.mode == mode)
            return named.name;
    }
    return {};
}

std::optional<ContentMode> contentModeFromName(QStringView name)
{
    for (const NamedMode &named : namedModes) {
        if (named.name == name)
            return named.mode;
    }
    return std::nullopt;
}

std::optional<QString> baseUrlProblem(const QString &url)
{
    if (url.trimmed().isEmpty())
        return problem(QT_TRANSLATE_NOOP("settings::Profile",
                                         "The base URL is empty. Enter it as an OpenAI SDK takes it, for example "
                                         "http://host:8000/v1."));
    const QUrl parsed(url, QUrl::StrictMode);
    if (!parsed.isValid() || url != url.trimmed())
        return problem(
            QT_TRANSLATE_NOOP("settings::Profile", "This is not a valid URL. Check it for spaces and odd characters."));
    if (parsed.scheme() != "http"_L1 && parsed.scheme() != "https"_L1)
        return problem(QT_TRANSLATE_NOOP("settings::Profile", "The base URL must begin with http:// or https://."));
    if (parsed.host().isEmpty())
        return problem(QT_TRANSLATE_NOOP("settings::Profile", "The base URL names no host."));
    if (!parsed.userInfo().isEmpty())
        return problem(QT_TRANSLATE_NOOP("settings::Profile",
                                         "The base URL holds a login, and URLs are shown and saved. Take it out and "
                                         "enter it as the key."));
    if (parsed.hasQuery() || parsed.hasFragment())
        return problem(QT_TRANSLATE_NOOP("settings::Profile",
                                         "The base URL must end with its path: leave out everything from ? or # on."));
    return std::nullopt;
}

} // namespace settings
