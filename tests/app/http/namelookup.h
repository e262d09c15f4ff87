// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QByteArray>

namespace httptest {

/// A name that has two addresses in this program: ::1, which comes first, and 127.0.0.1.
constexpr const char *twoAddressName = "gateway.dual.test";

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
