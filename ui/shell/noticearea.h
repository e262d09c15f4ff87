// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QPointer>
#include <QtWidgets/QWidget>

QT_BEGIN_NAMESPACE
class QVBoxLayout;
QT_END_NAMESPACE

namespace store {
struct StoreHealth;
}

namespace ui {

class Banner;
class Theme;

/// What concerns the whole window and stays until it is dealt with: above the page. Empty, it takes no room.
class NoticeArea : public QWidget
{
    Q_OBJECT

public:
    explicit NoticeArea(const Theme *theme, QWidget *parent = nullptr);

    /// The strip that offers the way out of the demo.
    void showDemoStrip();
    void setHealth(const store::StoreHealth &health);
    /// A settings file or database that was set aside at start.
    void setStartNote(const QString &note);
    void setSaveProblem(const QString &problem); ///< settings that could not be written; empty: fine again
    void setFileProblem(const QString &file, const QString &problem);

Q_SIGNALS:
    void ownKongAsked();

private:
    Banner *banner(QPointer<Banner> &slot, const QString &name);

    const Theme *m_theme; ///< not owned
    QVBoxLayout *m_column;
    QPointer<Banner> m_health;
    QPointer<Banner> m_start;
    QPointer<Banner> m_save;
    QPointer<Banner> m_file;
};

} // namespace ui
