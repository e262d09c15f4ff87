# SPDX-License-Identifier: Apache-2.0
# The few functions every CMakeLists.txt of the tree uses.

find_program(SPANWAY_CCACHE ccache)
if(SPANWAY_CCACHE)
    # The sloppiness makes precompiled headers cacheable; the rest lets several build folders share one cache.
    cmake_path(GET CMAKE_SOURCE_DIR PARENT_PATH SPANWAY_CCACHE_BASE)
    set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env CCACHE_SLOPPINESS=pch_defines,time_macros
        CCACHE_BASEDIR=${SPANWAY_CCACHE_BASE} CCACHE_NOHASHDIR=1 ${SPANWAY_CCACHE})
endif()
find_program(SPANWAY_MOLD mold)

add_library(spanway_flags INTERFACE)
target_compile_options(spanway_flags INTERFACE -Wall -Wextra -Wpedantic -Werror)
target_compile_definitions(spanway_flags INTERFACE
    QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_KEYWORDS QT_NO_FOREACH QT_MESSAGELOGCONTEXT
    SPANWAY_VERSION="${PROJECT_VERSION}")
if(SPANWAY_MOLD)
    target_link_options(spanway_flags INTERFACE -fuse-ld=mold)
endif()
if(SPANWAY_SANITIZE)
    target_compile_options(spanway_flags INTERFACE -fsanitize=${SPANWAY_SANITIZE} -fno-omit-frame-pointer)
    if(NOT SPANWAY_FUZZ)
        target_compile_options(spanway_flags INTERFACE -fno-sanitize-recover=all)
    endif()
    # fuzzer-no-link is a compile-time flag only; the runtime comes from the sanitizers themselves.
    string(REPLACE ",fuzzer-no-link" "" SPANWAY_SANITIZE_LINK "${SPANWAY_SANITIZE}")
    target_link_options(spanway_flags INTERFACE -fsanitize=${SPANWAY_SANITIZE_LINK})
endif()

# Gives TARGET the precompiled header of its GROUP (app, ui, tests or uitests), made once by the first target that asks.
function(spanway_precompile target group)
    if(NOT SPANWAY_PCH)
        return()
    endif()
    set(owner spanway_pch_${group})
    if(NOT TARGET ${owner})
        set(stub ${CMAKE_BINARY_DIR}/pch/${group}.cpp)
        file(CONFIGURE OUTPUT ${stub} CONTENT "// Owner of the precompiled header of one group.\n")
        add_library(${owner} OBJECT ${stub})
        set_target_properties(${owner} PROPERTIES AUTOMOC OFF)
        target_link_libraries(${owner} PRIVATE spanway_flags Qt6::Core QCoro::Core tl::expected)
        set(headers <QtCore/QByteArray> <QtCore/QString> <QtCore/QList> <QtCore/QObject> <QtCore/QHash> <QtCore/QTimer>
            <QtCore/QCoreApplication> <QtCore/QFile> <QtCore/QPointer> <QtCore/QDateTime> <chrono> <functional> <memory>
            <optional> <string> <variant> <vector> <tl/expected.hpp>)
        if(group STREQUAL "app")
            list(APPEND headers <QCoroTask>)
        elseif(group STREQUAL "ui")
            target_link_libraries(${owner} PRIVATE Qt6::Widgets)
            list(APPEND headers <QtWidgets/QtWidgets>)
        else()
            # What QtTest includes depends on the modules that are linked; spanway_testsupport brings Network to all.
            target_link_libraries(${owner} PRIVATE Qt6::Test Qt6::Network)
            target_compile_options(${owner} PRIVATE -UQT_TESTCASE_BUILDDIR -UQT_TESTCASE_SOURCEDIR)
            list(APPEND headers <QtTest/QtTest> <QCoroTask>)
            if(group STREQUAL "uitests")
                target_link_libraries(${owner} PRIVATE Qt6::Widgets)
                list(APPEND headers <QtWidgets/QtWidgets>)
            endif()
        endif()
        target_precompile_headers(${owner} PRIVATE ${headers})
    endif()
    if(group MATCHES "tests")
        # QtTest puts the folders of each target into macros; with them the compiler refuses a header made elsewhere.
        target_compile_options(${target} PRIVATE -UQT_TESTCASE_BUILDDIR -UQT_TESTCASE_SOURCEDIR)
    endif()
    target_precompile_headers(${target} REUSE_FROM ${owner})
