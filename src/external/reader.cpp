#include "external/reader.h"

#include "base/error.h"
#include "copy/credentials.h"

namespace blueshift::external {

namespace {

std::string address_list(const FileGroup& group, const storage::Credentials& credentials) {
    std::string list;
    for (const File* file : group.files) {
        list += list.empty() ? "[" : ", ";
        list += copy::engine_address(file->location, credentials);
    }
    return list + "]";
}

Error not_read(std::string_view what) {
    return Error(Code::feature_not_supported, "reading {} files is not supported", what);
}

}  // namespace

Reading open_reader(const FileGroup& group, const storage::Credentials& credentials, const Environment& environment) {
    const std::string addresses = address_list(group, credentials);
    switch (group.format) {
        case Format::delimited: return read_delimited(group, addresses);
        case Format::open_csv: return read_open_csv(group, addresses);
        case Format::regex: return read_regex(group, addresses);
        case Format::json: return read_json(group, addresses);
        case Format::parquet:
        case Format::avro: return read_typed(group, addresses, environment);
        case Format::orc: throw not_read("ORC");
        case Format::grok: throw not_read("Grok");
        case Format::sequence_file: throw not_read("SEQUENCEFILE");
        case Format::rc_file: throw not_read("RCFILE");
        case Format::ion: throw not_read("ION");
        case Format::iceberg: throw not_read("Iceberg");
        case Format::unknown: break;
    }
    throw Error(Code::feature_not_supported, "the SerDe \"{}\" is not supported", group.storage->serde);
}

}  // namespace blueshift::external
