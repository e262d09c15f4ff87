// SPDX-License-Identifier: Apache-2.0
#include "store/tracedecoder.h"

#include "store/spancodec.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QThreadPool>

#include <atomic>
#include <memory>

namespace store {

namespace {

/// Fewer spans take less time than waking a thread is worth.
constexpr qsizetype spansPerPart = 256;

struct Work
{
    PackedTrace trace;
    PackedSpan *spans = nullptr; ///< of `trace`, for writing from several threads
    TraceDecoder::Done done;
    std::atomic<qsizetype> partsLeft = 0;
    std::atomic<qsizetype> damaged = -1; ///< row of a span that could not be unpacked
};

void finish(Work &work)
{
    if (work.damaged >= 0) {
        const QString id = work.spans[work.damaged].span.id.hex();
        work.done(tl::unexpected(
            base::Error(base::ErrorKind::Storage,
                        QCoreApplication::translate("store::TraceDecoder",
                                                    "The content of span %1 is damaged in Spanway's database.")
                            .arg(id))));
        return;
    }
    trace::TraceRecord trace;
    trace.info = std::move(work.trace.info);
    trace.spans.reserve(work.trace.spans.size());
    for (qsizetype row = 0; row < work.trace.spans.size(); ++row)
        trace.spans.append(std::move(work.spans[row].span));
    work.done(std::move(trace));
}

void decodePart(Work &work, qsizetype from, qsizetype to)
{
    SpanCodec codec;
    for (qsizetype row = from; row < to; ++row) {
        if (!codec.decode(work.spans[row].payload, work.spans[row].span))
            work.damaged = row;
    }
    if (--work.partsLeft == 0)
        finish(work);
}

} // namespace

void TraceDecoder::start(PackedTrace packed, Done done)
{
    const auto work = std::make_shared<Work>();
    const qsizetype count = packed.spans.size();
    const qsizetype threads = QThreadPool::globalInstance()->maxThreadCount();
    const qsizetype parts = std::clamp<qsizetype>(count / spansPerPart, 1, threads);
    work->trace = std::move(packed);
    work->spans = work->trace.spans.data();
    work->done = std::move(done);
    work->partsLeft = parts;
    if (count <= spansPerPart)
        return decodePart(*work, 0, count);
    for (qsizetype part = 0; part < parts; ++part) {
        QThreadPool::globalInstance()->start(
            [work, from = count * part / parts, to = count * (part + 1) / parts] { decodePart(*work, from, to); });
    }
}

} // namespace store
