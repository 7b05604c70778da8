#pragma once
/// Where objects are: s3://bucket/key and file:///path.
#include <optional>
#include <string>
#include <string_view>

namespace blueshift::storage {

enum class Scheme { s3, file };

/// A key, or a prefix of keys. For files the container is empty and the key an absolute path.
struct Location {
    Scheme scheme = Scheme::s3;
    std::string bucket;
    std::string key;

    /// The URL, as users write it.
    std::string url() const;
    Location with_key(std::string other) const { return {scheme, bucket, std::move(other)}; }
};

/// Nothing when `url` has another scheme. Throws invalid_parameter_value (22023) for an s3:// without bucket.
std::optional<Location> parse_location(std::string_view url);

}  // namespace blueshift::storage
