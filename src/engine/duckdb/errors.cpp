#include "engine/duckdb/errors.h"

#include <algorithm>
#include <array>
#include <optional>

#include "base/cancel.h"

namespace blueshift::engine {

namespace {

/// Separates the fields of an error of ours inside the engine's text: SQLSTATE, message, detail.
constexpr char kMark = '\x01';

struct ErrorClass {
    std::string_view prefix;
    duckdb_error_type type;
};

/// How a message begins, for errors that come without their type.
// clang-format off
constexpr ErrorClass kClasses[] = {  // To add: a row.
    {"Out of Range Error: ",       DUCKDB_ERROR_OUT_OF_RANGE},
    {"Conversion Error: ",         DUCKDB_ERROR_CONVERSION},
    {"Divide by Zero Error: ",     DUCKDB_ERROR_DIVIDE_BY_ZERO},
    {"TransactionContext Error: ", DUCKDB_ERROR_TRANSACTION},
    {"Catalog Error: ",            DUCKDB_ERROR_CATALOG},
    {"Parser Error: ",             DUCKDB_ERROR_PARSER},
    {"Constraint Error: ",         DUCKDB_ERROR_CONSTRAINT},
    {"Binder Error: ",             DUCKDB_ERROR_BINDER},
    {"IO Error: ",                 DUCKDB_ERROR_IO},
    {"INTERRUPT Error: ",          DUCKDB_ERROR_INTERRUPT},
    {"Invalid Input Error: ",      DUCKDB_ERROR_INVALID_INPUT},
    {"Out of Memory Error: ",      DUCKDB_ERROR_OUT_OF_MEMORY},
    {"Permission Error: ",         DUCKDB_ERROR_PERMISSION},
    {"HTTP Error: ",               DUCKDB_ERROR_HTTP},
};

struct Rule {
    duckdb_error_type type;    ///< DUCKDB_ERROR_INVALID: any
    std::string_view needle;   ///< part of the engine's text; empty: any
    Code code;
    std::string_view message;  ///< ours; empty keeps the engine's
};

/// Read from the top; the first row that fits decides.
constexpr Rule kRules[] = {  // To add: a row above the general one of its type, and a case in errors_test.cpp.
    {DUCKDB_ERROR_OUT_OF_RANGE, "logarithm of zero",       Code::invalid_argument_for_logarithm, "cannot take logarithm of zero"},
    {DUCKDB_ERROR_OUT_OF_RANGE, "logarithm of a negative", Code::invalid_argument_for_logarithm, "cannot take logarithm of a negative number"},
    {DUCKDB_ERROR_OUT_OF_RANGE, "square root of a negative", Code::invalid_argument_for_power_function, "cannot take square root of a negative number"},
    {DUCKDB_ERROR_INVALID,      "is undefined outside",    Code::numeric_value_out_of_range,     "input is out of range"},
    {DUCKDB_ERROR_INVALID_INPUT, "DISTINCT aggregate, ORDER BY", Code::invalid_column_reference, "in an aggregate with DISTINCT, ORDER BY expressions must appear in argument list"},
    {DUCKDB_ERROR_BINDER,       "DISTINCT aggregate, ORDER BY", Code::invalid_column_reference, "in an aggregate with DISTINCT, ORDER BY expressions must appear in argument list"},
    {DUCKDB_ERROR_OUT_OF_RANGE, "INT16",                   Code::numeric_value_out_of_range,     "smallint out of range"},
    {DUCKDB_ERROR_OUT_OF_RANGE, "INT32",                   Code::numeric_value_out_of_range,     "integer out of range"},
    {DUCKDB_ERROR_OUT_OF_RANGE, "INT64",                   Code::numeric_value_out_of_range,     "bigint out of range"},
    {DUCKDB_ERROR_OUT_OF_RANGE, "HUGEINT",                 Code::numeric_value_out_of_range,     "bigint out of range"},
    {DUCKDB_ERROR_OUT_OF_RANGE, "INT128",                  Code::numeric_value_out_of_range,     "bigint out of range"},
    {DUCKDB_ERROR_OUT_OF_RANGE, "DECIMAL",                 Code::numeric_value_out_of_range,     "Numeric data overflow (result precision)"},
    {DUCKDB_ERROR_OUT_OF_RANGE, "TIMESTAMP",               Code::datetime_field_overflow,        "timestamp out of range"},
    {DUCKDB_ERROR_OUT_OF_RANGE, "imestamp",                Code::datetime_field_overflow,        "timestamp out of range"},
    {DUCKDB_ERROR_OUT_OF_RANGE, "DATE",                    Code::datetime_field_overflow,        "date out of range"},
    {DUCKDB_ERROR_OUT_OF_RANGE, "Date",                    Code::datetime_field_overflow,        "date out of range"},
    {DUCKDB_ERROR_OUT_OF_RANGE, "nterval",                 Code::interval_field_overflow,        "interval out of range"},
    {DUCKDB_ERROR_OUT_OF_RANGE, "",                        Code::numeric_value_out_of_range,     "value out of range"},
    {DUCKDB_ERROR_DIVIDE_BY_ZERO, "",                      Code::division_by_zero,               "division by zero"},
    {DUCKDB_ERROR_CONVERSION,   "destination type INT16",  Code::numeric_value_out_of_range,     "smallint out of range"},
    {DUCKDB_ERROR_CONVERSION,   "destination type INT32",  Code::numeric_value_out_of_range,     "integer out of range"},
    {DUCKDB_ERROR_CONVERSION,   "destination type INT64",  Code::numeric_value_out_of_range,     "bigint out of range"},
    {DUCKDB_ERROR_CONVERSION,   "to type DECIMAL",         Code::numeric_value_out_of_range,     "Numeric data overflow (result precision)"},
    {DUCKDB_ERROR_CONVERSION,   "to DECIMAL",              Code::numeric_value_out_of_range,     "Numeric data overflow (result precision)"},
    {DUCKDB_ERROR_CONVERSION,   "ate out of range",        Code::datetime_field_overflow,        "date out of range"},
    {DUCKDB_ERROR_CONVERSION,   "field value out of range", Code::datetime_field_overflow,       ""},
    {DUCKDB_ERROR_CONVERSION,   "out of range",            Code::numeric_value_out_of_range,     ""},
    {DUCKDB_ERROR_CONVERSION,   "",                        Code::invalid_text_representation,    ""},
    {DUCKDB_ERROR_CATALOG,      "write-write conflict",    Code::serialization_failure,          "1023"},
    {DUCKDB_ERROR_CATALOG,      "Table with name",         Code::undefined_table,                ""},
    {DUCKDB_ERROR_CATALOG,      "Schema with name",        Code::invalid_schema_name,            ""},
    {DUCKDB_ERROR_CATALOG,      "Scalar Function with name", Code::undefined_function,           ""},
    {DUCKDB_ERROR_BINDER,       "Referenced column",       Code::undefined_column,               ""},
    {DUCKDB_ERROR_INVALID_INPUT, "More than one row returned by a subquery", Code::cardinality_violation, "more than one row returned by a subquery used as an expression"},
    {DUCKDB_ERROR_INVALID,      "found multiple matches to update", Code::cardinality_violation,  "Found multiple matches to update the same tuple."},
    {DUCKDB_ERROR_INVALID_INPUT, "Out of Memory",          Code::out_of_memory,                  ""},
    {DUCKDB_ERROR_INVALID,      "alformed JSON",           Code::internal_error,                 "JSON parsing error"},
    {DUCKDB_ERROR_INVALID_INPUT, "Invalid unicode",        Code::character_not_in_repertoire,    ""},
    {DUCKDB_ERROR_TRANSACTION,  "onflict",                 Code::serialization_failure,          "1023"},
    {DUCKDB_ERROR_TRANSACTION,  "has been altered",        Code::serialization_failure,          "1023"},
    {DUCKDB_ERROR_TRANSACTION,  "altered or dropped",      Code::serialization_failure,          "1023"},
    {DUCKDB_ERROR_TRANSACTION,  "has been dropped",        Code::serialization_failure,          "1023"},
    {DUCKDB_ERROR_TRANSACTION,  "No space left",           Code::disk_full,                      "could not extend file: no space left on device"},
    {DUCKDB_ERROR_TRANSACTION,  "transaction is aborted",  Code::in_failed_sql_transaction,      "current transaction is aborted, commands ignored until end of transaction block"},
    {DUCKDB_ERROR_OUT_OF_MEMORY, "temp directory",         Code::disk_full,                      ""},
    {DUCKDB_ERROR_OUT_OF_MEMORY, "",                       Code::out_of_memory,                  "out of memory"},
    {DUCKDB_ERROR_PERMISSION,   "",                        Code::insufficient_privilege,         ""},
    {DUCKDB_ERROR_IO,           "No space left",           Code::disk_full,                      "could not extend file: no space left on device"},
    {DUCKDB_ERROR_IO,           "No files found",          Code::undefined_file,                 ""},
    {DUCKDB_ERROR_IO,           "",                        Code::io_error,                       ""},
    {DUCKDB_ERROR_INVALID,      "could not be found",      Code::undefined_table,                ""},
    {DUCKDB_ERROR_SEQUENCE,     "",                        Code::object_not_in_prerequisite_state, ""},
    {DUCKDB_ERROR_DEPENDENCY,   "",                        Code::dependent_objects_still_exist,  ""},
};
// clang-format on

/// An Error of our own that raise_text() sent through the engine; nothing when the text holds none.
std::optional<Error> unpack(std::string_view text) {
    const std::size_t begin = text.find(kMark);
    if (begin == std::string_view::npos) return std::nullopt;
    text.remove_prefix(begin + 1);
    std::array<std::string_view, 3> fields;  // SQLSTATE, message, detail
    for (std::string_view& field : fields) {
        const std::size_t end = text.find(kMark);
        if (end == std::string_view::npos) return std::nullopt;
        field = text.substr(0, end);
        text.remove_prefix(end + 1);
    }
    Error error(code_from_sqlstate(fields[0]).value_or(Code::internal_error), "{}", fields[1]);
    if (!fields[2].empty()) error.detail(std::string(fields[2]));
    return error;
}

/// The first line of the engine's text without its class; the rest shows the emitted SQL, which is not the client's.
std::string_view headline(std::string_view text) {
    for (const ErrorClass& row : kClasses) {
        if (text.starts_with(row.prefix)) {
            text.remove_prefix(row.prefix.size());
            break;
        }
    }
    return text.substr(0, text.find('\n'));
}

/// Removes the parameters of object URLs, which may hold credentials.
std::string without_url_parameters(std::string_view text) {
    std::string out;
    while (true) {
        const std::size_t begin = text.find("?s3_");
        out += text.substr(0, begin);
        if (begin == std::string_view::npos) return out;
        text.remove_prefix(begin);
        text.remove_prefix(std::min(text.find_first_of("' \n"), text.size()));
    }
}

/// `… (HTTP 403 Forbidden)`, then, after a blank line, `<S3 error code>: <reason>` when the store gave one.
Error http_error(std::string_view message) {
    constexpr std::string_view kStatus = "(HTTP ";
    const std::size_t at = message.find(kStatus);
    if (at == std::string_view::npos) return Error(Code::io_error, "{}", headline(message));
    const std::string_view status = message.substr(at + kStatus.size(), 3);
    const Code code = status == "403" || status == "401" ? Code::insufficient_privilege
                      : status == "404"                  ? Code::undefined_file
                                                         : Code::io_error;
    std::string_view reason = message.substr(std::min(message.find("\n\n", at) + 2, message.size()));
    reason = reason.substr(0, reason.find('\n'));
    const std::size_t colon = reason.find(": ");
    if (colon == std::string_view::npos || reason.substr(0, colon).find(' ') != std::string_view::npos) {
        const std::string_view phrase = message.substr(at + kStatus.size() + 4);
        return Error(code, "S3ServiceException:{},Status {}", phrase.substr(0, phrase.find(')')), status)
            .detail(std::string(headline(message)));
    }
    return Error(code, "S3ServiceException:{},Status {},Error {}", reason.substr(colon + 2), status,
                 reason.substr(0, colon))
        .detail(std::string(headline(message)));
}

/// The table that a message names in double quotes or after `table `; empty when it names none.
std::string_view table_in(std::string_view text) {
    const std::size_t begin = text.find('"');
    if (begin == std::string_view::npos) return {};
    const std::size_t end = text.find('"', begin + 1);
    return end == std::string_view::npos ? std::string_view() : text.substr(begin + 1, end - begin - 1);
}

Error conflict(std::string_view text) {
    Error error(Code::serialization_failure, "1023");
    const std::string_view table = table_in(text);
    error.detail(table.empty() ? "Serializable isolation violation on table"
                               : fmt::format("Serializable isolation violation on table - {}", table));
    return error;
}

/// `NOT NULL constraint failed: <table>.<column>`, and the other constraints of the engine.
Error constraint(std::string_view text) {
    constexpr std::string_view kNotNull = "NOT NULL constraint failed: ";
    if (const std::size_t at = text.find(kNotNull); at != std::string_view::npos) {
        const std::string_view target = text.substr(at + kNotNull.size());
        const std::string_view column = target.substr(target.rfind('.') + 1);
        Error error(Code::not_null_violation, "Cannot insert a NULL value into column {}", column);
        return error.on({}, std::string(target.substr(0, target.rfind('.'))), std::string(column));
    }
    return Error(Code::unique_violation, "{}", text);
}

}  // namespace

Error map_error(duckdb_error_type type, std::string_view message) {
    if (std::optional<Error> own = unpack(message)) return *own;
    const std::string public_text = without_url_parameters(message);
    const std::string_view text = headline(public_text);
    if (type == DUCKDB_ERROR_INTERRUPT) return cancel_error(CancelReason::user_request);
    if (type == DUCKDB_ERROR_CONSTRAINT) return constraint(text);
    if (type == DUCKDB_ERROR_HTTP) return http_error(public_text);
    for (const Rule& rule : kRules) {
        if (rule.type != DUCKDB_ERROR_INVALID && rule.type != type) continue;
        if (text.find(rule.needle) == std::string_view::npos) continue;
        if (rule.code == Code::serialization_failure) return conflict(text);
        return Error(rule.code, "{}", rule.message.empty() ? text : rule.message);
    }
    return Error(Code::internal_error, "engine: {}", text);
}

Error map_error(std::string_view message) {
    for (const ErrorClass& row : kClasses) {
        if (message.starts_with(row.prefix)) return map_error(row.type, message);
    }
    return map_error(DUCKDB_ERROR_INVALID, message);
}

std::string raise_text(const Error& error) {
    return fmt::format("{0}{1}{0}{2}{0}{3}{0}", kMark, sqlstate(error.code()), error.message(),
                       error.detail());
}

}  // namespace blueshift::engine
