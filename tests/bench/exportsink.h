// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace bench {

/// An MLflow that takes everything and answers at once; prints its URL and runs until it is killed.
int runExportSink();

} // namespace bench
