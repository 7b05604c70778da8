#pragma once
/// Records of a file before they are converted, whatever the file's format.
#include <cstdint>
#include <string>
#include <vector>

namespace blueshift::copy {

struct Field {
    std::string text;
    bool is_null = false;  ///< the text is the NULL marker, or there is no value
};

struct Record {
    std::vector<Field> fields;
    std::string raw;               ///< as it stands in the file, without its line end
    std::int64_t line_number = 0;  ///< of its first line, from 1
    std::string problem;           ///< why it has no sensible fields; empty when it has
    int problem_code = 0;          ///< of load_codes.h
};

/// The largest record, from any source.  Doc: dg/r_COPY
inline constexpr std::size_t kRecordBytesMax = 4 << 20;

/// The records of one object, read once.
class RecordSource {
public:
    virtual ~RecordSource() = default;
    /// False at the end. Throws bad_copy_file_format (22P04) when nothing behind a place can be read.
    virtual bool next(Record& record) = 0;
};

}  // namespace blueshift::copy
