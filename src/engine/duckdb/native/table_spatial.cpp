#include "engine/duckdb/native/tables.h"
#include "functions/native/spatial.h"

namespace blueshift::engine {

std::span<const Native> spatial_natives() {
    using namespace functions;
    static constexpr Native kTable[] = {
        native<&spatial_add_point>("bs_geo_add_point"),
        native<&spatial_angle>("bs_geo_angle"),
        native<&spatial_bounds>("bs_geo_bounds"),
        native<&spatial_collect>("bs_geo_collect"),
        native<&spatial_dimensions>("bs_geo_dimensions"),
        native<&spatial_envelope>("bs_geo_envelope"),
        native<&spatial_exterior_ring>("bs_geo_exterior_ring"),
        native<&spatial_extreme>("bs_geo_extreme"),
        native<&spatial_force>("bs_geo_force"),
        native<&spatial_from_bytes>("bs_geo_from_bytes"),
        native<&spatial_from_bytes_srid>("bs_geo_from_bytes"),
        native<&spatial_from_geohash>("bs_geo_from_geohash"),
        native<&spatial_from_json>("bs_geo_from_json"),
        native<&spatial_from_text>("bs_geo_from_text"),
        native<&spatial_from_text_srid>("bs_geo_from_text"),
        native<&spatial_geohash>("bs_geo_geohash"),
        native<&spatial_hex_ewkb>("bs_geo_hex_ewkb"),
        native<&spatial_hex_wkb>("bs_geo_hex_wkb"),
        native<&spatial_inner_rings>("bs_geo_inner_rings"),
        native<&spatial_interior_ring>("bs_geo_interior_ring"),
        native<&spatial_is_closed>("bs_geo_is_closed"),
        native<&spatial_is_collection>("bs_geo_is_collection"),
        native<&spatial_is_polygon_ccw>("bs_geo_is_polygon_ccw"),
        native<&spatial_is_polygon_cw>("bs_geo_is_polygon_cw"),
        native<&spatial_json>("bs_geo_json"),
        native<&spatial_like>("bs_geo_like"),
        native<&spatial_line_of_points>("bs_geo_line_of_points"),
        native<&spatial_line_points>("bs_geo_line_points"),
        native<&spatial_make_line>("bs_geo_make_line"),
        native<&spatial_make_polygon>("bs_geo_make_polygon"),
        native<&spatial_make_polygon_with>("bs_geo_make_polygon_with"),
        native<&spatial_multi>("bs_geo_multi"),
        native<&spatial_ordinate>("bs_geo_ordinate"),
        native<&spatial_part>("bs_geo_part"),
        native<&spatial_part_count>("bs_geo_part_count"),
        native<&spatial_point>("bs_geo_point", kNone),
        native<&spatial_point_at>("bs_geo_point_at"),
        native<&spatial_point_count>("bs_geo_point_count"),
        native<&spatial_points>("bs_geo_points"),
        native<&spatial_remove_point>("bs_geo_remove_point"),
        native<&spatial_reverse>("bs_geo_reverse"),
        native<&spatial_ring_count>("bs_geo_ring_count"),
        native<&spatial_same_srid>("bs_geo_same_srid"),
        native<&spatial_set_point>("bs_geo_set_point"),
        native<&spatial_set_srid>("bs_geo_set_srid"),
        native<&spatial_sphere_distance>("bs_geo_sphere_distance"),
        native<&spatial_sphere_length>("bs_geo_sphere_length"),
        native<&spatial_srid>("bs_geo_srid"),
        native<&spatial_text>("bs_geo_text"),
        native<&spatial_type>("bs_geo_type"),
        native<&spatial_type_name>("bs_geo_type_name"),
        native<&spatial_wkb>("bs_geo_wkb"),
        native<&geography_from_bytes>("bs_geog_from_bytes"),
        native<&geography_from_text>("bs_geog_from_text"),
    };
    return kTable;
}

}  // namespace blueshift::engine
