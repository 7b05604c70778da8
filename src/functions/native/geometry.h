#pragma once
/// Geometries as trees of points, and their EWKB bytes, which are what GEOMETRY and GEOGRAPHY values are.  Doc: dg/spatial-terminology
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace blueshift::functions {

/// The numbers are those of WKB.
enum class Shape : std::uint8_t {
    point = 1, linestring, polygon, multipoint, multilinestring, multipolygon, collection,
};

struct Coordinate {
    double x = 0;
    double y = 0;
    double z = 0;
    double m = 0;

    bool operator==(const Coordinate&) const = default;
};

struct Geometry {
    Shape shape = Shape::point;
    bool has_z = false;
    bool has_m = false;
    std::int32_t srid = 0;                ///< of the outermost geometry
    std::vector<Coordinate> coordinates;  ///< of points (none when empty) and linestrings
    std::vector<Geometry> parts;          ///< rings of a polygon as linestrings; members of the others

    bool is_empty() const;
    bool is_multi() const { return shape >= Shape::multipoint; }
    /// A geometry of this one's dimensions and SRID.
    Geometry similar(Shape other) const;
};

inline constexpr std::int32_t kGeographySrid = 4326;
inline constexpr int kGeometryDepthMax = 64;

/// Reads WKB or EWKB; the SRID is 0 where there is none. Throws invalid_parameter_value (22023).
Geometry geometry_from_wkb(std::string_view bytes);
/// Little-endian, with Z and M as flags, and the SRID when it is not 0 and wanted.
std::string geometry_to_ewkb(const Geometry& geometry);
/// ISO WKB: Z and M as thousands of the type, no SRID.
std::string geometry_to_wkb(const Geometry& geometry);

/// Calls `visit` with every coordinate, in order.
void for_each_coordinate(const Geometry& geometry, const std::function<void(const Coordinate&)>& visit);
void change_coordinates(Geometry& geometry, const std::function<void(Coordinate&)>& change);
/// Sets both flags of the whole tree; values that were missing are 0.
void set_dimensions(Geometry& geometry, bool has_z, bool has_m);

}  // namespace blueshift::functions
