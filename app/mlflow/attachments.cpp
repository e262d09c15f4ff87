// SPDX-License-Identifier: Apache-2.0
#include "mlflow/attachments.h"

#include <QtCore/QCryptographicHash>
#include <QtCore/QUrl>
#include <QtCore/QUuid>

#include <algorithm>
#include <array>
#include <optional>

using namespace Qt::StringLiterals;
using base::Json;

namespace mlflow {

namespace {

constexpr auto Scheme = "mlflow-attachment://"_L1;

/// Rewrites one trace's values and collects what it takes out.
class Extractor
{
public:
    explicit Extractor(const trace::TraceId &trace)
        : m_trace(trace)
    { }

    QList<Attachment> take() { return std::move(m_found); }

    /// The value without its files; nothing if there are none.
    std::optional<Json> operator()(const Json &value)
    {
        switch (value.type()) {
        case Json::Type::String:
            return dataUrl(value.toString());
        case Json::Type::Array:
            return array(value);
        case Json::Type::Object:
            return object(value);
        default:
            return std::nullopt;
        }
    }

private:
    std::optional<Json> array(const Json &value)
    {
        QList<Json> items = value.items();
        bool changed = false;
        for (qsizetype i = 0; i < items.size(); ++i) {
            if (const auto item = (*this)(value.at(i))) {
                items[i] = *item;
                changed = true;
            }
        }
        return changed ? std::optional(Json::array(std::move(items))) : std::nullopt;
    }

    std::optional<Json> object(const Json &value)
    {
        Json result = value;
        bool changed = structured(result);
        const QList<Json::Member> members = result.members();
        for (const auto &[key, member] : members) {
            if (const auto replaced = (*this)(member)) {
                result.insert(key, *replaced);
                changed = true;
            }
        }
        return changed ? std::optional(result) : std::nullopt;
    }

    std::optional<Json> dataUrl(const QString &text)
    {
        constexpr auto Start = "data:"_L1;
        constexpr auto Middle = ";base64,"_L1;
        if (!text.startsWith(Start))
            return std::nullopt;
        const qsizetype at = text.indexOf(Middle);
        if (at <= Start.size())
            return std::nullopt;
        return stored(text.mid(at + Middle.size()), text.mid(Start.size(), at - Start.size()));
    }

    /// Puts a reference at `outer`.`inner`, or at `inner` if `outer` is empty.
    bool replace(Json &value, const QString &outer, const QString &inner, const QString &type)
    {
        Json holder = outer.isEmpty() ? value : value[outer];
        const auto reference = stored(holder[inner].toString(), type);
        if (!reference)
            return false;
        holder.insert(inner, *reference);
        if (outer.isEmpty())
            value = holder;
        else
            value.insert(outer, holder);
        return true;
    }

    /// `_try_convert_structured_content` of mlflow/entities/span.py, in its order: the first form that is there
    /// decides.
    bool structured(Json &value)
    {
        const QString type = value[u"type"].toString();
        if (type == "input_audio"_L1 && value[u"input_audio"][u"data"].isString()) {
            const QString format = value[u"input_audio"][u"format"].toString(u"wav"_s);
            return replace(value, u"input_audio"_s, u"data"_s,
                           format == "mp3"_L1 ? u"audio/mpeg"_s : u"audio/"_s + format);
        }
        if (type == "image"_L1 && value[u"source"][u"type"].toString() == "base64"_L1)
            return replace(value, u"source"_s, u"data"_s, value[u"source"][u"media_type"].toString(u"image/png"_s));
        if (value[u"b64_json"].isString())
            return replace(value, {}, u"b64_json"_s, u"image/png"_s);
        if (value[u"audio"][u"data"].isString())
            return replace(value, u"audio"_s, u"data"_s, u"audio/wav"_s);
        if (value[u"image"][u"source"][u"bytes"].isString()) {
            Json image = value[u"image"];
            const bool changed
                = replace(image, u"source"_s, u"bytes"_s, u"image/"_s + image[u"format"].toString(u"png"_s));
            if (changed)
                value.insert(u"image"_s, image);
            return changed;
        }
        if (value[u"inline_data"][u"data"].isString()) {
            const QString mime = value[u"inline_data"][u"mime_type"].toString(u"application/octet-stream"_s);
            return replace(value, u"inline_data"_s, u"data"_s, mime);
        }
        return false;
    }

    std::optional<Json> stored(const QString &base64, const QString &type)
    {
        if (base64.isEmpty() || base64.startsWith(Scheme))
            return std::nullopt;
        const auto decoded = QByteArray::fromBase64Encoding(base64.toLatin1(), QByteArray::AbortOnBase64DecodingErrors);
        if (decoded.decodingStatus != QByteArray::Base64DecodingStatus::Ok)
            return std::nullopt;
        const QByteArray &bytes = decoded.decoded;
        const QByteArray digest = QCryptographicHash::hash(bytes, QCryptographicHash::Sha256);
        const QUuid uuid = QUuid::createUuidV5(QUuid::fromRfc4122(m_trace.bytes()), digest + type.toUtf8());
        const QString name = uuid.toString(QUuid::WithoutBraces);
        const bool known
            = std::any_of(m_found.cbegin(), m_found.cend(), [&name](const Attachment &a) { return a.uuid == name; });
        if (!known)
            m_found.append({name, bytes});
        return Json(Scheme + name + u"?content_type="_s + QString::fromLatin1(QUrl::toPercentEncoding(type))
                    + u"&trace_id="_s + trace::mlflowTraceId(m_trace) + u"&size="_s + QString::number(bytes.size()));
    }

    trace::TraceId m_trace;
    QList<Attachment> m_found;
};

} // namespace

QList<Attachment> extractAttachments(trace::TraceRecord &record)
{
    Extractor extract(record.info.id);
    for (trace::Span &span : record.spans) {
        for (const QStringView key : {trace::keys::SpanInputs, trace::keys::SpanOutputs}) {
            if (const auto replaced = extract(span.attributes[key]))
                span.attributes.set(key.toString(), *replaced);
        }
    }
    return extract.take();
}

} // namespace mlflow
