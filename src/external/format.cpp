#include "external/format.h"

#include <algorithm>
#include <charconv>

#include "base/error.h"

namespace blueshift::external {

namespace {

// clang-format off
constexpr FileFormat kFileFormats[] = {  // To add a format: a row, and its SerDe below.
    {"textfile",     "org.apache.hadoop.mapred.TextInputFormat",
                     "org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat",
                     "org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe"},
    {"parquet",      "org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat",
                     "org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat",
                     "org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe"},
    {"orc",          "org.apache.hadoop.hive.ql.io.orc.OrcInputFormat",
                     "org.apache.hadoop.hive.ql.io.orc.OrcOutputFormat",
                     "org.apache.hadoop.hive.ql.io.orc.OrcSerde"},
    {"avro",         "org.apache.hadoop.hive.ql.io.avro.AvroContainerInputFormat",
                     "org.apache.hadoop.hive.ql.io.avro.AvroContainerOutputFormat",
                     "org.apache.hadoop.hive.serde2.avro.AvroSerDe"},
    {"rcfile",       "org.apache.hadoop.hive.ql.io.RCFileInputFormat",
                     "org.apache.hadoop.hive.ql.io.RCFileOutputFormat",
                     "org.apache.hadoop.hive.serde2.columnar.ColumnarSerDe"},
    {"sequencefile", "org.apache.hadoop.mapred.SequenceFileInputFormat",
                     "org.apache.hadoop.hive.ql.io.HiveSequenceFileOutputFormat",
                     "org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe"},
    {"ion",          "com.amazon.ionhiveserde.formats.IonInputFormat",
                     "com.amazon.ionhiveserde.formats.IonOutputFormat",
                     "com.amazon.ionhiveserde.IonHiveSerDe"},
};

struct SerdeRow {
    std::string_view part;  ///< of the class name, in lower case
    Format format;
};
constexpr SerdeRow kSerdes[] = {  // The first row that fits decides.
    {"opencsvserde",      Format::open_csv},   {"regexserde",         Format::regex},
    {"grokserde",         Format::grok},       {"jsonserde",          Format::json},
    {"parquethiveserde",  Format::parquet},    {"orcserde",           Format::orc},
    {"avroserde",         Format::avro},       {"columnarserde",      Format::rc_file},
    {"ionhiveserde",      Format::ion},        {"lazysimpleserde",    Format::delimited},
};
// clang-format on

std::string lower(std::string_view text) {
    std::string out(text);
    std::ranges::transform(out, out.begin(), [](unsigned char c) { return c >= 'A' && c <= 'Z' ? c + 32 : c; });
    return out;
}

}  // namespace

const FileFormat* find_file_format(std::string_view word) {
    const auto row = std::ranges::find(kFileFormats, word, &FileFormat::word);
    return row == std::end(kFileFormats) ? nullptr : row;
}

Format format_of(const catalog::StorageDescriptor& storage, const std::map<std::string, std::string>& parameters) {
    if (lower(parameter(parameters, "table_type")) == "iceberg") return Format::iceberg;
    if (lower(storage.input_format).find("sequencefile") != std::string::npos) return Format::sequence_file;
    const std::string serde = lower(storage.serde);
    for (const SerdeRow& row : kSerdes) {
        if (serde.find(row.part) != std::string::npos) return row.format;
    }
    return Format::unknown;
}

std::string parameter(const std::map<std::string, std::string>& parameters, const std::string& name) {
    const auto found = parameters.find(name);
    return found == parameters.end() ? std::string() : found->second;
}

std::int64_t number_parameter(const std::map<std::string, std::string>& parameters, const std::string& name,
                              std::int64_t otherwise) {
    const std::string text = parameter(parameters, name);
    if (text.empty()) return otherwise;
    std::int64_t value = 0;
    const auto end = text.data() + text.size();
    if (const auto read = std::from_chars(text.data(), end, value); read.ptr != end || read.ec != std::errc() || value < 0) {
        throw Error(Code::invalid_parameter_value, "invalid value for table property \"{}\": \"{}\"", name, text);
    }
    return value;
}

char delimiter_of(std::string_view text) {
    constexpr std::string_view kEscapes = "tnrbfa0";
    constexpr std::string_view kMeanings = "\t\n\r\b\f\1\0";
    if (text.size() == 1) return text[0];
    const bool escaped = text.size() > 1 && text[0] == '\\';
    std::string_view digits = escaped ? text.substr(1) : text;
    if (escaped && digits.size() == 1) {
        const char letter = digits[0] == 'A' ? 'a' : digits[0];
        if (const auto at = kEscapes.find(letter); at != std::string_view::npos) return kMeanings[at];
        if (letter < '0' || letter > '9') return letter;
    }
    // `\001` and `\u0001` count in eights and sixteens, a bare number in tens.
    int base = escaped ? 8 : 10;
    if (escaped && digits.starts_with('u')) {
        digits.remove_prefix(1);
        base = 16;
    }
    int value = -1;
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), value, base);
    if (digits.empty() || read.ptr != digits.data() + digits.size() || value < 0 || value > 127) {
        throw Error(Code::invalid_parameter_value, "invalid delimiter \"{}\"", text)
            .detail("A delimiter is a single ASCII character.");
    }
    return static_cast<char>(value);
}

}  // namespace blueshift::external
