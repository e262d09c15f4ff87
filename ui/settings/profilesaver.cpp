// SPDX-License-Identifier: Apache-2.0
#include "ui/settings/profilesaver.h"

#include "base/whendone.h"
#include "settings/secretstore.h"
#include "settings/settings.h"

namespace ui {

namespace {

void addHeaders(QList<settings::SecretSource> &out, const QList<settings::ExtraHeader> &headers)
{
    for (const settings::ExtraHeader &header : headers) {
        if (!header.plain)
            out.append(header.secret);
    }
}

} // namespace

ProfileSaver::ProfileSaver(settings::Settings *settings, settings::SecretStore *secrets, QObject *parent)
    : QObject(parent)
    , m_settings(settings)
    , m_secrets(secrets)
{ }

QList<settings::SecretSource> ProfileSaver::sources(const settings::Profile &profile)
{
    QList<settings::SecretSource> out{profile.key, profile.mlflow.secret};
    addHeaders(out, profile.headers);
    addHeaders(out, profile.mlflow.headers);
    for (const settings::ModelEntry &model : profile.models)
        addHeaders(out, model.headers);
    out.removeIf([](const settings::SecretSource &source) { return source.reference.isEmpty(); });
    return out;
}

bool ProfileSaver::isSaving() const
{
    return m_open > 0;
}

void ProfileSaver::save(const settings::Profile &profile, const QHash<QString, QString> &typed)
{
    if (isSaving())
        return;
    m_profile = profile;
    m_error.reset();
    m_open = 1;
    const QList<settings::SecretSource> all = sources(profile);
    for (const settings::SecretSource &source : all) {
        const auto value = typed.constFind(source.reference);
        if (value == typed.cend())
            continue;
        ++m_open;
        base::whenDone(m_secrets->write(source, *value), this, [this](const base::Result<void> &written) {
            if (!written && !m_error)
                m_error = written.error();
            finish();
        });
    }
    finish();
}

void ProfileSaver::finish()
{
    if (--m_open > 0)
        return;
    if (m_error) {
        Q_EMIT failed(*m_error);
        return;
    }
    const settings::Profile *known = m_settings->profile(m_profile.id);
    const settings::Profile before = known ? *known : settings::Profile();
    m_settings->saveProfile(m_profile);
    const QList<settings::SecretSource> kept = sources(m_profile);
    const QList<settings::SecretSource> old = sources(before);
    for (const settings::SecretSource &source : old) {
        if (!kept.contains(source))
            m_secrets->remove(source);
    }
    Q_EMIT saved(before, m_profile);
}

} // namespace ui
