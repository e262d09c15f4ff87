// SPDX-License-Identifier: Apache-2.0
#include "ui/shell/windowstate.h"

#include <QtCore/QDataStream>
#include <QtCore/QIODevice>

namespace ui {

namespace {

constexpr quint32 formVersion = 1;

} // namespace

QString WindowState::toText() const
{
    QByteArray bytes;
    QDataStream out(&bytes, QIODevice::WriteOnly);
    out.setVersion(QDataStream::Qt_6_4);
    out << formVersion << geometry << layouts;
    return QString::fromLatin1(bytes.toBase64());
}

WindowState WindowState::fromText(const QString &text)
{
    const QByteArray bytes = QByteArray::fromBase64(text.toLatin1());
    QDataStream in(bytes);
    in.setVersion(QDataStream::Qt_6_4);
    quint32 version = 0;
    WindowState state;
    in >> version >> state.geometry >> state.layouts;
    return version == formVersion && in.status() == QDataStream::Ok ? state : WindowState();
}

} // namespace ui
