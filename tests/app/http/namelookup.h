// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QByteArray>

namespace httptest {

/// While one lives, this program's getaddrinfo() takes so long for names ending in ".slow.test", then answers
/// 127.0.0.1.
class SlowNameLookup
{
public:
    explicit SlowNameLookup(int milliseconds);
    ~SlowNameLookup();
    SlowNameLookup(const SlowNameLookup &) = delete;
    SlowNameLookup &operator=(const SlowNameLookup &) = delete;

    /// Lookups that have begun.
    static int begun();
    /// Lookups that have come to their end.
    static int ended();
};

} // namespace httptest
