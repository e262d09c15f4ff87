// SPDX-License-Identifier: Apache-2.0
#include "ui/chat/parameterspopover.h"

#include "ui/widgets/formats.h"
#include "ui/widgets/label.h"
#include "ui/widgets/metrics.h"

#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QFormLayout>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPlainTextEdit>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int popoverWidth = 380;
constexpr int systemHeight = 92;
constexpr double hottest = 2;

std::optional<double> temperatureOf(const QString &text, bool *ok)
{
    if (text.trimmed().isEmpty()) {
        *ok = true;
        return std::nullopt;
    }
    double value = QLocale().toDouble(text.trimmed(), ok);
    if (!*ok)
        value = QLocale::c().toDouble(text.trimmed(), ok);
    *ok = *ok && value >= 0 && value <= hottest;
    return value;
}

std::optional<int> maxTokensOf(const QString &text, bool *ok)
{
    if (text.trimmed().isEmpty()) {
        *ok = true;
        return std::nullopt;
    }
    const int value = QLocale().toInt(text.trimmed(), ok);
    *ok = *ok && value > 0;
    return value;
}

} // namespace

ParametersPopover::ParametersPopover(const Theme *theme, const chat::ConversationOptions &options,
                                     const QString &profileExperiment, QWidget *parent)
    : QFrame(parent, Qt::Popup)
    , m_options(options)
    , m_system(new QPlainTextEdit)
    , m_temperature(new QLineEdit)
    , m_maxTokens(new QLineEdit)
    , m_experiment(new QLineEdit)
    , m_stream(new QCheckBox(tr("Stream the reply as it is written")))
{
    Q_UNUSED(theme)
    setObjectName(u"parametersPopover"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setAttribute(Qt::WA_StyledBackground);
    setProperty("surface", u"raised"_s);
    setProperty("popup", true);
    setFrameShape(QFrame::StyledPanel);
    makeFields(profileExperiment);
    setFixedWidth(popoverWidth);
    setFocusProxy(m_system);
}

void ParametersPopover::makeFields(const QString &profileExperiment)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(metrics::spaceL, metrics::spaceM, metrics::spaceL, metrics::spaceM);
    column->setSpacing(metrics::spaceS);
    column->addWidget(makeLabel(tr("Sent with each prompt"), Theme::Type::Heading));
    column->addWidget(makeLabel(tr("An empty field is not sent"), Theme::Type::Small, Tone::Muted));
    m_system->setObjectName(u"systemPrompt"_s);
    m_system->setPlainText(m_options.systemPrompt);
    m_system->setPlaceholderText(tr("System prompt: none"));
    m_system->setAccessibleName(tr("System prompt"));
    m_system->setTabChangesFocus(true);
    m_system->setFixedHeight(systemHeight);
    column->addWidget(m_system);
    auto *form = new QFormLayout;
    form->setHorizontalSpacing(metrics::spaceM);
    form->setVerticalSpacing(metrics::spaceS);
    m_temperature->setObjectName(u"temperature"_s);
    m_temperature->setPlaceholderText(tr("not sent"));
    if (m_options.temperature)
        m_temperature->setText(QLocale().toString(*m_options.temperature, 'g', 6));
    m_maxTokens->setObjectName(u"maxTokens"_s);
    m_maxTokens->setPlaceholderText(tr("not sent"));
    if (m_options.maxTokens)
        m_maxTokens->setText(QString::number(*m_options.maxTokens));
    m_experiment->setObjectName(u"experiment"_s);
    m_experiment->setPlaceholderText(profileExperiment);
    m_experiment->setText(m_options.experiment);
    addRow(form, tr("Temperature, 0 to 2"), m_temperature);
    addRow(form, tr("Most tokens out"), m_maxTokens);
    addRow(form, tr("MLflow experiment"), m_experiment);
    column->addLayout(form);
    m_stream->setObjectName(u"streamReply"_s);
    m_stream->setChecked(m_options.stream);
    column->addWidget(m_stream);
    connect(m_temperature, &QLineEdit::textChanged, this, &ParametersPopover::check);
    connect(m_maxTokens, &QLineEdit::textChanged, this, &ParametersPopover::check);
    for (QLineEdit *field : {m_temperature, m_maxTokens, m_experiment})
        connect(field, &QLineEdit::returnPressed, this, &QWidget::close);
}

void ParametersPopover::addRow(QFormLayout *form, const QString &name, QWidget *field)
{
    field->setAccessibleName(name);
    form->addRow(makeLabel(name, Theme::Type::Body, Tone::Secondary), field);
}

void ParametersPopover::check()
{
    bool ok = false;
    temperatureOf(m_temperature->text(), &ok);
    restyle(m_temperature, "invalid", !ok);
    maxTokensOf(m_maxTokens->text(), &ok);
    restyle(m_maxTokens, "invalid", !ok);
}

chat::ConversationOptions ParametersPopover::options() const
{
    chat::ConversationOptions options = m_options;
    options.systemPrompt = m_system->toPlainText();
    bool ok = false;
    const auto temperature = temperatureOf(m_temperature->text(), &ok);
    if (ok)
        options.temperature = temperature;
    const auto maxTokens = maxTokensOf(m_maxTokens->text(), &ok);
    if (ok)
        options.maxTokens = maxTokens;
    options.experiment = m_experiment->text().trimmed();
    options.stream = m_stream->isChecked();
    return options;
}

QString ParametersPopover::summary(const chat::ConversationOptions &options)
{
    QStringList parts;
    if (!options.systemPrompt.isEmpty())
        parts.append(tr("system"));
    if (options.temperature)
        parts.append(tr("temp %1").arg(QLocale().toString(*options.temperature, 'g', 6)));
    if (options.maxTokens)
        parts.append(tr("max %1").arg(formats::tokens(*options.maxTokens)));
    if (!options.stream)
        parts.append(tr("not streamed"));
    return parts.isEmpty() ? tr("Parameters") : parts.join(u" · "_s);
}

void ParametersPopover::hideEvent(QHideEvent *event)
{
    if (!std::exchange(m_told, true))
        Q_EMIT accepted(options());
    QFrame::hideEvent(event);
}

} // namespace ui
