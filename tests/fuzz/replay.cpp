// SPDX-License-Identifier: Apache-2.0
// Feeds every file of a folder to a fuzz target, so that what was found once is tested everywhere, without libFuzzer.
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <system_error>

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

namespace {

bool replay(const std::filesystem::path &path)
{
    std::ifstream file(path, std::ios::binary);
    if (!file) {
        std::fprintf(stderr, "%s cannot be read\n", path.c_str());
        return false;
    }
    const std::string input((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
    // Seen only if the target ends the program: then it is the last line.
    std::printf("%s\n", path.filename().c_str());
    std::fflush(stdout);
    LLVMFuzzerTestOneInput(reinterpret_cast<const uint8_t *>(input.data()), input.size());
    return true;
}

} // namespace

int main(int argc, char **argv)
{
    if (argc != 2) {
        std::fprintf(stderr, "usage: replay FOLDER\n");
        return 2;
    }
    std::error_code error;
    int count = 0;
    for (const auto &entry : std::filesystem::directory_iterator(argv[1], error)) {
        if (!entry.is_regular_file())
            continue;
        if (!replay(entry.path()))
            return 1;
        ++count;
    }
    if (error || count == 0) {
        std::fprintf(stderr, "%s: no input was replayed\n", argv[1]);
        return 1;
    }
    std::printf("%d inputs replayed\n", count);
    return 0;
}
