// SPDX-License-Identifier: Apache-2.0
// What decodes can be encoded, and decodes again to the same bytes.
#include "trace/otlpreader.h"
#include "trace/otlpwriter.h"

#include <QtCore/qlogging.h>

namespace {

QByteArray encoded(const QList<trace::OtlpBatch> &batches)
{
    QByteArray all;
    for (const trace::OtlpBatch &batch : batches) {
        trace::OtlpWriter writer(batch.resource);
        for (const auto &[id, span] : batch.spans) {
            trace::TraceRecord record;
            record.info.id = id;
            record.spans = {span};
            writer.add(record);
        }
        all += writer.finish();
    }
    return all;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const auto batches = trace::readOtlp(QByteArrayView(data, qsizetype(size)));
    if (!batches)
        return 0;
    const QByteArray once = encoded(*batches);
    const auto again = trace::readOtlp(once);
    if (!again)
        qFatal("what was encoded does not decode: %s", qPrintable(again.error().detail));
    if (encoded(*again) != once)
        qFatal("what was encoded decodes to something else");
    return 0;
}
