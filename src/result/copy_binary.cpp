/// Binary data of COPY … FROM STDIN: a signature, then tuples of lengths and bytes.
#include "result/copy_reader.h"

#include "base/error.h"
#include "result/binary.h"
#include "result/copy_decode.h"
#include "result/wire_bytes.h"

namespace blueshift::result {

class CopyBinaryDecoder : public CopyReader {
public:
    explicit CopyBinaryDecoder(std::size_t column_count) : column_count_(column_count) {}

    void push(std::string_view bytes) override;
    void finish() override { finished_ = true; }
    bool next(Row& row) override;
    std::int64_t line_number() const override { return row_number_; }
    Value value(Type type, std::string_view field, const TextSettings& settings) const override;

private:
    bool read_header();
    /// The tuple at the front; false while it is incomplete.
    bool read_tuple(Row& row);

    std::size_t column_count_;
    std::string buffer_;
    std::size_t start_ = 0;  ///< in buffer_: up to here it has been read
    bool has_header_ = false;
    bool ended_ = false;  ///< by the trailer
    bool finished_ = false;
    std::int64_t row_number_ = 0;
};

namespace {

constexpr std::string_view kSignature("PGCOPY\n\377\r\n\0", 11);
constexpr std::size_t kHeaderSize =
    kSignature.size() + 2 * sizeof(std::int32_t);  ///< and flags, and the extension's length
constexpr std::uint32_t kCriticalFlags = 0xFFFF0000U;
constexpr std::int16_t kTrailer = -1;
constexpr std::size_t kTupleBytesMax = std::size_t{256} * 1024 * 1024;

[[noreturn]] void throw_bad_format(std::string_view what) {
    throw Error(Code::bad_copy_file_format, "{}", what);
}

template <class Integer>
Integer integer_at(std::string_view bytes, std::size_t position) {
    return load_big_endian<Integer>(bytes.substr(position, sizeof(Integer)));
}

}  // namespace

void CopyBinaryDecoder::push(std::string_view bytes) {
    // What has been read is dropped when it is most of the buffer, so that each byte moves once at
    // most on average.
    if (start_ > buffer_.size() / 2) {
        buffer_.erase(0, start_);
        start_ = 0;
    }
    if (!ended_) buffer_.append(bytes);
}

bool CopyBinaryDecoder::read_header() {
    const std::string_view bytes = std::string_view(buffer_).substr(start_);
    const std::string_view begun = bytes.substr(0, kSignature.size());
    if (begun != kSignature.substr(0, begun.size()))
        throw_bad_format("COPY file signature not recognized");
    if (bytes.size() < kHeaderSize) return false;
    if ((integer_at<std::uint32_t>(bytes, kSignature.size()) & kCriticalFlags) != 0) {
        throw_bad_format("unrecognized critical flags in COPY file header");
    }
    const auto extension =
        integer_at<std::int32_t>(bytes, kSignature.size() + sizeof(std::int32_t));
    if (extension < 0) throw_bad_format("invalid COPY file header (missing length)");
    if (bytes.size() - kHeaderSize < static_cast<std::size_t>(extension)) return false;
    start_ += kHeaderSize + static_cast<std::size_t>(extension);
    return has_header_ = true;
}

bool CopyBinaryDecoder::read_tuple(Row& row) {
    const std::string_view bytes = std::string_view(buffer_).substr(start_);
    if (bytes.size() > kTupleBytesMax) {
        throw Error(Code::program_limit_exceeded, "COPY row exceeds {} bytes", kTupleBytesMax);
    }
    std::size_t position = sizeof(std::int16_t);
    if (bytes.size() < position) return false;
    const auto field_count = integer_at<std::int16_t>(bytes, 0);
    if (field_count == kTrailer) {
        ended_ = true;
        return false;
    }
    if (field_count < 0 || static_cast<std::size_t>(field_count) != column_count_) {
        throw Error(Code::bad_copy_file_format, "row field count is {}, expected {}", field_count,
                    column_count_);
    }
    row.clear();
    for (std::size_t column = 0; column < column_count_; ++column) {
        if (bytes.size() - position < sizeof(std::int32_t)) return false;
        const auto length = integer_at<std::int32_t>(bytes, position);
        position += sizeof(std::int32_t);
        if (length == -1) {
            row.emplace_back(std::nullopt);
            continue;
        }
        if (length < 0) throw_bad_format("invalid field size");
        if (bytes.size() - position < static_cast<std::size_t>(length)) return false;
        row.emplace_back(bytes.substr(position, static_cast<std::size_t>(length)));
        position += static_cast<std::size_t>(length);
    }
    start_ += position;
    ++row_number_;
    return true;
}

bool CopyBinaryDecoder::next(Row& row) {
    if (ended_) return false;
    if ((has_header_ || read_header()) && read_tuple(row)) return true;
    // The trailer may be missing, as pgx leaves it out.
    if (finished_ && !ended_ && (!has_header_ || start_ < buffer_.size())) {
        throw_bad_format("unexpected EOF in COPY data");
    }
    return false;
}

Value CopyBinaryDecoder::value(Type type, std::string_view field,
                               const TextSettings& settings) const {
    return value_from_binary(type, field, settings);
}

std::unique_ptr<CopyReader> make_copy_reader(CopyOptions options, std::vector<std::string> names) {
    if (options.format == CopyFormat::binary)
        return std::make_unique<CopyBinaryDecoder>(names.size());
    return std::make_unique<CopyDecoder>(std::move(options), std::move(names));
}

}  // namespace blueshift::result
