// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QList>
#include <QtWidgets/QWidget>

namespace ui {

/// One page of the window: fills everything right of the rail. Made when it is first shown.
class Page : public QWidget
{
    Q_OBJECT

public:
    explicit Page(QWidget *parent = nullptr);

    virtual QString title() const = 0; ///< for the window's title and screen readers
    /// Where F6 goes, in order; hidden ones are passed over. A pane takes the focus or hands it to a child (focus
    /// proxy).
    virtual QList<QWidget *> panes() const;
    /// Called each time the page comes to the front; give the focus to where work begins.
    virtual void enter();

    /// Called by the window when its width crosses a break point of look.md (1000, 1180).
    virtual void setNarrow(bool narrow, bool overlayInspector);

    /// Shows one thing of this page: a trace (hex id) on the traces page, a conversation on the chat page.
    virtual void openItem(const QString &id);

    // The window's own keys, sent to the page in front.
    virtual void startNew(); ///< Ctrl+N, chat page only
    virtual void findHere(); ///< Ctrl+F
    virtual void toggleList(); ///< Ctrl+B
    virtual void toggleInspector(); ///< Ctrl+I
    virtual void reload(); ///< F5
    virtual bool openInMlflow(); ///< the trace in front, in the browser; false: there is none, or it is not in MLflow
    virtual bool closeTop(); ///< Esc: closes an overlay or stops a stream; false: nothing to close

    /// Splitter positions and the like; opaque to the shell, kept between runs.
    virtual QByteArray saveLayout() const;
    virtual void restoreLayout(const QByteArray &state);

Q_SIGNALS:
    void titleChanged();
    /// Something happened here while another page was in front: a dot in the rail.
    void news();
};

} // namespace ui
