// SPDX-License-Identifier: Apache-2.0
#include "ui/trace/tracesummary.h"

#include "ui/trace/exportbadge.h"
#include "ui/trace/tracedocument.h"
#include "ui/widgets/formats.h"
#include "ui/widgets/label.h"
#include "ui/widgets/metrics.h"
#include "ui/widgets/pill.h"

#include <QtWidgets/QBoxLayout>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int lineHeight = 40;
constexpr qsizetype shownIssues = 12;

struct Counts
{
    qint64 input = 0;
    qint64 output = 0;
    bool tokens = false;
    int errors = 0;
};

Counts countAll(const trace::TraceTree &tree)
{
    Counts counts;
    for (int row = 0; row < tree.size(); ++row) {
        if (tree.status(row) == trace::SpanStatus::Error)
            ++counts.errors;
        if (const auto tokens = tree.tokens(row)) {
            counts.tokens = true;
            counts.input += tokens->input;
            counts.output += tokens->output;
        }
    }
    return counts;
}

} // namespace

TraceSummary::TraceSummary(const Theme *theme, TraceDocument *document, QWidget *parent)
    : QWidget(parent)
    , m_document(document)
    , m_total(makeLabel({}, Theme::Type::Heading))
    , m_tokens(makeLabel({}, Theme::Type::Heading))
    , m_spans(makeLabel({}, Theme::Type::Heading))
    , m_errors(new Pill(theme))
    , m_issues(new Pill(theme))
    , m_loading(new Pill(theme))
{
    setFixedHeight(lineHeight);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(metrics::spaceL, 0, metrics::spaceL, 0);
    row->setSpacing(metrics::spaceXs);
    const auto add = [row](const QString &name, QLabel *value, const QString &object) {
        value->setObjectName(object);
        value->setProperty(dataProperty, true);
        row->addWidget(makeLabel(name, Theme::Type::Small, Tone::Muted));
        row->addWidget(value);
        row->addSpacing(metrics::spaceM);
    };
    add(tr("Total"), m_total, u"totalTime"_s);
    add(tr("Tokens"), m_tokens, u"totalTokens"_s);
    add(tr("Spans"), m_spans, u"totalSpans"_s);
    m_errors->setObjectName(u"errorPill"_s);
    m_issues->setObjectName(u"issuePill"_s);
    m_loading->setObjectName(u"loadingPill"_s);
    for (Pill *pill : {m_errors, m_issues, m_loading})
        row->addWidget(pill);
    row->addStretch();
    connect(document, &TraceDocument::reset, this, &TraceSummary::refresh);
    connect(document, &TraceDocument::infoChanged, this, &TraceSummary::refresh);
    refresh();
}

void TraceSummary::setEnd(ExportBadge *badge)
{
    m_end = badge;
    layout()->addWidget(badge);
}

bool TraceSummary::event(QEvent *event)
{
    const bool handled = QWidget::event(event);
    // Also when a part changes its words, which asks for a new layout.
    if (m_end && (event->type() == QEvent::Resize || event->type() == QEvent::LayoutRequest))
        m_end->setCompact(layout()->minimumSize().width() + m_end->savedWidth() > width());
    return handled;
}

void TraceSummary::refresh()
{
    const trace::TraceTree &tree = m_document->tree();
    const Counts counts = countAll(tree);
    const bool empty = m_document->isEmpty();
    m_total->setText(empty ? formats::missing : formats::duration(std::chrono::nanoseconds(m_document->elapsed())));
    m_tokens->setText(counts.tokens ? tr("%1 in · %2 out").arg(formats::tokens(counts.input), formats::tokens(counts.output))
                                    : formats::missing);
    m_spans->setText(empty ? formats::missing : formats::count(tree.size()));
    m_errors->setVisible(counts.errors > 0);
    m_errors->set(Notice::Error, tr("%n failed", nullptr, counts.errors));
    const qsizetype issues = tree.issues().count();
    m_issues->setVisible(issues > 0);
    m_issues->set(Notice::Warn, issues == 1 ? tr("1 issue") : tr("%n issues", nullptr, int(issues)));
    QStringList lines;
    for (const trace::Issue &issue : tree.issues().kept().first(std::min(shownIssues, tree.issues().kept().size())))
        lines.append(u"%1: %2"_s.arg(issue.place, issue.text).toHtmlEscaped());
    m_issues->setToolTip(lines.join(u"<br>"_s));
    m_loading->setVisible(m_document->isLoading());
    const qsizetype coming = m_document->record() ? m_document->record()->spans.size() : 0;
    m_loading->set(Notice::Info, tr("Reading %1 spans").arg(formats::count(coming)), u"running"_s);
}

} // namespace ui
