// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/json.h"

#include <QtWidgets/QPlainTextEdit>

namespace ui {

class Theme;

/// A JSON value as indented text to read and copy. Made into text when it is first seen, at most 150 KB of it.
class JsonView : public QPlainTextEdit
{
    Q_OBJECT

public:
    explicit JsonView(const Theme *theme, QWidget *parent = nullptr);

    void setValue(const base::Json &value);

protected:
    void showEvent(QShowEvent *event) override;

private:
    void write();

    base::Json m_value;
    bool m_isWritten = true;
};

} // namespace ui
