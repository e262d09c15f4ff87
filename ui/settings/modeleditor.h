// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "settings/profile.h"

#include <QtCore/QHash>
#include <QtWidgets/QWidget>

QT_BEGIN_NAMESPACE
class QLabel;
class QPushButton;
QT_END_NAMESPACE

namespace ui {

class Field;
class HeaderEditor;
class ModelTable;
class TableEditor;
class Theme;

/// The models of a profile: the table, filling it from the gateway's list, and the headers of the chosen model.
class ModelEditor : public QWidget
{
    Q_OBJECT

public:
    explicit ModelEditor(const Theme *theme, QWidget *parent = nullptr);

    void setModels(const QList<settings::ModelEntry> &models);
    QList<settings::ModelEntry> models() const;
    void collect(QHash<QString, QString> &typed) const;
    QString problem() const;
    /// The chosen row's model, else the first with a name, else an empty one.
    settings::ModelEntry current() const;
    /// Another name for the model that current() gives; without any model, a new one.
    void renameCurrent(const QString &name);
    void showListed(const QStringList &names); ///< answer to fillAsked()

Q_SIGNALS:
    void edited();
    void fillAsked();

private:
    void setUpColumns();
    void onRow();
    void keepHeaders();
    int currentIndex() const;

    ModelTable *m_model;
    TableEditor *m_editor;
    QPushButton *m_fill;
    QLabel *m_note;
    HeaderEditor *m_headers;
    Field *m_headerField;
    QHash<QString, QString> m_typed; ///< header values typed for any model so far
    int m_headerRow = -1; ///< whose headers are shown
};

} // namespace ui
