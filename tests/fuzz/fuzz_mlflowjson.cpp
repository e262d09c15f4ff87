// SPDX-License-Identifier: Apache-2.0
// Whatever loads has a sound tree, can be sent, and reads back the same after it was written.
#include "trace/mlflowreader.h"
#include "trace/mlflowwriter.h"
#include "trace/otlpwriter.h"
#include "trace/tracepreview.h"
#include "trace/tracerows.h"

#include <QtCore/qlogging.h>

#include <algorithm>

namespace {

void checkTree(const trace::TraceRecord &record)
{
    const trace::TraceTree tree(record);
    const trace::TraceRows rows(&tree);
    if (rows.count() != tree.size())
        qFatal("%d of %d spans are in the tree", rows.count(), tree.size());
    for (int row = 0; row < tree.size(); ++row) {
        const auto self = tree.selfTime(row);
        if (self && (*self < 0 || *self > *tree.duration(row)))
            qFatal("a span's own time is not within its duration");
    }
}

QByteArray text(const trace::TraceRecord &record)
{
    return trace::traceToDict(record, QStringLiteral("1")).write(base::JsonStyle::Python);
}

void checkEqual(const QByteArray &a, const QByteArray &b)
{
    const auto [first, second] = std::mismatch(a.cbegin(), a.cend(), b.cbegin(), b.cend());
    if (first == a.cend() && second == b.cend())
        return;
    const qsizetype from = std::max<qsizetype>(0, first - a.cbegin() - 60);
    qFatal("what was written reads back as something else:\n%s\n%s", a.mid(from, 120).constData(),
           b.mid(from, 120).constData());
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const auto traces = trace::readMlflowJson(QByteArrayView(data, qsizetype(size)));
    if (!traces)
        return 0;
    for (const trace::LoadedTrace &loaded : *traces) {
        checkTree(loaded.record);
        const QByteArray once = text(loaded.record);
        const auto again = trace::readMlflowJson(once);
        if (!again || again->size() != 1)
            qFatal("what was written does not read back");
        checkEqual(once, text(again->first().record));
        trace::TraceRecord record = loaded.record;
        trace::completeInfo(record);
        trace::OtlpWriter writer({});
        writer.add(record);
        if (writer.finish().isEmpty() || trace::startTraceInfo(record, {}).size() == 0)
            qFatal("a trace cannot be sent");
    }
    return 0;
}
