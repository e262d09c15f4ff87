// SPDX-License-Identifier: Apache-2.0
#include "ui/shell/noticearea.h"

#include "store/store.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/elidedlabel.h"
#include "ui/widgets/iconlabel.h"
#include "ui/widgets/metrics.h"

#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QPushButton>

using namespace Qt::StringLiterals;

namespace ui {

NoticeArea::NoticeArea(const Theme *theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_column(new QVBoxLayout(this))
{
    setObjectName(u"noticeArea"_s);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(0);
}

void NoticeArea::showDemoStrip()
{
    auto *strip = new QWidget(this);
    strip->setObjectName(u"demoStrip"_s);
    strip->setAttribute(Qt::WA_StyledBackground);
    strip->setProperty("surface", u"sunken"_s);
    strip->setProperty("line", u"bottom"_s);
    auto *text = new ElidedLabel(Qt::ElideRight, strip);
    text->setProperty("type", u"small"_s);
    text->setProperty("tone", u"secondary"_s);
    text->setFullText(tr("Demo: made-up models on this computer, a data folder and an MLflow of its own"));
    auto *leave = new QPushButton(tr("Use my own Kong"), strip);
    leave->setObjectName(u"useOwnKong"_s);
    leave->setProperty("small", true);
    connect(leave, &QPushButton::clicked, this, &NoticeArea::ownKongAsked);
    auto *row = new QHBoxLayout(strip);
    row->setContentsMargins(metrics::spaceM, metrics::spaceXs, metrics::spaceM, metrics::spaceXs);
    row->setSpacing(metrics::spaceS);
    row->addWidget(new IconLabel(m_theme, u"bolt"_s, Colour::TextSecondary, strip));
    row->addWidget(text, 1);
    row->addWidget(leave);
    m_column->insertWidget(0, strip);
}

Banner *NoticeArea::banner(QPointer<Banner> &slot, const QString &name)
{
    if (!slot) {
        slot = new Banner(m_theme, this);
        slot->setObjectName(name);
        m_column->addWidget(slot);
    }
    return slot;
}

void NoticeArea::setHealth(const store::StoreHealth &health)
{
    if (health.writable) {
        delete m_health;
        return;
    }
    Banner *shown = banner(m_health, u"healthBanner"_s);
    shown->setNotice(Notice::Error, u"store"_s);
    shown->setTitle(tr("Spanway cannot save"));
    shown->setText(health.problem);
}

void NoticeArea::setStartNote(const QString &note)
{
    if (note.isEmpty())
        return;
    Banner *shown = banner(m_start, u"startNote"_s);
    shown->setNotice(Notice::Warn);
    shown->setTitle(tr("Something was set aside at the start"));
    shown->setText(note);
    QPushButton *done = shown->addButton(tr("Got it"));
    done->setObjectName(u"startNoteClose"_s);
    connect(done, &QPushButton::clicked, shown, &QObject::deleteLater);
}

void NoticeArea::setSaveProblem(const QString &problem)
{
    if (problem.isEmpty()) {
        delete m_save;
        return;
    }
    Banner *shown = banner(m_save, u"saveProblem"_s);
    shown->setNotice(Notice::Error);
    shown->setTitle(tr("Settings could not be saved"));
    shown->setText(problem);
}

void NoticeArea::setFileProblem(const QString &file, const QString &problem)
{
    Banner *shown = banner(m_file, u"fileProblem"_s);
    shown->setNotice(Notice::Error, u"file"_s);
    shown->setTitle(tr("This file could not be opened"));
    shown->setText(problem);
    shown->setDetail(file);
    shown->clearButtons();
    QPushButton *done = shown->addButton(tr("Close"));
    done->setObjectName(u"fileProblemClose"_s);
    connect(done, &QPushButton::clicked, shown, &QObject::deleteLater);
}

} // namespace ui
