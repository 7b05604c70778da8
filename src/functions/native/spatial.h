#pragma once
/// Spatial functions that look at or edit coordinates; what needs computational geometry is the engine's spatial extension's.
/// Geometries come and go as EWKB.  Doc: dg/geospatial-functions
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "functions/native/values.h"

namespace blueshift::functions {

// Making geometries from other forms.
ByteString spatial_from_text(std::string_view text);
ByteString spatial_from_text_srid(std::string_view text, std::int32_t srid);
ByteString geography_from_text(std::string_view text);
ByteString spatial_from_bytes(Bytes bytes);
ByteString spatial_from_bytes_srid(Bytes bytes, std::int32_t srid);
ByteString geography_from_bytes(Bytes bytes);
ByteString spatial_from_json(std::string_view json);
ByteString spatial_point(double x, double y, std::optional<double> z, std::optional<double> m);
ByteString spatial_envelope(double x_min, double y_min, double x_max, double y_max, std::int32_t srid);
/// The box around a geometry; a point or a line where it has no area.
ByteString spatial_bounds(Bytes geometry);
ByteString spatial_from_geohash(std::string_view hash, std::int32_t length);
/// ISO WKB of the engine, as EWKB with the SRID of `like`.
ByteString spatial_like(Bytes wkb, Bytes like);

// Other forms of geometries.
std::string spatial_text(Bytes geometry, std::int32_t precision, bool with_srid);
std::string spatial_json(Bytes geometry, std::int32_t precision);
ByteString spatial_wkb(Bytes geometry);
std::string spatial_hex_wkb(Bytes geometry);
std::string spatial_hex_ewkb(Bytes geometry);
std::optional<std::string> spatial_geohash(Bytes point, std::int32_t length);

// Facts.
std::string spatial_type(Bytes geometry);           ///< GeometryType: POINT, LINESTRINGZ …
std::string spatial_type_name(Bytes geometry);      ///< ST_GeometryType: ST_Point …
std::int32_t spatial_srid(Bytes geometry);
std::int32_t spatial_dimensions(Bytes geometry);    ///< ST_NDims
std::int32_t spatial_point_count(Bytes geometry);   ///< ST_NPoints
std::int32_t spatial_ring_count(Bytes geometry);    ///< ST_NRings
std::optional<std::int32_t> spatial_line_points(Bytes geometry);   ///< ST_NumPoints: of linestrings only
std::optional<std::int32_t> spatial_inner_rings(Bytes geometry);   ///< ST_NumInteriorRings
std::int32_t spatial_part_count(Bytes geometry);    ///< ST_NumGeometries
bool spatial_is_collection(Bytes geometry);
bool spatial_is_closed(Bytes geometry);
bool spatial_is_polygon_ccw(Bytes geometry);
bool spatial_is_polygon_cw(Bytes geometry);
/// The value `which` (x, y, z or m) of a point.
std::optional<double> spatial_ordinate(Bytes geometry, std::string_view which);
/// The smallest or largest value of all points.
std::optional<double> spatial_extreme(Bytes geometry, std::string_view which, bool largest);
/// Great-circle distance of two points, and length of all lines, on a sphere; coordinates are degrees.
double spatial_sphere_distance(Bytes from, Bytes to, double radius);
double spatial_sphere_length(Bytes geometry, double radius);
std::optional<double> spatial_angle(Bytes from1, Bytes to1, Bytes from2, Bytes to2);

// Parts.
std::optional<ByteString> spatial_part(Bytes geometry, std::int32_t index);
std::optional<ByteString> spatial_point_at(Bytes line, std::int32_t index);
std::optional<ByteString> spatial_exterior_ring(Bytes polygon);
std::optional<ByteString> spatial_interior_ring(Bytes polygon, std::int32_t index);
ByteString spatial_points(Bytes geometry);

// Editing.
ByteString spatial_set_srid(Bytes geometry, std::int32_t srid);
ByteString spatial_force(Bytes geometry, bool has_z, bool has_m);
ByteString spatial_multi(Bytes geometry);
ByteString spatial_reverse(Bytes geometry);
ByteString spatial_collect(Bytes left, Bytes right);
std::optional<ByteString> spatial_make_line(Bytes left, Bytes right);
std::optional<ByteString> spatial_line_of_points(Bytes multipoint);
ByteString spatial_make_polygon(Bytes ring, std::optional<std::int32_t> srid);
/// With the lines of `holes` as inner rings.
ByteString spatial_make_polygon_with(Bytes ring, Bytes holes);
ByteString spatial_add_point(Bytes line, Bytes point, std::int32_t index);
ByteString spatial_remove_point(Bytes line, std::int32_t index);
ByteString spatial_set_point(Bytes line, std::int32_t index, Bytes point);
/// Throws invalid_parameter_value (22023) when the two have different SRIDs; otherwise TRUE.
bool spatial_same_srid(Bytes left, Bytes right);

}  // namespace blueshift::functions
