// SPDX-License-Identifier: Apache-2.0
#include "app/http/namelookup.h"

#include <atomic>
#include <dlfcn.h>
#include <netdb.h>
#include <string_view>
#include <unistd.h>

namespace {

using Lookup = int (*)(const char *, const char *, const addrinfo *, addrinfo **);

// Atomics of the test program alone: libcurl's resolver threads read them.
std::atomic<int> delay = 0;
std::atomic<int> lookupsBegun = 0;
std::atomic<int> lookupsEnded = 0;

/// glibc's freeaddrinfo() frees entry by entry, so two lists may be joined.
int lookUpBoth(Lookup real, const char *service, const addrinfo *hints, addrinfo **result)
{
    addrinfo *second = nullptr;
    if (const int code = real("::1", service, hints, result); code != 0)
        return code;
    if (const int code = real("127.0.0.1", service, hints, &second); code != 0)
        return code;
    addrinfo *last = *result;
    while (last->ai_next)
        last = last->ai_next;
    last->ai_next = second;
    return 0;
}

} // namespace

// libcurl calls this one instead of the C library's.
extern "C" int getaddrinfo(const char *node, const char *service, const addrinfo *hints, addrinfo **result)
{
    static const auto real = reinterpret_cast<Lookup>(dlsym(RTLD_NEXT, "getaddrinfo"));
    if (node && std::string_view(node) == httptest::twoAddressName)
        return lookUpBoth(real, service, hints, result);
    if (!node || !std::string_view(node).ends_with(".slow.test"))
        return real(node, service, hints, result);
    ++lookupsBegun;
    usleep(useconds_t(delay) * 1000);
    const int code = real("127.0.0.1", service, hints, result);
    ++lookupsEnded;
    return code;
}

namespace httptest {

SlowNameLookup::SlowNameLookup(int milliseconds)
{
    delay = milliseconds;
    lookupsBegun = 0;
    lookupsEnded = 0;
}

// A lookup that was given up runs on; the next user must not see it.
SlowNameLookup::~SlowNameLookup()
{
    while (lookupsEnded < lookupsBegun)
        usleep(1000);
}

int SlowNameLookup::begun()
{
    return lookupsBegun;
}

int SlowNameLookup::ended()
{
    return lookupsEnded;
}

} // namespace httptest
