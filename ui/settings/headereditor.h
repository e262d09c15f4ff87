// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/settings/tableeditor.h"

namespace ui {

class HeaderTable;

/// Extra headers of a gateway, a model or MLflow.
class HeaderEditor : public TableEditor
{
    Q_OBJECT

public:
    HeaderEditor(const Theme *theme, const QString &name, QWidget *parent = nullptr);

    HeaderTable *model() const;

private:
    HeaderEditor(const Theme *theme, const QString &name, HeaderTable *model, QWidget *parent);

    HeaderTable *m_model;
};

} // namespace ui
