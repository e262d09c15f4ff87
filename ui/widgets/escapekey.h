// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtWidgets/QWidget>

#include <functional>

namespace ui {

/// Gives Esc to a field that has a use for it, before the window's own Esc, which stops a reply or closes a pane. Owned
/// by the field.
class EscapeKey : public QObject
{
    Q_OBJECT

public:
    using Wanted = std::function<bool()>;

    /// `run` is called when Esc is pressed in `field` while `wanted()` says true; else the key goes on as if this were
    /// not here.
    EscapeKey(QWidget *field, Wanted wanted, std::function<void()> run);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    Wanted m_wanted;
    std::function<void()> m_run;
};

} // namespace ui
