// SPDX-License-Identifier: Apache-2.0
#include "ui/settings/headertable.h"

#include "base/redactor.h"
#include "settings/secretstore.h"

using namespace Qt::StringLiterals;
using Kind = settings::SecretSource::Kind;

namespace ui {

namespace {

const QString mask = u"••••••••"_s;

/// A token of RFC 9110.
bool isHeaderName(const QByteArray &name)
{
    static const QByteArray others("!#$%&'*+-.^_`|~");
    return !name.isEmpty() && std::all_of(name.cbegin(), name.cend(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || others.contains(c);
    });
}

} // namespace

HeaderTable::HeaderTable(QObject *parent)
    : QAbstractTableModel(parent)
{
    connect(this, &QAbstractItemModel::dataChanged, this, &HeaderTable::edited);
    connect(this, &QAbstractItemModel::rowsInserted, this, &HeaderTable::edited);
    connect(this, &QAbstractItemModel::rowsRemoved, this, &HeaderTable::edited);
}

void HeaderTable::setHeaders(const QList<settings::ExtraHeader> &headers)
{
    beginResetModel();
    m_rows.clear();
    for (const settings::ExtraHeader &header : headers)
        m_rows.append({header, {}});
    endResetModel();
}

QList<settings::ExtraHeader> HeaderTable::headers() const
{
    QList<settings::ExtraHeader> out;
    for (const Row &row : m_rows) {
        if (!row.header.name.isEmpty())
            out.append(row.header);
    }
    return out;
}

void HeaderTable::collect(QHash<QString, QString> &typed) const
{
    for (const Row &row : m_rows) {
        if (!row.header.name.isEmpty() && !row.typed.isEmpty())
            typed.insert(row.header.secret.reference, row.typed);
    }
}

QString HeaderTable::problem() const
{
    for (const Row &row : m_rows) {
        const QString problem = rowProblem(row);
        if (!problem.isEmpty())
            return problem;
    }
    return {};
}

QString HeaderTable::rowProblem(const Row &row) const
{
    const settings::ExtraHeader &header = row.header;
    if (header.name.isEmpty())
        return {};
    const QString name = QString::fromUtf8(header.name);
    if (!isHeaderName(header.name))
        return tr("“%1” cannot be a header name: letters, digits and - only.").arg(name);
    if (header.plain && header.value.isEmpty())
        return tr("The header %1 has no value.").arg(name);
    if (header.plain && base::isSecretHeaderName(header.name))
        return tr("The header %1 looks secret: a plain value would stand in the settings file. Keep it in the keyring.")
            .arg(name);
    if (header.secret.kind == Kind::Environment && header.secret.variable.isEmpty())
        return tr("Name the environment variable for the header %1.").arg(name);
    if (!header.plain && header.secret.kind != Kind::Environment && header.secret.reference.isEmpty())
        return tr("The header %1 has no value.").arg(name);
    return {};
}

void HeaderTable::setNewKept(Kept kept)
{
    m_newKept = kept;
}

int HeaderTable::addHeader()
{
    const int row = rowCount();
    beginInsertRows({}, row, row);
    m_rows.append(Row());
    setKept(m_rows.last(), m_newKept);
    endInsertRows();
    return row;
}

void HeaderTable::removeHeader(int row)
{
    if (row < 0 || row >= m_rows.size())
        return;
    beginRemoveRows({}, row, row);
    m_rows.removeAt(row);
    endRemoveRows();
}

QString HeaderTable::keptName(Kept kept)
{
    switch (kept) {
    case Plain:
        return tr("Plain, in the profile");
    case Keyring:
        return tr("Keyring");
    case Session:
        return tr("This run only");
    case Environment:
        break;
    }
    return tr("Environment variable");
}

HeaderTable::Kept HeaderTable::keptOf(const settings::ExtraHeader &header)
{
    if (header.plain)
        return Plain;
    if (header.secret.kind == Kind::Session)
        return Session;
    return header.secret.kind == Kind::Environment ? Environment : Keyring;
}

void HeaderTable::setKept(Row &row, Kept kept)
{
    // A value that was typed goes along; one that is kept elsewhere cannot.
    const QString value = row.header.plain ? row.header.value : row.typed;
    row.header.plain = kept == Plain;
    row.header.value.clear();
    row.typed.clear();
    row.header.secret = {};
    static constexpr std::array kinds{Kind::None, Kind::Keyring, Kind::Session, Kind::Environment};
    row.header.secret.kind = kinds[kept];
    if (kept != Environment)
        setValue(row, value);
}

void HeaderTable::setValue(Row &row, const QString &value)
{
    switch (keptOf(row.header)) {
    case Plain:
        row.header.value = value;
        break;
    case Environment:
        row.header.secret.variable = value.trimmed();
        break;
    case Keyring:
    case Session:
        row.typed = value;
        row.header.secret.reference = value.isEmpty() ? QString() : settings::SecretStore::newReference();
        break;
    }
}

QString HeaderTable::shownValue(const Row &row) const
{
    switch (keptOf(row.header)) {
    case Plain:
        return row.header.value;
    case Environment:
        return row.header.secret.variable;
    case Keyring:
    case Session:
        break;
    }
    return row.header.secret.reference.isEmpty() ? QString() : mask;
}

int HeaderTable::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int HeaderTable::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant HeaderTable::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row &row = m_rows.at(index.row());
    const bool shown = role == Qt::DisplayRole;
    if (!shown && role != Qt::EditRole)
        return {};
    switch (index.column()) {
    case NameColumn:
        return QString::fromUtf8(row.header.name);
    case KeptColumn:
        return shown ? QVariant(keptName(keptOf(row.header))) : QVariant(static_cast<int>(keptOf(row.header)));
    default:
        // An editor starts empty on a secret: what is kept is replaced, never shown.
        return shown || row.header.plain || keptOf(row.header) == Environment ? shownValue(row) : QString();
    }
}

bool HeaderTable::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::EditRole || !checkIndex(index, CheckIndexOption::IndexIsValid))
        return false;
    Row &row = m_rows[index.row()];
    switch (index.column()) {
    case NameColumn:
        row.header.name = value.toString().trimmed().toUtf8();
        break;
    case KeptColumn:
        if (value.toInt() != keptOf(row.header))
            setKept(row, static_cast<Kept>(value.toInt()));
        break;
    default:
        // Leaving an empty editor keeps a secret that is already there.
        if (!value.toString().isEmpty() || row.header.plain || keptOf(row.header) == Environment)
            setValue(row, value.toString());
        break;
    }
    Q_EMIT dataChanged(this->index(index.row(), 0), this->index(index.row(), ColumnCount - 1));
    return true;
}

QVariant HeaderTable::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case NameColumn:
        return tr("Header");
    case KeptColumn:
        return tr("Kept in");
    default:
        return tr("Value");
    }
}

Qt::ItemFlags HeaderTable::flags(const QModelIndex &index) const
{
    return index.isValid() ? QAbstractTableModel::flags(index) | Qt::ItemIsEditable : Qt::NoItemFlags;
}

} // namespace ui
