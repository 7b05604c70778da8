// The casts between types, and the casts that apply a type's modifier.  Doc: dg/c_Supported_data_types
#include <array>

#include "functions/registry.h"

namespace blueshift::functions {

namespace {

using enum TypeId;
using enum CastContext;

// To add a cast: a row, by source type. Strings stand here as varchar, arrays and vectors not at all: find_cast knows both.
// Narrowing happens in assignments, as in PostgreSQL 8; numbers and dates become texts by themselves, texts never become anything else.
// clang-format off
constexpr CastRow kCasts[] = {
//   from         to           context     engine's SQL
    {boolean,     smallint,    explicit_,  ""},
    {boolean,     integer,     explicit_,  ""},
    {boolean,     bigint,      explicit_,  ""},
    {boolean,     varchar,     explicit_,  ""},
    {boolean,     super,       assignment, ""},

    {smallint,    boolean,     assignment, ""},
    {smallint,    integer,     implicit,   ""},
    {smallint,    bigint,      implicit,   ""},
    {smallint,    decimal,     implicit,   ""},
    {smallint,    real,        implicit,   ""},
    {smallint,    double_,     implicit,   ""},
    {smallint,    varchar,     implicit,   ""},
    {smallint,    super,       assignment, ""},
    {smallint,    varbyte,     explicit_,  "bs_int_to_varbyte({1})"},
    {smallint,    oid,         implicit,   ""},
    {smallint,    regclass,    explicit_,  ""},
    {smallint,    regproc,     explicit_,  ""},
    {smallint,    regtype,     explicit_,  ""},

    {integer,     boolean,     assignment, ""},
    {integer,     smallint,    assignment, ""},
    {integer,     bigint,      implicit,   ""},
    {integer,     decimal,     implicit,   ""},
    {integer,     real,        implicit,   ""},
    {integer,     double_,     implicit,   ""},
    {integer,     varchar,     implicit,   ""},
    {integer,     super,       assignment, ""},
    {integer,     varbyte,     explicit_,  "bs_int_to_varbyte({1})"},
    {integer,     oid,         implicit,   ""},
    {integer,     regclass,    explicit_,  ""},
    {integer,     regproc,     explicit_,  ""},
    {integer,     regtype,     explicit_,  ""},
    {integer,     xid,         explicit_,  ""},

    {bigint,      boolean,     assignment, ""},
    {bigint,      smallint,    assignment, ""},
    {bigint,      integer,     assignment, ""},
    {bigint,      decimal,     implicit,   ""},
    {bigint,      real,        implicit,   ""},
    {bigint,      double_,     implicit,   ""},
    {bigint,      varchar,     implicit,   ""},
    {bigint,      super,       assignment, ""},
    {bigint,      varbyte,     explicit_,  "bs_int_to_varbyte({1})"},
    {bigint,      oid,         implicit,   ""},
    {bigint,      regclass,    explicit_,  ""},
    {bigint,      regproc,     explicit_,  ""},
    {bigint,      regtype,     explicit_,  ""},

    {decimal,     smallint,    assignment, ""},
    {decimal,     integer,     assignment, ""},
    {decimal,     bigint,      assignment, ""},
    {decimal,     real,        implicit,   ""},
    {decimal,     double_,     implicit,   ""},
    {decimal,     varchar,     implicit,   "bs_dec_to_text({1})"},
    {decimal,     super,       assignment, ""},

    {real,        smallint,    assignment, ""},
    {real,        integer,     assignment, ""},
    {real,        bigint,      assignment, ""},
    {real,        decimal,     assignment, ""},
    {real,        double_,     implicit,   ""},
    {real,        varchar,     implicit,   "bs_float4_to_text({1})"},
    {real,        super,       assignment, "bs_float_to_super(CAST({1} AS DOUBLE))"},

    {double_,     smallint,    assignment, ""},
    {double_,     integer,     assignment, ""},
    {double_,     bigint,      assignment, ""},
    {double_,     decimal,     assignment, ""},
    {double_,     real,        assignment, ""},
    {double_,     varchar,     implicit,   "bs_float8_to_text({1})"},
    {double_,     super,       assignment, "bs_float_to_super({1})"},

    {varchar,     boolean,     explicit_,  "bs_text_to_bool({1})"},
    {varchar,     smallint,    explicit_,  "bs_text_to_int2({1})"},
    {varchar,     integer,     explicit_,  "bs_text_to_int4({1})"},
    {varchar,     bigint,      explicit_,  "bs_text_to_int8({1})"},
    {varchar,     decimal,     explicit_,  "CAST(bs_check_numeric({1}) AS DECIMAL({p}, {s}))"},
    {varchar,     real,        explicit_,  "bs_text_to_float4({1})"},
    {varchar,     double_,     explicit_,  "bs_text_to_float8({1})"},
    {varchar,     date,        explicit_,  "bs_text_to_date({1}, {date_order})"},
    {varchar,     time,        explicit_,  "bs_text_to_time({1})"},
    {varchar,     timetz,      explicit_,  "bs_text_to_timetz({1}, {zone})"},
    {varchar,     timestamp,   explicit_,  "bs_text_to_timestamp({1}, {date_order})"},
    {varchar,     timestamptz, explicit_,  "bs_text_to_timestamptz({1}, {date_order}, {zone})"},
    {varchar,     interval,    explicit_,  "bs_text_to_interval({1})"},
    {varchar,     interval_ym, explicit_,  "bs_text_to_interval_ym({1})"},
    {varchar,     interval_ds, explicit_,  "bs_text_to_interval_ds({1})"},
    {varchar,     super,       assignment, "CAST(to_json({1}) AS VARCHAR)"},
    {varchar,     varbyte,     explicit_,  "encode({1})"},
    {varchar,     oid,         explicit_,  "bs_text_to_int8({1})"},

    {date,        varchar,     implicit,   "bs_date_to_text({1})"},
    {date,        timestamp,   implicit,   ""},
    {date,        timestamptz, implicit,   "bs_timestamp_to_timestamptz(CAST({1} AS TIMESTAMP), {zone})"},

    {time,        varchar,     implicit,   "bs_time_to_text({1})"},
    {time,        timetz,      implicit,   "bs_time_to_timetz({1}, {zone})"},
    {time,        interval,    implicit,   "to_microseconds(epoch_us({1}))"},
    {time,        interval_ds, implicit,   "to_microseconds(epoch_us({1}))"},

    {timetz,      varchar,     implicit,   "bs_timetz_to_text({1})"},
    {timetz,      time,        assignment, ""},

    {timestamp,   varchar,     implicit,   "bs_timestamp_to_text({1})"},
    {timestamp,   date,        assignment, ""},
    {timestamp,   time,        assignment, ""},
    {timestamp,   timestamptz, implicit,   "bs_timestamp_to_timestamptz({1}, {zone})"},

    {timestamptz, varchar,     implicit,   "bs_timestamptz_to_text({1}, {zone})"},
    {timestamptz, date,        assignment, "CAST(bs_timestamptz_to_timestamp({1}, {zone}) AS DATE)"},
    {timestamptz, time,        assignment, "CAST(bs_timestamptz_to_timestamp({1}, {zone}) AS TIME)"},
    {timestamptz, timetz,      assignment, "bs_timestamptz_to_timetz({1}, {zone})"},
    {timestamptz, timestamp,   assignment, "bs_timestamptz_to_timestamp({1}, {zone})"},

    {interval,    varchar,     implicit,   "bs_interval_to_text({1})"},
    {interval,    interval_ym, assignment, "to_months(CAST(date_part('year', {1}) * 12 + date_part('month', {1}) AS INTEGER))"},
    {interval,    interval_ds, assignment, "({1} - to_months(CAST(date_part('year', {1}) * 12 + date_part('month', {1}) AS INTEGER)))"},
    {interval_ym, varchar,     implicit,   "bs_interval_ym_to_text({1})"},
    {interval_ym, interval,    implicit,   "="},
    {interval_ds, varchar,     implicit,   "bs_interval_ds_to_text({1})"},
    {interval_ds, interval,    implicit,   "="},

    // A SUPER is JSON text. What does not convert becomes NULL: cast_super_null_on_error is on.
    {super,       boolean,     assignment, "TRY_CAST(json_extract_string({1}, '$') AS BOOLEAN)"},
    {super,       smallint,    assignment, "TRY_CAST(json_extract_string({1}, '$') AS SMALLINT)"},
    {super,       integer,     assignment, "TRY_CAST(json_extract_string({1}, '$') AS INTEGER)"},
    {super,       bigint,      assignment, "TRY_CAST(json_extract_string({1}, '$') AS BIGINT)"},
    {super,       decimal,     assignment, "TRY_CAST(json_extract_string({1}, '$') AS DECIMAL({p}, {s}))"},
    {super,       real,        assignment, "TRY_CAST(json_extract_string({1}, '$') AS FLOAT)"},
    {super,       double_,     assignment, "TRY_CAST(json_extract_string({1}, '$') AS DOUBLE)"},
    {super,       varchar,     implicit,   "json_extract_string({1}, '$')"},
    {super,       date,        explicit_,  "TRY_CAST(json_extract_string({1}, '$') AS DATE)"},
    {super,       time,        explicit_,  "TRY_CAST(json_extract_string({1}, '$') AS TIME)"},
    {super,       timestamp,   explicit_,  "TRY_CAST(json_extract_string({1}, '$') AS TIMESTAMP)"},
    {super,       timestamptz, explicit_,  "TRY_CAST(json_extract_string({1}, '$') AS TIMESTAMPTZ)"},

    {varchar,     hllsketch,   assignment, "bs_text_to_sketch({1})"},
    {hllsketch,   varchar,     explicit_,  "bs_sketch_to_text({1})"},
    {varchar,     geometry,    assignment, "bs_geo_from_bytes(bs_from_hex({1}))"},
    {varchar,     geography,   assignment, "bs_geog_from_bytes(bs_from_hex({1}))"},
    {geometry,    varchar,     assignment, "bs_geo_hex_ewkb({1})"},
    {geography,   varchar,     assignment, "bs_geo_hex_ewkb({1})"},
    {geometry,    geography,   implicit,   "bs_geog_from_bytes({1})"},
    {geography,   geometry,    implicit,   "="},

    {varbyte,     varchar,     explicit_,  "decode({1})"},
    {varbyte,     smallint,    explicit_,  "bs_varbyte_to_int2({1})"},
    {varbyte,     integer,     explicit_,  "bs_varbyte_to_int4({1})"},
    {varbyte,     bigint,      explicit_,  "bs_varbyte_to_int8({1})"},

    {oid,         varchar,     implicit,   ""},
    {oid,         bigint,      implicit,   "="},
    {oid,         integer,     assignment, ""},
    {oid,         regclass,    implicit,   "="},
    {oid,         regproc,     implicit,   "="},
    {oid,         regtype,     implicit,   "="},
    {varchar,     regclass,    assignment, "bs_sys_regclass_in({token}, {1})"},
    {varchar,     regproc,     assignment, "bs_sys_regproc_in({token}, {1})"},
    {varchar,     regtype,     assignment, "bs_sys_regtype_in({token}, {1})"},
    {regclass,    varchar,     assignment, "bs_sys_regclass_out({token}, {1})"},
    {regproc,     varchar,     assignment, "bs_sys_regproc_out({token}, {1})"},
    {regtype,     varchar,     assignment, "bs_sys_regtype_out({token}, {1})"},
    {regclass,    oid,         implicit,   "="},
    {regclass,    bigint,      assignment, "="},
    {regclass,    integer,     assignment, ""},
    {regproc,     oid,         implicit,   "="},
    {regproc,     bigint,      assignment, "="},
    {regproc,     integer,     assignment, ""},
    {regtype,     oid,         implicit,   "="},
    {regtype,     bigint,      assignment, "="},
    {regtype,     integer,     assignment, ""},
    {xid,         bigint,      explicit_,  "="},
    {xid,         integer,     explicit_,  ""},
    {xid,         varchar,     explicit_,  ""},
    {aclitem,     varchar,     explicit_,  "="},
};

/// Between two string types. A CHAR has no trailing blanks in the engine.
constexpr CastRow kStringCast{varchar, varchar, implicit, "="};
constexpr CastRow kCharCast{varchar, char_, implicit, "rtrim({1}, ' ')"};
/// Arrays and vectors are texts in the engine.
constexpr CastRow kArrayText{varchar_array, varchar, explicit_, "="};
constexpr CastRow kTextArray{varchar, varchar_array, explicit_, "="};

constexpr LengthCastRow kLengthCasts[] = {
    {varchar, "bs_truncate_varchar({1}, {n})",                "bs_check_varchar({1}, {n})", "dg/r_Character_types"},
    {char_,   "rtrim(bs_truncate_varchar({1}, {n}), ' ')",    "bs_check_char({1}, {n})",    "dg/r_Character_types"},
    {varbyte, "bs_truncate_varbyte({1}, {n})",                "bs_check_varbyte({1}, {n})", "dg/r_VARBYTE_type"},
    {decimal, "CAST(trunc({1}, {s}) AS DECIMAL({p}, {s}))",   "CAST({1} AS DECIMAL({p}, {s}))", "dg/r_Numeric_types201"},
};
// clang-format on

constexpr std::size_t kTypeCount = static_cast<std::size_t>(void_) + 1;

using CastMatrix = std::array<std::array<const CastRow*, kTypeCount>, kTypeCount>;

constexpr CastMatrix make_matrix() {
    CastMatrix matrix{};
    for (const CastRow& row : kCasts) {
        matrix[static_cast<std::size_t>(row.from)][static_cast<std::size_t>(row.to)] = &row;
    }
    return matrix;
}

constexpr CastMatrix kMatrix = make_matrix();

}  // namespace

const CastRow* find_cast(TypeId from, TypeId to) {
    const bool from_string = is_string(from);
    const bool to_string = is_string(to);
    if (from_string && to_string) {
        return to == char_ && from != char_ ? &kCharCast : &kStringCast;
    }
    if (type_info(from).category == 'A' && to_string) return &kArrayText;
    if (from_string && type_info(to).category == 'A') return &kTextArray;
    const TypeId source = from_string ? varchar : from;
    const TypeId target = to_string ? varchar : to;
    return kMatrix[static_cast<std::size_t>(source)][static_cast<std::size_t>(target)];
}

std::span<const CastRow> all_casts() { return kCasts; }

const LengthCastRow* find_length_cast(TypeId type) {
    for (const LengthCastRow& row : kLengthCasts) {
        if (row.type == type) return &row;
    }
    return nullptr;
}

}  // namespace blueshift::functions
