#include "copy/bulk_source.h"

#include <fmt/format.h>

#include "copy/record.h"
#include "emit/emitter.h"

namespace blueshift::copy {

namespace {

std::string address_list(const Source& source) {
    std::string list;
    for (const SourceObject& object : source.objects) {
        list += list.empty() ? "[" : ", ";
        list += engine_address(object.location, source.authorization.credentials);
    }
    return list + "]";
}

std::string column_names(std::size_t count) {
    std::string names;
    for (std::size_t i = 0; i < count; ++i) names += fmt::format("{}k{}", i == 0 ? "" : ", ", i);
    return names;
}

}  // namespace

bool engine_reads(const LoadOptions& options, std::size_t column_count) {
    if (options.format != sql::CopyFormat::delimited && options.format != sql::CopyFormat::csv) return false;
    const bool own_work = options.escape || options.remove_quotes || options.fill_record || options.no_load ||
                          options.invalid_replacement || options.error_count_max > 1;
    const std::string& null_text = options.null_text;
    const bool null_is_plain = null_text.find_first_of({options.delimiter, options.quote, '\0', '\n', '\r'}) == std::string::npos;
    // An empty line of a single column is a value to the engine.
    const bool empty_lines = column_count == 1 && options.ignore_blank_lines;
    return !own_work && null_is_plain && !empty_lines;
}

std::string text_source(const LoadOptions& options, const std::vector<std::string>& paths, std::size_t column_count) {
    std::string files;
    for (const std::string& path : paths) files += (files.empty() ? "[" : ", ") + emit::quote_literal(path);
    std::string columns;
    for (std::size_t i = 0; i < column_count; ++i) {
        columns += fmt::format("{}'k{}': 'VARCHAR'", i == 0 ? "" : ", ", i);
    }
    const std::string quote = options.format == sql::CopyFormat::csv ? std::string(1, options.quote) : "";
    return fmt::format(
        "read_csv({}], columns = {{{}}}, auto_detect = false, header = false, delim = {}, quote = {}, escape = {}, "
        "nullstr = {}, max_line_size = {})",
        files, columns, emit::quote_literal(std::string(1, options.delimiter)), emit::quote_literal(quote),
        emit::quote_literal(quote), emit::quote_literal(options.null_text), kRecordBytesMax);
}

std::string parquet_source(const Source& source, std::size_t column_count, const Environment& environment,
                           std::vector<std::string>& types) {
    const std::string reader = fmt::format("read_parquet({}, hive_partitioning = false)", address_list(source));
    try {
        const auto rows = environment.engine.query("SELECT column_type FROM (DESCRIBE SELECT * FROM " + reader + ")",
                                                   {Type{TypeId::varchar}});
        Batch batch;
        while (rows->next(batch)) {
            for (std::size_t row = 0; row < batch.row_count; ++row) {
                types.push_back(value_at(batch.columns[0], row, Type{TypeId::varchar}).as_string());
            }
        }
    } catch (const Error& error) {
        const Error clean = without_credentials(error);
        if (clean.message().find("magic bytes") == std::string::npos &&
            clean.message().find("too small") == std::string::npos) {
            throw clean;
        }
        throw Error(Code::bad_copy_file_format, "invalid Parquet file").detail(clean.message());
    }
    if (types.size() != column_count) {
        throw Error(Code::datatype_mismatch, "the Parquet file has {} columns, but {} are loaded", types.size(), column_count);
    }
    return fmt::format("{} AS f({})", reader, column_names(column_count));
}

}  // namespace blueshift::copy
