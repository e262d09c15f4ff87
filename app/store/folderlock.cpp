// SPDX-License-Identifier: Apache-2.0
#include "store/folderlock.h"

#include <QtCore/QDeadlineTimer>
#include <QtCore/QFile>
#include <QtCore/QThread>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

namespace store {

FolderLock::FolderLock(QString file)
    : m_file(std::move(file))
{ }

FolderLock::~FolderLock()
{
    if (m_handle >= 0)
        ::close(m_handle);
}

FolderLock::Outcome FolderLock::take()
{
    m_handle = ::open(QFile::encodeName(m_file).constData(), O_RDWR | O_CREAT | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (m_handle < 0)
        return Outcome::Unwritable;
    const QDeadlineTimer deadline(std::chrono::seconds(30));
    while (::flock(m_handle, LOCK_EX | LOCK_NB) != 0) {
        if (deadline.hasExpired())
            return Outcome::Busy;
        QThread::msleep(10);
    }
    return Outcome::Taken;
}

} // namespace store
