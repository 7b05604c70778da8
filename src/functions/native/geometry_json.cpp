// GeoJSON of geometries.  Doc: dg/ST_AsGeoJSON-function, dg/ST_GeomFromGeoJSON-function
#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/error.h"
#include "functions/native/geometry_text.h"

namespace blueshift::functions {

namespace {

using Json = nlohmann::json;

struct ShapeName {
    Shape shape;
    std::string_view name;
};

constexpr ShapeName kNames[] = {
    {Shape::point, "Point"}, {Shape::linestring, "LineString"}, {Shape::polygon, "Polygon"},
    {Shape::multipoint, "MultiPoint"}, {Shape::multilinestring, "MultiLineString"},
    {Shape::multipolygon, "MultiPolygon"}, {Shape::collection, "GeometryCollection"},
};

[[noreturn]] void throw_invalid() { throw Error(Code::invalid_parameter_value, "Invalid GeoJSON representation"); }

std::string position_text(const Geometry& of, const Coordinate& point, int precision) {
    std::string out = fmt::format("[{:.{}g},{:.{}g}", point.x, precision, point.y, precision);
    if (of.has_z) out += fmt::format(",{:.{}g}", point.z, precision);
    return out + ']';
}

template <class List, class Text>
std::string array_text(const List& list, Text text) {
    std::string out = "[";
    for (const auto& item : list) {
        if (out.size() > 1) out += ',';
        out += text(item);
    }
    return out + ']';
}

std::string coordinates_text(const Geometry& geometry, int precision) {
    if (geometry.shape == Shape::point) {
        return geometry.coordinates.empty() ? "[]" : position_text(geometry, geometry.coordinates[0], precision);
    }
    if (geometry.shape == Shape::linestring) {
        return array_text(geometry.coordinates, [&](const Coordinate& point) { return position_text(geometry, point, precision); });
    }
    return array_text(geometry.parts, [&](const Geometry& part) { return coordinates_text(part, precision); });
}

Coordinate position_of(Geometry& of, const Json& json) {
    if (!json.is_array() || json.size() < 2 || json.size() > 3) throw_invalid();
    if (!std::ranges::all_of(json, [](const Json& item) { return item.is_number(); })) throw_invalid();
    if (json.size() > 2) of.has_z = true;
    return {json[0].get<double>(), json[1].get<double>(), json.size() > 2 ? json[2].get<double>() : 0, 0};
}

Geometry part_from(Shape shape, const Json& json) {
    if (!json.is_array()) throw_invalid();
    Geometry out{.shape = shape, .coordinates = {}, .parts = {}};
    if (shape == Shape::point) {
        if (!json.empty()) out.coordinates.push_back(position_of(out, json));
        return out;
    }
    for (const Json& item : json) {
        if (shape == Shape::linestring) {
            out.coordinates.push_back(position_of(out, item));
            continue;
        }
        const Shape member = shape == Shape::polygon ? Shape::linestring : static_cast<Shape>(static_cast<int>(shape) - 3);
        out.parts.push_back(part_from(member, item));
        out.has_z |= out.parts.back().has_z;
    }
    return out;
}

Geometry geometry_from(const Json& json, int depth) {
    if (depth > kGeometryDepthMax || !json.is_object() || !json.contains("type") || !json["type"].is_string()) throw_invalid();
    const auto type = json["type"].get<std::string>();
    const auto* found = std::ranges::find(kNames, type, &ShapeName::name);
    if (found == std::end(kNames)) throw_invalid();
    if (found->shape != Shape::collection) {
        if (!json.contains("coordinates")) throw_invalid();
        return part_from(found->shape, json["coordinates"]);
    }
    if (!json.contains("geometries") || !json["geometries"].is_array()) throw_invalid();
    Geometry out{.shape = Shape::collection, .coordinates = {}, .parts = {}};
    for (const Json& item : json["geometries"]) {
        out.parts.push_back(geometry_from(item, depth + 1));
        out.has_z |= out.parts.back().has_z;
    }
    return out;
}

}  // namespace

Geometry geometry_from_json(std::string_view json) {
    Geometry out = geometry_from(Json::parse(json, nullptr, false), 0);
    set_dimensions(out, out.has_z, false);
    return out;
}

std::string geometry_to_json(const Geometry& geometry, int precision) {
    const std::string_view name = kNames[static_cast<int>(geometry.shape) - 1].name;
    if (geometry.shape != Shape::collection) {
        return fmt::format(R"({{"type":"{}","coordinates":{}}})", name, coordinates_text(geometry, precision));
    }
    return fmt::format(R"({{"type":"{}","geometries":{}}})", name,
                       array_text(geometry.parts, [&](const Geometry& part) { return geometry_to_json(part, precision); }));
}

}  // namespace blueshift::functions
