// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/chat/replyfigures.h"

#include <QtCore/QAbstractTableModel>

namespace chat {
class CompareSession;
}

namespace ui {

class Theme;

/// The numbers of each column side by side: one row per target. GUI thread.
class ResultsModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Target, FirstToken, Speed, Total, TokensIn, TokensOut, Finish, Cache, Kong, Answered, ColumnCount };
    enum Role {
        Letter = Qt::UserRole + 1, ///< QString "A"
        Icon, ///< QString, name of the drawing, finish only
        IconColour ///< int of Colour, finish only
    };

    ResultsModel(const Theme *theme, const chat::CompareSession *session, QObject *parent = nullptr);

    void reset(); ///< other targets
    void setLive(int target, const replyfigures::Live &live); ///< the running turn's numbers changed
    /// "A" for the first column.
    static QString letter(int target);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    QString text(const QModelIndex &index) const;
    QString numberText(const chat::Turn &turn, const QModelIndex &index) const;
    QVariant tip(const QModelIndex &index) const;

    const Theme *m_theme; ///< not owned
    const chat::CompareSession *m_session; ///< not owned
    QList<replyfigures::Live> m_live;
    int m_count = 0;
};

} // namespace ui
