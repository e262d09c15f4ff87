// SPDX-License-Identifier: Apache-2.0
#include "cli/output.h"

#include <cstdio>

namespace cli {

namespace {

void write(std::FILE *file, const QByteArray &bytes)
{
    std::fwrite(bytes.constData(), 1, static_cast<size_t>(bytes.size()), file);
    std::fflush(file);
}

} // namespace

void print(const QString &text)
{
    write(stdout, text.toUtf8());
}

void print(const base::Json &json)
{
    write(stdout, json.write(base::JsonStyle::Indented) + '\n');
}

void complain(const QString &text)
{
    write(stderr, text.toUtf8() + '\n');
}

} // namespace cli
