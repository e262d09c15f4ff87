// SPDX-License-Identifier: Apache-2.0
#include "kong/yamlreader.h"

#include <QtCore/QRegularExpression>

#include <yaml-cpp/yaml.h>

using namespace Qt::StringLiterals;

namespace kong {

namespace {

/// Deeper documents are refused: nobody writes them by hand.
constexpr int maxDepth = 64;

base::Json plainScalar(const QString &text)
{
    static const QRegularExpression number(u"^-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?$"_s);
    if (text.isEmpty() || text == "~"_L1 || text.compare("null"_L1, Qt::CaseInsensitive) == 0)
        return {};
    if (text.compare("true"_L1, Qt::CaseInsensitive) == 0)
        return true;
    if (text.compare("false"_L1, Qt::CaseInsensitive) == 0)
        return false;
    if (number.match(text).hasMatch())
        return base::Json::number(text.toLatin1());
    return text;
}

base::Json scalar(const YAML::Node &node)
{
    const QString text = QString::fromStdString(node.Scalar());
    return node.Tag() == "!" ? base::Json(text) : plainScalar(text);
}

base::Json convert(const YAML::Node &node, int depth)
{
    if (depth > maxDepth)
        throw YAML::Exception(node.Mark(), "nested too deeply");
    if (node.IsScalar())
        return scalar(node);
    base::Json json;
    if (node.IsSequence()) {
        json = base::Json::array();
        for (const YAML::Node &item : node)
            json.append(convert(item, depth + 1));
    } else if (node.IsMap()) {
        json = base::Json::object();
        for (const auto &member : node)
            json.insert(QString::fromStdString(member.first.as<std::string>()), convert(member.second, depth + 1));
    }
    return json;
}

} // namespace

base::Result<base::Json> readYaml(const QByteArray &utf8)
{
    // yaml-cpp reports by exception; it ends here.
    try {
        return convert(YAML::Load(utf8.toStdString()), 0);
    } catch (const YAML::Exception &problem) {
        return tl::unexpected(
            base::Error(base::ErrorKind::InvalidInput,
                        u"The YAML cannot be read: line %1, column %2: %3"_s.arg(problem.mark.line + 1)
                            .arg(problem.mark.column + 1)
                            .arg(QString::fromStdString(problem.msg))));
    }
}

} // namespace kong
