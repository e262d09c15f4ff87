// SPDX-License-Identifier: Apache-2.0
// Runs one pattern by its name: `co_await_net g1-aggregate`. Exit code 0 means the fault was not seen.
#include "patterns.h"

#include <QtCore/QCoreApplication>

#include <cstdio>
#include <cstring>

namespace g1 {
QCoro::Task<int> aggregate(SharedNumber p);
QCoro::Task<int> optional(SharedNumber p);
QCoro::Task<int> defaultArgument(SharedNumber p);
QCoro::Task<int> capturingLambda(SharedNumber p);
QCoro::Task<int> concurrentRun(SharedNumber p);
QCoro::Task<int> then(SharedNumber p);
QCoro::Task<int> lambdaCoroutine(SharedNumber p);
QCoro::Task<int> awaitInAggregate(SharedNumber p);
QCoro::Task<int> member(SharedNumber p);
QCoro::Task<int> conditional(SharedNumber p);
QCoro::Task<int> control(SharedNumber p);
} // namespace g1

namespace g2 {
QCoro::Task<int> condition(SharedNumber p);
} // namespace g2

namespace {

struct Pattern
{
    const char *name;
    QCoro::Task<int> (*run)(SharedNumber p);
};

constexpr Pattern patterns[] = {
    {"g1-aggregate", g1::aggregate},
    {"g1-optional", g1::optional},
    {"g1-default-argument", g1::defaultArgument},
    {"g1-capturing-lambda", g1::capturingLambda},
    {"g1-concurrent-run", g1::concurrentRun},
    {"g1-then", g1::then},
    {"g1-lambda-coroutine", g1::lambdaCoroutine},
    {"g1-await-in-aggregate", g1::awaitInAggregate},
    {"g1-member", g1::member},
    {"g1-conditional", g1::conditional},
    {"g2-condition", g2::condition},
    {"control", g1::control},
};

QCoro::Task<> runToEnd(const Pattern *pattern, SharedNumber number, int *result)
{
    const int value = co_await pattern->run(number);
    std::printf("%s: %d, number used by %ld\n", pattern->name, value, number.use_count());
    *result = *number == 5 ? 0 : 1;
    QCoreApplication::quit();
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    for (const Pattern &pattern : patterns) {
        if (argc == 2 && std::strcmp(argv[1], pattern.name) == 0) {
            int result = 2;
            const auto number = std::make_shared<int>(5);
            runToEnd(&pattern, number, &result);
            QCoreApplication::exec();
            return result;
        }
    }
    std::fprintf(stderr, "usage: co_await_net PATTERN\n");
    return 2;
}
