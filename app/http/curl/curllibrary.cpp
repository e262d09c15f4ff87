// SPDX-License-Identifier: Apache-2.0
// The functions of libcurl that app/http calls, each passed on to the library, which is opened with the first call. libcurl
// comes with two dozen libraries of its own; linked, they would be loaded and relocated before the first window stands,
// a tenth of the whole start.
#include <curl/curl.h>

#include <QtCore/QLibrary>

#include <cstdarg>

using namespace Qt::StringLiterals;

// Macros that check types, and count the arguments of functions.
#undef curl_easy_setopt
#undef curl_easy_getinfo
#undef curl_multi_setopt
#undef curl_share_setopt

namespace {

/// LIBCURL_VERSION_NUM 7.16 to 8.x: the ABI has this number since 2006.
constexpr int abi = 4;

QFunctionPointer resolved(const char *name)
{
    static QLibrary library(u"curl"_s, abi);
    const QFunctionPointer function = library.resolve(name);
    if (!function)
        qFatal("Spanway needs libcurl.so.%d with %s: %s", abi, name, qPrintable(library.errorString()));
    return function;
}

/// What stands behind "..." is one number or pointer in a register of its own, none wider than a pointer: curl.h,
/// CURLOPTTYPE_*.
void *only(std::va_list arguments)
{
    static_assert(sizeof(void *) == sizeof(curl_off_t) && sizeof(void *) == sizeof(long));
    return va_arg(arguments, void *);
}

} // namespace

// Hidden: libcurl's own calls of its functions must not come back here.
#define SPANWAY_PASS_ON(Type, function, parameters, arguments) \
    __attribute__((visibility("hidden"))) Type function parameters \
    { \
        static const auto call = reinterpret_cast<decltype(&function)>(resolved(#function)); \
        return call arguments; \
    }

#define SPANWAY_PASS_ON_WITH_VALUE(Type, function, Handle, Key) \
    __attribute__((visibility("hidden"))) Type function(Handle *handle, Key key, ...) \
    { \
        static const auto call = reinterpret_cast<decltype(&function)>(resolved(#function)); \
        std::va_list arguments; \
        va_start(arguments, key); \
        void *value = only(arguments); \
        va_end(arguments); \
        return call(handle, key, value); \
    }

extern "C" {

SPANWAY_PASS_ON(CURLcode, curl_global_init, (long flags), (flags))

SPANWAY_PASS_ON(CURL *, curl_easy_init, (), ())
SPANWAY_PASS_ON_WITH_VALUE(CURLcode, curl_easy_setopt, CURL, CURLoption)
SPANWAY_PASS_ON_WITH_VALUE(CURLcode, curl_easy_getinfo, CURL, CURLINFO)
SPANWAY_PASS_ON(CURLcode, curl_easy_pause, (CURL * handle, int bitmask), (handle, bitmask))
SPANWAY_PASS_ON(void, curl_easy_cleanup, (CURL * handle), (handle))

SPANWAY_PASS_ON(CURLM *, curl_multi_init, (), ())
SPANWAY_PASS_ON_WITH_VALUE(CURLMcode, curl_multi_setopt, CURLM, CURLMoption)
SPANWAY_PASS_ON(CURLMcode, curl_multi_add_handle, (CURLM * multi, CURL *handle), (multi, handle))
SPANWAY_PASS_ON(CURLMcode, curl_multi_remove_handle, (CURLM * multi, CURL *handle), (multi, handle))
SPANWAY_PASS_ON(CURLMcode, curl_multi_socket_action, (CURLM * multi, curl_socket_t socket, int events, int *running),
                (multi, socket, events, running))
SPANWAY_PASS_ON(CURLMcode, curl_multi_perform, (CURLM * multi, int *running), (multi, running))
SPANWAY_PASS_ON(CURLMcode, curl_multi_poll,
                (CURLM * multi, curl_waitfd *extra, unsigned int count, int timeoutMs, int *ready),
                (multi, extra, count, timeoutMs, ready))
SPANWAY_PASS_ON(CURLMsg *, curl_multi_info_read, (CURLM * multi, int *left), (multi, left))
SPANWAY_PASS_ON(CURLMcode, curl_multi_cleanup, (CURLM * multi), (multi))

SPANWAY_PASS_ON(CURLSH *, curl_share_init, (), ())
SPANWAY_PASS_ON_WITH_VALUE(CURLSHcode, curl_share_setopt, CURLSH, CURLSHoption)
SPANWAY_PASS_ON(CURLSHcode, curl_share_cleanup, (CURLSH * share), (share))

SPANWAY_PASS_ON(curl_slist *, curl_slist_append, (curl_slist * list, const char *text), (list, text))
SPANWAY_PASS_ON(void, curl_slist_free_all, (curl_slist * list), (list))

} // extern "C"
