// SPDX-License-Identifier: Apache-2.0
#include "ui/settings/modeleditor.h"

#include "ui/settings/field.h"
#include "ui/settings/headereditor.h"
#include "ui/settings/headertable.h"
#include "ui/settings/modeltable.h"
#include "ui/widgets/label.h"
#include "ui/widgets/metrics.h"

#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QTableView>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int nameWidth = 160;
constexpr int pathWidth = 170;
constexpr int smallestColumn = 24;
constexpr int sendWidth = 126;

} // namespace

ModelEditor::ModelEditor(const Theme *theme, QWidget *parent)
    : QWidget(parent)
    , m_model(new ModelTable(this))
    , m_editor(new TableEditor(theme, u"models"_s, m_model, this))
    , m_fill(new QPushButton(tr("Ask the gateway"), this))
    , m_note(makeLabel({}, Theme::Type::Small, Tone::Muted, this))
    , m_headers(new HeaderEditor(theme, u"modelHeaders"_s, this))
    , m_headerField(new Field(tr("Headers of the chosen model"), m_headers))
{
    m_editor->table()->setAccessibleName(tr("Models"));
    setUpColumns();
    m_fill->setObjectName(u"modelsFill"_s);
    m_fill->setProperty("small", true);
    m_fill->setToolTip(tr("Reads the list at /models, where the gateway has one"));
    m_editor->addToButtons(m_fill);
    m_note->setObjectName(u"modelsNote"_s);
    m_note->setWordWrap(true);
    m_note->hide();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(metrics::spaceS);
    column->addWidget(m_editor);
    column->addWidget(m_note);
    column->addWidget(m_headerField);
    connect(m_model, &ModelTable::edited, this, &ModelEditor::edited);
    connect(m_fill, &QPushButton::clicked, this, &ModelEditor::fillAsked);
    connect(m_editor->addButton(), &QPushButton::clicked, this,
            [this] { m_editor->edit(m_model->addModel(), ModelTable::NameColumn); });
    connect(m_editor->removeButton(), &QPushButton::clicked, this,
            [this] { m_model->removeModel(m_editor->currentRow()); });
    connect(m_editor->table()->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &ModelEditor::onRow);
    // Row numbers in the selection's own signal are those before the removal.
    connect(m_model, &QAbstractItemModel::rowsRemoved, this, &ModelEditor::onRow);
    connect(m_headers->model(), &HeaderTable::edited, this, &ModelEditor::keepHeaders);
    onRow();
}

void ModelEditor::setUpColumns()
{
    QHeaderView *head = m_editor->table()->horizontalHeader();
    head->resizeSection(ModelTable::NameColumn, nameWidth);
    head->resizeSection(ModelTable::PathColumn, pathWidth);
    head->resizeSection(ModelTable::SendColumn, sendWidth);
    head->setStretchLastSection(true);
    head->setMinimumSectionSize(smallestColumn);
}

void ModelEditor::setModels(const QList<settings::ModelEntry> &models)
{
    m_typed.clear();
    m_model->setModels(models);
    m_note->hide();
    onRow();
}

QList<settings::ModelEntry> ModelEditor::models() const
{
    return m_model->named();
}

void ModelEditor::collect(QHash<QString, QString> &typed) const
{
    typed.insert(m_typed);
}

QString ModelEditor::problem() const
{
    const QString problem = m_model->problem();
    return problem.isEmpty() ? m_headers->model()->problem() : problem;
}

int ModelEditor::currentIndex() const
{
    const int row = m_editor->currentRow();
    if (row >= 0)
        return row;
    const auto &models = m_model->models();
    for (int i = 0; i < models.size(); ++i) {
        if (!models.at(i).name.isEmpty())
            return i;
    }
    return -1;
}

settings::ModelEntry ModelEditor::current() const
{
    return m_model->models().value(currentIndex());
}

void ModelEditor::renameCurrent(const QString &name)
{
    const int row = currentIndex();
    if (row < 0)
        m_model->addNames({name});
    else
        m_model->setData(m_model->index(row, ModelTable::NameColumn), name, Qt::EditRole);
}

void ModelEditor::showListed(const QStringList &names)
{
    const int added = m_model->addNames(names);
    if (names.isEmpty())
        m_note->setText(
            tr("The gateway gave no list of models: it has none, or does not accept this key. Add them by hand; on open Kong "
               "one provider is one route."));
    else
        m_note->setText(tr("%n model(s) listed by the gateway", nullptr, static_cast<int>(names.size())) + u" · "_s
                        + tr("%n new", nullptr, added));
    m_note->show();
}

void ModelEditor::onRow()
{
    m_headerRow = -1;
    const int row = m_editor->currentRow();
    m_headers->model()->setHeaders(m_model->models().value(row).headers);
    m_headerField->setVisible(row >= 0);
    m_headerRow = row;
}

void ModelEditor::keepHeaders()
{
    if (m_headerRow < 0)
        return;
    m_headers->model()->collect(m_typed);
    m_model->setHeaders(m_headerRow, m_headers->model()->headers());
    Q_EMIT edited();
}

} // namespace ui
