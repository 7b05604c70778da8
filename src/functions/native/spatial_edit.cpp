// Parts of geometries, and geometries made from others.
#include <algorithm>

#include "base/error.h"
#include "functions/native/geometry.h"
#include "functions/native/spatial.h"

namespace blueshift::functions {

namespace {

Geometry read(Bytes geometry) { return geometry_from_wkb(geometry.view); }

ByteString ewkb(const Geometry& geometry) { return {geometry_to_ewkb(geometry)}; }

Geometry read_as(Bytes bytes, Shape shape, std::string_view name) {
    Geometry geometry = read(bytes);
    if (geometry.shape != shape) throw Error(Code::invalid_parameter_value, "geometry must be a {}", name);
    return geometry;
}

Geometry point_at(const Geometry& line, std::size_t index) {
    Geometry point = line.similar(Shape::point);
    point.coordinates.push_back(line.coordinates[index]);
    return point;
}

/// A position of a list of `size`, from 0, where negative ones count from its end.
std::size_t position(std::int32_t index, std::size_t size) {
    const auto count = static_cast<std::int64_t>(size);
    const std::int64_t at = index < 0 ? count + index : index;
    if (at < 0 || at >= count) throw Error(Code::invalid_parameter_value, "index out of range");
    return static_cast<std::size_t>(at);
}

void collect_points(const Geometry& geometry, Geometry& into) {
    for_each_coordinate(geometry, [&](const Coordinate& at) {
        Geometry point = into.similar(Shape::point);
        point.coordinates.push_back(at);
        into.parts.push_back(std::move(point));
    });
}

void require_same_dimensions(const Geometry& left, const Geometry& right) {
    if (left.srid != right.srid) throw Error(Code::invalid_parameter_value, "input geometries must have the same SRID");
    if (left.has_z != right.has_z || left.has_m != right.has_m) {
        throw Error(Code::invalid_parameter_value, "input geometries must have the same dimension");
    }
}

void require_ring(const Geometry& line) {
    const bool closed = line.coordinates.size() > 3 && line.coordinates.front().x == line.coordinates.back().x &&
                        line.coordinates.front().y == line.coordinates.back().y;
    if (!closed) throw Error(Code::invalid_parameter_value, "linestring must be closed and have at least four points");
}

void reverse(Geometry& geometry) {
    std::ranges::reverse(geometry.coordinates);
    for (Geometry& part : geometry.parts) reverse(part);
}

}  // namespace

bool spatial_same_srid(Bytes left, Bytes right) {
    if (read(left).srid != read(right).srid) {
        throw Error(Code::invalid_parameter_value, "input geometries must have the same SRID");
    }
    return true;
}

std::optional<ByteString> spatial_part(Bytes geometry, std::int32_t index) {
    Geometry value = read(geometry);
    if (!value.is_multi()) return index == 1 ? std::optional(ewkb(value)) : std::nullopt;
    if (index < 1 || index > static_cast<std::int32_t>(value.parts.size())) return std::nullopt;
    Geometry part = std::move(value.parts[static_cast<std::size_t>(index - 1)]);
    part.srid = value.srid;
    return ewkb(part);
}

std::optional<ByteString> spatial_point_at(Bytes line, std::int32_t index) {
    const Geometry value = read(line);
    const auto size = static_cast<std::int32_t>(value.coordinates.size());
    const std::int32_t at = index < 0 ? size + index : index - 1;
    if (value.shape != Shape::linestring || at < 0 || at >= size) return std::nullopt;
    return ewkb(point_at(value, static_cast<std::size_t>(at)));
}

std::optional<ByteString> spatial_exterior_ring(Bytes polygon) {
    Geometry value = read(polygon);
    if (value.shape != Shape::polygon || value.parts.empty()) return std::nullopt;
    value.parts[0].srid = value.srid;
    return ewkb(value.parts[0]);
}

std::optional<ByteString> spatial_interior_ring(Bytes polygon, std::int32_t index) {
    Geometry value = read(polygon);
    if (value.shape != Shape::polygon || index < 1 || index >= static_cast<std::int32_t>(value.parts.size())) {
        return std::nullopt;
    }
    Geometry& ring = value.parts[static_cast<std::size_t>(index)];
    ring.srid = value.srid;
    return ewkb(ring);
}

ByteString spatial_points(Bytes geometry) {
    const Geometry value = read(geometry);
    Geometry out = value.similar(Shape::multipoint);
    collect_points(value, out);
    return ewkb(out);
}

ByteString spatial_set_srid(Bytes geometry, std::int32_t srid) {
    Geometry value = read(geometry);
    value.srid = srid;
    return ewkb(value);
}

ByteString spatial_force(Bytes geometry, bool has_z, bool has_m) {
    Geometry value = read(geometry);
    set_dimensions(value, has_z, has_m);
    return ewkb(value);
}

ByteString spatial_multi(Bytes geometry) {
    Geometry value = read(geometry);
    if (value.is_multi()) return ewkb(value);
    Geometry out = value.similar(static_cast<Shape>(static_cast<int>(value.shape) + 3));
    if (!value.is_empty()) out.parts.push_back(std::move(value));
    return ewkb(out);
}

ByteString spatial_reverse(Bytes geometry) {
    Geometry value = read(geometry);
    reverse(value);
    return ewkb(value);
}

ByteString spatial_collect(Bytes left, Bytes right) {
    Geometry a = read(left);
    Geometry b = read(right);
    require_same_dimensions(a, b);
    const bool alike = a.shape == b.shape && !a.is_multi();
    Geometry out = a.similar(alike ? static_cast<Shape>(static_cast<int>(a.shape) + 3) : Shape::collection);
    a.srid = b.srid = 0;
    out.parts.push_back(std::move(a));
    out.parts.push_back(std::move(b));
    return ewkb(out);
}

std::optional<ByteString> spatial_make_line(Bytes left, Bytes right) {
    const Geometry a = read(left);
    const Geometry b = read(right);
    require_same_dimensions(a, b);
    Geometry out = a.similar(Shape::linestring);
    for (const Geometry* part : {&a, &b}) {
        if (part->shape != Shape::point && part->shape != Shape::linestring && part->shape != Shape::multipoint) {
            return std::nullopt;
        }
        for_each_coordinate(*part, [&](const Coordinate& at) { out.coordinates.push_back(at); });
    }
    return ewkb(out);
}

std::optional<ByteString> spatial_line_of_points(Bytes multipoint) {
    const Geometry value = read(multipoint);
    if (value.shape != Shape::multipoint) return std::nullopt;
    Geometry out = value.similar(Shape::linestring);
    for_each_coordinate(value, [&](const Coordinate& at) { out.coordinates.push_back(at); });
    return ewkb(out);
}

ByteString spatial_make_polygon_with(Bytes ring, Bytes holes) {
    Geometry polygon = read({spatial_make_polygon(ring, std::nullopt).bytes});
    Geometry lines = read_as(holes, Shape::multilinestring, "multilinestring");
    require_same_dimensions(polygon, lines);
    for (Geometry& line : lines.parts) {
        require_ring(line);
        polygon.parts.push_back(std::move(line));
    }
    return ewkb(polygon);
}

ByteString spatial_make_polygon(Bytes ring, std::optional<std::int32_t> srid) {
    Geometry line = read_as(ring, Shape::linestring, "linestring");
    require_ring(line);
    Geometry out = line.similar(Shape::polygon);
    if (srid) out.srid = *srid;
    out.parts.push_back(std::move(line));
    return ewkb(out);
}

ByteString spatial_add_point(Bytes line, Bytes point, std::int32_t index) {
    Geometry value = read_as(line, Shape::linestring, "linestring");
    const Geometry added = read_as(point, Shape::point, "point");
    require_same_dimensions(value, added);
    if (added.is_empty()) return ewkb(value);
    const auto size = static_cast<std::int32_t>(value.coordinates.size());
    if (index < -1 || index > size) throw Error(Code::invalid_parameter_value, "index out of range");
    const std::int32_t at = index == -1 ? size : index;
    value.coordinates.insert(value.coordinates.begin() + at, added.coordinates[0]);
    return ewkb(value);
}

ByteString spatial_remove_point(Bytes line, std::int32_t index) {
    Geometry value = read_as(line, Shape::linestring, "linestring");
    const std::size_t at = position(index, value.coordinates.size());
    if (value.coordinates.size() <= 2) {
        throw Error(Code::invalid_parameter_value, "linestring must keep at least two points");
    }
    value.coordinates.erase(value.coordinates.begin() + static_cast<std::ptrdiff_t>(at));
    return ewkb(value);
}

ByteString spatial_set_point(Bytes line, std::int32_t index, Bytes point) {
    Geometry value = read_as(line, Shape::linestring, "linestring");
    const Geometry replacement = read_as(point, Shape::point, "point");
    require_same_dimensions(value, replacement);
    const std::size_t at = position(index, value.coordinates.size());
    if (!replacement.is_empty()) value.coordinates[at] = replacement.coordinates[0];
    return ewkb(value);
}

}  // namespace blueshift::functions
