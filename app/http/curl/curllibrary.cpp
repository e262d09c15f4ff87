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

/// What stands behind "..." is one number or pointer, each as wide as a pointer: curl.h, CURLOPTTYPE_*.
void *only(std::va_list arguments)
{
    static_assert(sizeof(void *) == sizeof(curl_off_t) && sizeof(void *) == sizeof(long));
    return va_arg(arguments, void *);
}

} // namespace

// Hidden: libcurl's own calls of its functions must not come back here.
#define SPANWAY_HIDDEN __attribute__((visibility("hidden")))
#define SPANWAY_CALL(function) static const auto call = reinterpret_cast<decltype(&function)>(resolved(#function))

extern "C" {

SPANWAY_HIDDEN CURLcode curl_global_init(long flags)
{
    SPANWAY_CALL(curl_global_init);
    return call(flags);
}

SPANWAY_HIDDEN CURL *curl_easy_init()
{
    SPANWAY_CALL(curl_easy_init);
    return call();
}

SPANWAY_HIDDEN CURLcode curl_easy_setopt(CURL *handle, CURLoption option, ...)
{
    SPANWAY_CALL(curl_easy_setopt);
    std::va_list arguments;
    va_start(arguments, option);
    void *value = only(arguments);
    va_end(arguments);
    return call(handle, option, value);
}

SPANWAY_HIDDEN CURLcode curl_easy_getinfo(CURL *handle, CURLINFO info, ...)
{
    SPANWAY_CALL(curl_easy_getinfo);
    std::va_list arguments;
    va_start(arguments, info);
    void *value = only(arguments);
    va_end(arguments);
    return call(handle, info, value);
}

SPANWAY_HIDDEN CURLcode curl_easy_pause(CURL *handle, int bitmask)
{
    SPANWAY_CALL(curl_easy_pause);
    return call(handle, bitmask);
}

SPANWAY_HIDDEN void curl_easy_cleanup(CURL *handle)
{
    SPANWAY_CALL(curl_easy_cleanup);
    call(handle);
}

SPANWAY_HIDDEN CURLM *curl_multi_init()
{
    SPANWAY_CALL(curl_multi_init);
    return call();
}

SPANWAY_HIDDEN CURLMcode curl_multi_setopt(CURLM *handle, CURLMoption option, ...)
{
    SPANWAY_CALL(curl_multi_setopt);
    std::va_list arguments;
    va_start(arguments, option);
    void *value = only(arguments);
    va_end(arguments);
    return call(handle, option, value);
}

SPANWAY_HIDDEN CURLMcode curl_multi_add_handle(CURLM *multi, CURL *handle)
{
    SPANWAY_CALL(curl_multi_add_handle);
    return call(multi, handle);
}

SPANWAY_HIDDEN CURLMcode curl_multi_remove_handle(CURLM *multi, CURL *handle)
{
    SPANWAY_CALL(curl_multi_remove_handle);
    return call(multi, handle);
}

SPANWAY_HIDDEN CURLMcode curl_multi_socket_action(CURLM *multi, curl_socket_t socket, int events, int *running)
{
    SPANWAY_CALL(curl_multi_socket_action);
    return call(multi, socket, events, running);
}

SPANWAY_HIDDEN CURLMcode curl_multi_perform(CURLM *multi, int *running)
{
    SPANWAY_CALL(curl_multi_perform);
    return call(multi, running);
}

SPANWAY_HIDDEN CURLMcode curl_multi_poll(CURLM *multi, curl_waitfd *extra, unsigned int count, int timeoutMs, int *ready)
{
    SPANWAY_CALL(curl_multi_poll);
    return call(multi, extra, count, timeoutMs, ready);
}

SPANWAY_HIDDEN CURLMsg *curl_multi_info_read(CURLM *multi, int *left)
{
    SPANWAY_CALL(curl_multi_info_read);
    return call(multi, left);
}

SPANWAY_HIDDEN CURLMcode curl_multi_cleanup(CURLM *multi)
{
    SPANWAY_CALL(curl_multi_cleanup);
    return call(multi);
}

SPANWAY_HIDDEN CURLSH *curl_share_init()
{
    SPANWAY_CALL(curl_share_init);
    return call();
}

SPANWAY_HIDDEN CURLSHcode curl_share_setopt(CURLSH *share, CURLSHoption option, ...)
{
    SPANWAY_CALL(curl_share_setopt);
    std::va_list arguments;
    va_start(arguments, option);
    void *value = only(arguments);
    va_end(arguments);
    return call(share, option, value);
}

SPANWAY_HIDDEN CURLSHcode curl_share_cleanup(CURLSH *share)
{
    SPANWAY_CALL(curl_share_cleanup);
    return call(share);
}

SPANWAY_HIDDEN curl_slist *curl_slist_append(curl_slist *list, const char *text)
{
    SPANWAY_CALL(curl_slist_append);
    return call(list, text);
}

SPANWAY_HIDDEN void curl_slist_free_all(curl_slist *list)
{
    SPANWAY_CALL(curl_slist_free_all);
    call(list);
}

} // extern "C"
