// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QString>

namespace store {

/// A lock file that keeps two processes from preparing one data folder at the same time. Let go when destroyed, also by
/// a kill.
class FolderLock
{
public:
    enum class Outcome {
        Taken,
        Busy, ///< somebody else held it for 30 s
        Unwritable ///< the file cannot be made
    };

    explicit FolderLock(QString file);
    ~FolderLock();
    FolderLock(const FolderLock &) = delete;
    FolderLock &operator=(const FolderLock &) = delete;

    Outcome take(); ///< blocks

private:
    QString m_file;
    int m_handle = -1;
};

} // namespace store
