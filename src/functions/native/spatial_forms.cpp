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
constexpr int kGeohashLengthMax = 100;

ByteString ewkb(const Geometry& geometry) { return {geometry_to_ewkb(geometry)}; }

/// Coordinates without SRID are of WGS 84.
ByteString geography(Geometry geometry) {
    if (geometry.srid == 0) geometry.srid = kGeographySrid;
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

ByteString spatial_bounds(Bytes geometry) {
    const Geometry value = geometry_from_wkb(geometry.view);
    std::optional<Coordinate> low;
    Coordinate high;
    for_each_coordinate(value, [&](const Coordinate& point) {
        if (!low) low = high = point;
        low = {std::min(low->x, point.x), std::min(low->y, point.y)};
        high = {std::max(high.x, point.x), std::max(high.y, point.y)};
    });
    Geometry out{.shape = Shape::point, .srid = value.srid, .coordinates = {}, .parts = {}};
    if (!low) return ewkb(out);
    if (low->x != high.x && low->y != high.y) return ewkb(box(low->x, low->y, high.x, high.y, value.srid));
    out.coordinates.push_back({low->x, low->y});
    if (low->x != high.x || low->y != high.y) {
        out.shape = Shape::linestring;
        out.coordinates.push_back({high.x, high.y});
    }
    return ewkb(out);
}

ByteString spatial_from_geohash(std::string_view hash, std::int32_t length) {
    Range x{-180, 180};
    Range y{-90, 90};
    bool along_x = true;
    const bool whole = length < 0 || static_cast<std::size_t>(length) > hash.size();
    const std::size_t count = whole ? hash.size() : static_cast<std::size_t>(length);
    for (const char c : hash.substr(0, count)) {
        const std::size_t digit = kGeohashDigits.find(static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c));
        if (digit == std::string_view::npos) throw Error(Code::invalid_parameter_value, "Invalid geohash: {}", hash);
        for (int bit = 4; bit >= 0; --bit, along_x = !along_x) (along_x ? x : y).keep(((digit >> bit) & 1) != 0);
    }
    if (x.low == x.high && y.low == y.high) {
        Geometry point{.shape = Shape::point, .srid = kGeographySrid, .coordinates = {}, .parts = {}};
        point.coordinates.push_back({x.low, y.low});
        return ewkb(point);
    }
    return ewkb(box(x.low, y.low, x.high, y.high, kGeographySrid));
}

std::optional<std::string> spatial_geohash(Bytes point, std::int32_t length) {
    const Geometry geometry = geometry_from_wkb(point.view);
    if (geometry.shape != Shape::point) throw Error(Code::invalid_parameter_value, "geometry must be a point");
    if (geometry.is_empty()) return std::nullopt;
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