endfunction()

# One folder below app/ = one static library that can include itself and what it links, nothing else: its include path
# is a folder that holds one link, to its own sources.
function(spanway_library name)
    cmake_parse_arguments(PARSE_ARGV 1 ARG "" "" "SOURCES;LINK;PRIVATE_LINK")
    set(target spanway_${name})
    add_library(${target} STATIC ${ARG_SOURCES})
    add_library(Spanway::${name} ALIAS ${target})
    set(include ${CMAKE_BINARY_DIR}/include/${name})
    file(MAKE_DIRECTORY ${include})
    file(CREATE_LINK ${CMAKE_CURRENT_SOURCE_DIR} ${include}/${name} SYMBOLIC)
    target_include_directories(${target} PUBLIC ${include})
    target_link_libraries(${target} PUBLIC spanway_flags ${ARG_LINK} PRIVATE ${ARG_PRIVATE_LINK})
    spanway_precompile(${target} app)
endfunction()

# A program of the product; lands in bin/ with the given file name.
function(spanway_program target output)
    cmake_parse_arguments(PARSE_ARGV 2 ARG "" "GROUP" "SOURCES;LINK")
    add_executable(${target} ${ARG_SOURCES})
    set_target_properties(${target} PROPERTIES OUTPUT_NAME ${output})
    target_link_libraries(${target} PRIVATE spanway_flags ${ARG_LINK})
    spanway_precompile(${target} ${ARG_GROUP})
endfunction()

# One test program of one folder. LABELS: unit (default), corpus, e2e, e2e-short, rules. Sees tests/ as "support/...".
# GROUP: tests, or uitests for what links Qt Widgets (default below tests/ui).
function(spanway_test name)
    cmake_parse_arguments(PARSE_ARGV 1 ARG "" "TIMEOUT;GROUP" "SOURCES;LINK;LABELS;ARGS")
    set(target tst_${name})
    add_executable(${target} ${ARG_SOURCES})
    target_include_directories(${target} PRIVATE ${CMAKE_SOURCE_DIR}/tests)
    target_link_libraries(${target} PRIVATE spanway_flags Spanway::testsupport Qt6::Test ${ARG_LINK})
    target_compile_definitions(${target} PRIVATE SPANWAY_TEST_DATA="${CMAKE_SOURCE_DIR}/tests/data"
        SPANWAY_BIN_DIR="${CMAKE_RUNTIME_OUTPUT_DIRECTORY}")
    set_target_properties(${target} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/tests)
    if(NOT ARG_GROUP)
        set(ARG_GROUP tests)
        if(CMAKE_CURRENT_SOURCE_DIR MATCHES "/tests/ui")
            set(ARG_GROUP uitests)
        endif()
    endif()
    spanway_precompile(${target} ${ARG_GROUP})
    add_test(NAME ${name} COMMAND ${target} ${ARG_ARGS})
    spanway_test_environment(${name} "${ARG_LABELS}" "${ARG_TIMEOUT}")
endfunction()

# Fixed locale, zone and folders of their own: a test never sees the person's machine.
function(spanway_test_environment name labels timeout)
    set(home ${CMAKE_BINARY_DIR}/tests/home/${name})
    file(MAKE_DIRECTORY ${home}/run)
    file(CHMOD ${home}/run PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE)
    if(NOT labels)
        set(labels unit)
    endif()
    if(NOT timeout)
        set(timeout 300)
    endif()
    set_tests_properties(${name} PROPERTIES TIMEOUT ${timeout} LABELS "${labels}" ENVIRONMENT
        "QT_QPA_PLATFORM=offscreen;LC_ALL=C.UTF-8;TZ=UTC;HOME=${home};XDG_CONFIG_HOME=${home}/config;XDG_DATA_HOME=${home}/data;XDG_CACHE_HOME=${home}/cache;XDG_STATE_HOME=${home}/state;XDG_RUNTIME_DIR=${home}/run;QT_LOGGING_RULES=;NO_PROXY=*;DBUS_SESSION_BUS_ADDRESS=")
endfunction()
