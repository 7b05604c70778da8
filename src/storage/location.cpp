#include "storage/location.h"

#include "base/error.h"

namespace blueshift::storage {

std::string Location::url() const {
    return scheme == Scheme::s3 ? "s3://" + bucket + "/" + key : "file://" + key;
}

std::optional<Location> parse_location(std::string_view url) {
    constexpr std::string_view kS3 = "s3://";
    constexpr std::string_view kFile = "file://";
    if (url.starts_with(kFile)) return Location{Scheme::file, {}, std::string(url.substr(kFile.size()))};
    if (!url.starts_with(kS3)) return std::nullopt;
    url.remove_prefix(kS3.size());
    const std::size_t slash = url.find('/');
    Location location{Scheme::s3, std::string(url.substr(0, slash)), {}};
    if (location.bucket.empty()) {
        throw Error(Code::invalid_parameter_value, "the S3 location \"s3://{}\" has no bucket", url);
    }
    if (slash != std::string_view::npos) location.key = std::string(url.substr(slash + 1));
    return location;
}

}  // namespace blueshift::storage
