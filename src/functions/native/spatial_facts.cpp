// What geometries are like.
#include <algorithm>
#include <cmath>
#include <numbers>

#include "base/error.h"
#include "functions/native/geometry.h"
#include "functions/native/spatial.h"

namespace blueshift::functions {

namespace {

struct ShapeName {
    std::string_view upper;
    std::string_view mixed;
};

constexpr ShapeName kNames[] = {
    {"POINT", "ST_Point"}, {"LINESTRING", "ST_LineString"}, {"POLYGON", "ST_Polygon"},
    {"MULTIPOINT", "ST_MultiPoint"}, {"MULTILINESTRING", "ST_MultiLineString"},
    {"MULTIPOLYGON", "ST_MultiPolygon"}, {"GEOMETRYCOLLECTION", "ST_GeometryCollection"},
};

Geometry read(Bytes geometry) { return geometry_from_wkb(geometry.view); }

const ShapeName& name_of(const Geometry& geometry) { return kNames[static_cast<int>(geometry.shape) - 1]; }

bool is_closed(const Geometry& geometry) {
    if (geometry.shape == Shape::linestring) {
        if (geometry.coordinates.empty()) return false;
        const Coordinate& first = geometry.coordinates.front();
        const Coordinate& last = geometry.coordinates.back();
        return first.x == last.x && first.y == last.y && first.z == last.z;
    }
    if (geometry.is_empty()) return false;
    if (geometry.shape == Shape::point || geometry.shape == Shape::polygon) return true;
    return std::ranges::all_of(geometry.parts, is_closed);
}

/// Positive for a ring against the clock.
double signed_area(const Geometry& ring) {
    double sum = 0;
    for (std::size_t i = 1; i < ring.coordinates.size(); ++i) {
        const Coordinate& a = ring.coordinates[i - 1];
        const Coordinate& b = ring.coordinates[i];
        sum += a.x * b.y - b.x * a.y;
    }
    return sum / 2;
}

/// Outer rings turn one way and inner rings the other; what is no polygon turns as wanted.
bool turns(const Geometry& geometry, bool against_clock) {
    if (geometry.shape != Shape::polygon) {
        return std::ranges::all_of(geometry.parts, [&](const Geometry& part) { return turns(part, against_clock); });
    }
    for (std::size_t i = 0; i < geometry.parts.size(); ++i) {
        const double area = signed_area(geometry.parts[i]);
        if (area != 0 && (area > 0) != (against_clock == (i == 0))) return false;
    }
    return true;
}

std::int32_t ring_count(const Geometry& geometry) {
    if (geometry.shape == Shape::polygon) return static_cast<std::int32_t>(geometry.parts.size());
    std::int32_t count = 0;
    for (const Geometry& part : geometry.parts) count += ring_count(part);
    return count;
}

/// The value of the named dimension; nothing when the geometry does not have it.
std::optional<double> ordinate(const Geometry& of, const Coordinate& point, std::string_view which) {
    switch (which[0]) {
        case 'x': return point.x;
        case 'y': return point.y;
        case 'z': return of.has_z ? std::optional(point.z) : std::nullopt;
        default: return of.has_m ? std::optional(point.m) : std::nullopt;
    }
}

Coordinate point_of(Bytes bytes) {
    const Geometry point = read(bytes);
    if (point.shape != Shape::point) throw Error(Code::invalid_parameter_value, "geometry must be a point");
    if (point.is_empty()) throw Error(Code::invalid_parameter_value, "geometry must not be empty");
    return point.coordinates[0];
}

/// By the haversine formula.
double sphere_distance(const Coordinate& from, const Coordinate& to, double radius) {
    const auto radians = [](double degrees) { return degrees * std::numbers::pi / 180; };
    const auto half_sine = [](double angle) { return std::sin(angle / 2) * std::sin(angle / 2); };
    const double chord = half_sine(radians(to.y - from.y)) +
                         std::cos(radians(from.y)) * std::cos(radians(to.y)) * half_sine(radians(to.x - from.x));
    return 2 * radius * std::asin(std::min(1.0, std::sqrt(chord)));
}

double sphere_length(const Geometry& geometry, double radius) {
    double sum = 0;
    if (geometry.shape == Shape::polygon) return sum;
    for (std::size_t i = 1; i < geometry.coordinates.size(); ++i) {
        sum += sphere_distance(geometry.coordinates[i - 1], geometry.coordinates[i], radius);
    }
    for (const Geometry& part : geometry.parts) sum += sphere_length(part, radius);
    return sum;
}

}  // namespace

std::string spatial_type(Bytes geometry) {
    const Geometry value = read(geometry);
    return std::string(name_of(value).upper) + (value.has_m && !value.has_z ? "M" : "");
}

std::string spatial_type_name(Bytes geometry) { return std::string(name_of(read(geometry)).mixed); }

std::int32_t spatial_srid(Bytes geometry) { return read(geometry).srid; }

std::int32_t spatial_dimensions(Bytes geometry) {
    const Geometry value = read(geometry);
    return 2 + static_cast<std::int32_t>(value.has_z) + static_cast<std::int32_t>(value.has_m);
}

std::int32_t spatial_point_count(Bytes geometry) {
    std::int32_t count = 0;
    for_each_coordinate(read(geometry), [&](const Coordinate&) { ++count; });
    return count;
}

std::int32_t spatial_ring_count(Bytes geometry) { return ring_count(read(geometry)); }

std::optional<std::int32_t> spatial_line_points(Bytes geometry) {
    const Geometry value = read(geometry);
    if (value.shape != Shape::linestring) return std::nullopt;
    return static_cast<std::int32_t>(value.coordinates.size());
}

std::optional<std::int32_t> spatial_inner_rings(Bytes geometry) {
    const Geometry value = read(geometry);
    if (value.shape != Shape::polygon) return std::nullopt;
    return std::max(static_cast<std::int32_t>(value.parts.size()) - 1, 0);
}

std::int32_t spatial_part_count(Bytes geometry) {
    const Geometry value = read(geometry);
    if (value.is_multi()) return static_cast<std::int32_t>(value.parts.size());
    return value.is_empty() ? 0 : 1;
}

bool spatial_is_collection(Bytes geometry) { return read(geometry).is_multi(); }
bool spatial_is_closed(Bytes geometry) { return is_closed(read(geometry)); }
bool spatial_is_polygon_ccw(Bytes geometry) { return turns(read(geometry), true); }
bool spatial_is_polygon_cw(Bytes geometry) { return turns(read(geometry), false); }

std::optional<double> spatial_ordinate(Bytes geometry, std::string_view which) {
    const Geometry value = read(geometry);
    if (value.shape != Shape::point) throw Error(Code::invalid_parameter_value, "geometry must be a point");
    return value.is_empty() ? std::nullopt : ordinate(value, value.coordinates[0], which);
}

std::optional<double> spatial_extreme(Bytes geometry, std::string_view which, bool largest) {
    const Geometry value = read(geometry);
    std::optional<double> found;
    for_each_coordinate(value, [&](const Coordinate& point) {
        const std::optional<double> next = ordinate(value, point, which);
        if (next && (!found || (largest ? *next > *found : *next < *found))) found = next;
    });
    return found;
}

double spatial_sphere_distance(Bytes from, Bytes to, double radius) {
    return sphere_distance(point_of(from), point_of(to), radius);
}

double spatial_sphere_length(Bytes geometry, double radius) { return sphere_length(read(geometry), radius); }

std::optional<double> spatial_angle(Bytes from1, Bytes to1, Bytes from2, Bytes to2) {
    const auto azimuth = [](const Coordinate& from, const Coordinate& to) -> std::optional<double> {
        if (from.x == to.x && from.y == to.y) return std::nullopt;
        return std::atan2(to.x - from.x, to.y - from.y);
    };
    const auto first = azimuth(point_of(from1), point_of(to1));
    const auto second = azimuth(point_of(from2), point_of(to2));
    if (!first || !second) return std::nullopt;
    const double angle = *second - *first;
    return angle < 0 ? angle + 2 * std::numbers::pi : angle;
}

}  // namespace blueshift::functions
