#include "copy/unload_naming.h"

#include <fmt/format.h>

#include "copy/compressor.h"

namespace blueshift::copy {

std::string file_name(const UnloadOptions& options, std::size_t slice, std::size_t part) {
    std::string name = options.parallel ? fmt::format("{:04}_part_{:02}", slice, part) : fmt::format("{:03}", part);
    // An extension takes the place of those that the format would have.
    if (options.extension) return name + (options.extension->starts_with('.') ? "" : ".") + *options.extension;
    if (options.format == sql::CopyFormat::parquet) name += ".parquet";
    return name + std::string(file_extension(options.compression));
}

std::string partition_folder(const std::string& column, const std::string& value) {
    std::string out = column + "=";
    constexpr std::string_view kSpecial = "\"#%'*/:=?\\{}[]^\x7f";
    for (const char c : value) {
        const bool special = static_cast<unsigned char>(c) < ' ' || kSpecial.find(c) != std::string_view::npos;
        out += special ? fmt::format("%{:02X}", static_cast<unsigned char>(c)) : std::string(1, c);
    }
    return out;
}

}  // namespace blueshift::copy
