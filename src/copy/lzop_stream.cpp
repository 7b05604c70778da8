/// Files of the program lzop: a header, then blocks of LZO1X.
#include <lzo/lzo1x.h>
#include <zlib.h>

#include <utility>

#include "copy/decompressor.h"

namespace blueshift::copy {

namespace {

constexpr std::string_view kMagic("\x89LZO\0\r\n\x1a\n", 9);
constexpr std::uint32_t kBlockBytesMax = 64 << 20;  ///< the program's own limit
constexpr unsigned kVersionWithLevel = 0x0940;

/// Flags of the header.
constexpr std::uint32_t kAdlerOfData = 0x1;
constexpr std::uint32_t kAdlerOfBlock = 0x2;
constexpr std::uint32_t kExtraField = 0x40;
constexpr std::uint32_t kCrcOfData = 0x100;
constexpr std::uint32_t kCrcOfBlock = 0x200;
constexpr std::uint32_t kFilter = 0x800;

class LzopStream : public ByteStream {
public:
    LzopStream(std::unique_ptr<ByteStream> input, std::string key) : input_(std::move(input)), key_(std::move(key)) {
        if (lzo_init() != LZO_E_OK) throw Error(Code::internal_error, "the LZO library does not fit this machine");
    }

    std::string_view next() override {
        while (true) {
            if (!inside_member_) {
                if (at_end()) return {};
                read_header();
            }
            if (read_block()) return output_;
        }
    }

private:
    bool at_end() {
        if (!rest_.empty()) return false;
        rest_ = input_->next();
        return rest_.empty();
    }

    /// The next `count` bytes.
    std::string take(std::size_t count) {
        std::string bytes;
        while (bytes.size() < count) {
            if (at_end()) throw not_compressed(key_, "lzop");
            const std::string_view piece = rest_.substr(0, count - bytes.size());
            bytes += piece;
            rest_.remove_prefix(piece.size());
        }
        return bytes;
    }

    std::uint32_t number(std::size_t bytes) {
        std::uint32_t value = 0;
        for (const char c : take(bytes)) value = value << 8 | static_cast<unsigned char>(c);
        return value;
    }

    void read_header() {
        if (take(kMagic.size()) != kMagic) throw not_compressed(key_, "lzop");
        const std::uint32_t version = number(2);
        number(2);  // of the library
        if (version >= kVersionWithLevel) number(2);  // needed to extract
        number(1);  // method: all of them are read alike
        if (version >= kVersionWithLevel) number(1);
        flags_ = number(4);
        if (flags_ & kFilter) throw Error(Code::feature_not_supported, "lzop filters are not supported: \"{}\"", key_);
        number(4);  // mode
        number(version >= kVersionWithLevel ? 8 : 4);  // time
        take(number(1));  // name
        number(4);  // checksum
        if (flags_ & kExtraField) {
            take(number(4));
            number(4);
        }
        inside_member_ = true;
    }

    /// False at the end of a member.
    bool read_block() {
        const std::uint32_t size = number(4);
        if (size == 0) {
            inside_member_ = false;
            return false;
        }
        const std::uint32_t stored_size = number(4);
        if (size > kBlockBytesMax || stored_size > size) throw not_compressed(key_, "lzop");
        const std::uint32_t adler = flags_ & kAdlerOfData ? number(4) : 0;
        const std::uint32_t crc = flags_ & kCrcOfData ? number(4) : 0;
        const bool compressed = stored_size < size;
        if (compressed && (flags_ & kAdlerOfBlock)) number(4);
        if (compressed && (flags_ & kCrcOfBlock)) number(4);
        std::string stored = take(stored_size);
        if (compressed) {
            output_.resize(size);
            lzo_uint written = size;
            const int result = lzo1x_decompress_safe(reinterpret_cast<const lzo_bytep>(stored.data()), stored.size(),
                                                     reinterpret_cast<lzo_bytep>(output_.data()), &written, nullptr);
            if (result != LZO_E_OK || written != size) throw not_compressed(key_, "lzop");
        } else {
            output_ = std::move(stored);
        }
        const auto* bytes = reinterpret_cast<const Bytef*>(output_.data());
        const bool intact = (!(flags_ & kAdlerOfData) || adler32(1, bytes, size) == adler) &&
                            (!(flags_ & kCrcOfData) || crc32(0, bytes, size) == crc);
        if (!intact) throw not_compressed(key_, "lzop");
        return true;
    }

    std::unique_ptr<ByteStream> input_;
    std::string key_;
    std::string_view rest_;
    std::uint32_t flags_ = 0;
    bool inside_member_ = false;
    std::string output_;
};

}  // namespace

std::unique_ptr<ByteStream> open_lzop(std::unique_ptr<ByteStream> input, const std::string& key) {
    return std::make_unique<LzopStream>(std::move(input), key);
}

}  // namespace blueshift::copy
