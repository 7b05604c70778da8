#pragma once
/// WKT, EWKT and GeoJSON of geometries.  Doc: dg/ST_GeomFromText-function, dg/ST_AsEWKT-function, dg/ST_AsGeoJSON-function
#include <string>
#include <string_view>

#include "functions/native/geometry.h"

namespace blueshift::functions {

inline constexpr int kGeometryPrecision = 15;

/// Reads WKT, or EWKT with its SRID. Throws invalid_parameter_value (22023).
Geometry geometry_from_text(std::string_view text);
/// Coordinates with `precision` significant digits; with `SRID=n;` before it when the SRID is not 0 and wanted.
std::string geometry_to_text(const Geometry& geometry, int precision, bool with_srid);

/// Throws invalid_parameter_value (22023).
Geometry geometry_from_json(std::string_view json);
std::string geometry_to_json(const Geometry& geometry, int precision);

}  // namespace blueshift::functions
