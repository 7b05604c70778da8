// Geometries from and to texts and bytes.
#include <algorithm>
#include <cmath>

#include "base/crypto.h"
#include "base/error.h"
#include "functions/native/geometry.h"
#include "functions/native/geometry_text.h"
#include "functions/native/spatial.h"

namespace blueshift::functions {

namespace {

constexpr std::string_view kGeohashDigits = "0123456789bcdefghjkmnpqrstuvwxyz";
constexpr int kGeohashLengthMax = 20;

ByteString ewkb(const Geometry& geometry) { return {geometry_to_ewkb(geometry)}; }

/// Longitudes and latitudes lie in their ranges; coordinates without SRID are of WGS 84.
ByteString geography(Geometry geometry) {
    if (geometry.srid == 0) geometry.srid = kGeographySrid;
    for_each_coordinate(geometry, [](const Coordinate& point) {
        if (std::abs(point.x) > 180 || std::abs(point.y) > 90) {
            throw Error(Code::invalid_parameter_value, "Coordinate values are out of range [-180 -90, 180 90] for GEOGRAPHY type");
        }
    });
    return ewkb(geometry);
}

std::string upper_hex(std::string_view bytes) {
    std::string out = crypto::hex_encode(bytes);
    std::ranges::transform(out, out.begin(), [](char c) { return c >= 'a' ? static_cast<char>(c - 'a' + 'A') : c; });
    return out;
}

/// A range of longitudes or latitudes that is halved by each bit of a geohash.
struct Range {
    double low;
    double high;
    double middle() const { return (low + high) / 2; }
    void keep(bool upper) { (upper ? low : high) = middle(); }
};

Geometry box(double x_min, double y_min, double x_max, double y_max, std::int32_t srid) {
    Geometry out{.shape = Shape::polygon, .srid = srid, .coordinates = {}, .parts = {}};
    Geometry ring{.shape = Shape::linestring, .coordinates = {}, .parts = {}};
    ring.coordinates = {{x_min, y_min}, {x_min, y_max}, {x_max, y_max}, {x_max, y_min}, {x_min, y_min}};
    out.parts.push_back(std::move(ring));
    return out;
}

}  // namespace

ByteString spatial_from_text(std::string_view text) { return ewkb(geometry_from_text(text)); }

ByteString spatial_from_text_srid(std::string_view text, std::int32_t srid) {
    Geometry geometry = geometry_from_text(text);
    geometry.srid = srid;
    return ewkb(geometry);
}

ByteString geography_from_text(std::string_view text) { return geography(geometry_from_text(text)); }

ByteString spatial_from_bytes(Bytes bytes) { return ewkb(geometry_from_wkb(bytes.view)); }

ByteString spatial_from_bytes_srid(Bytes bytes, std::int32_t srid) {
    Geometry geometry = geometry_from_wkb(bytes.view);
    geometry.srid = srid;
    return ewkb(geometry);
}

ByteString geography_from_bytes(Bytes bytes) { return geography(geometry_from_wkb(bytes.view)); }

ByteString spatial_from_json(std::string_view json) {
    Geometry geometry = geometry_from_json(json);
    geometry.srid = kGeographySrid;
    return ewkb(geometry);
}

ByteString spatial_point(double x, double y, std::optional<double> z, std::optional<double> m) {
    Geometry point{.has_z = z.has_value(), .has_m = m.has_value(), .coordinates = {}, .parts = {}};
    point.coordinates.push_back({x, y, z.value_or(0), m.value_or(0)});
    return ewkb(point);
}

ByteString spatial_envelope(double x_min, double y_min, double x_max, double y_max, std::int32_t srid) {
    return ewkb(box(x_min, y_min, x_max, y_max, srid));
}

ByteString spatial_from_geohash(std::string_view hash, std::int32_t length) {
    Range x{-180, 180};
    Range y{-90, 90};
    bool along_x = true;
    const auto count = std::min(hash.size(), static_cast<std::size_t>(std::max(length, 0)));
    for (const char c : hash.substr(0, count)) {
        const std::size_t digit = kGeohashDigits.find(static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c));
        if (digit == std::string_view::npos) throw Error(Code::invalid_parameter_value, "Invalid geohash: {}", hash);
        for (int bit = 4; bit >= 0; --bit, along_x = !along_x) (along_x ? x : y).keep(((digit >> bit) & 1) != 0);
    }
    return ewkb(box(x.low, y.low, x.high, y.high, kGeographySrid));
}

std::string spatial_geohash(Bytes point, std::int32_t length) {
    const Geometry geometry = geometry_from_wkb(point.view);
    if (geometry.shape != Shape::point || geometry.is_empty()) {
        throw Error(Code::invalid_parameter_value, "geometry must be a point");
    }
    const Coordinate at = geometry.coordinates[0];
    Range x{-180, 180};
    Range y{-90, 90};
    std::string out;
    bool along_x = true;
    for (int i = 0; i < std::clamp(length, 1, kGeohashLengthMax); ++i) {
        std::size_t digit = 0;
        for (int bit = 0; bit < 5; ++bit, along_x = !along_x) {
            Range& range = along_x ? x : y;
            const bool upper = (along_x ? at.x : at.y) >= range.middle();
            range.keep(upper);
            digit = digit * 2 + static_cast<std::size_t>(upper);
        }
        out += kGeohashDigits[digit];
    }
    return out;
}

ByteString spatial_like(Bytes wkb, Bytes like) {
    Geometry geometry = geometry_from_wkb(wkb.view);
    geometry.srid = geometry_from_wkb(like.view).srid;
    return ewkb(geometry);
}

std::string spatial_text(Bytes geometry, std::int32_t precision, bool with_srid) {
    return geometry_to_text(geometry_from_wkb(geometry.view), precision, with_srid);
}

std::string spatial_json(Bytes geometry, std::int32_t precision) {
    return geometry_to_json(geometry_from_wkb(geometry.view), std::clamp(precision, 1, 20));
}

ByteString spatial_wkb(Bytes geometry) { return {geometry_to_wkb(geometry_from_wkb(geometry.view))}; }

std::string spatial_hex_wkb(Bytes geometry) { return upper_hex(spatial_wkb(geometry).bytes); }

std::string spatial_hex_ewkb(Bytes geometry) { return upper_hex(spatial_from_bytes(geometry).bytes); }

}  // namespace blueshift::functions
