// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/error.h"

#include <tl/expected.hpp>

namespace base {

/// A value or the reason why there is none.
template <typename T> using Result = tl::expected<T, Error>;

} // namespace base
