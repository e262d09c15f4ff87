// SPDX-License-Identifier: Apache-2.0
// The pattern of the toolchain notes' G2: no local variable and a co_await in a condition. Crashes when resumed.
#include "patterns.h"

namespace g2 {

QCoro::Task<int> condition(SharedNumber)
{
    if (co_await truth(true))
        co_return 1;
    co_return 0;
}

} // namespace g2
