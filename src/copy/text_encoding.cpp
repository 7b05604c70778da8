#include "copy/text_encoding.h"

#include <utility>

#include "base/error.h"

namespace blueshift::copy {

namespace {

constexpr char32_t kByteOrderMark = 0xFEFF;
constexpr char32_t kSwappedByteOrderMark = 0xFFFE;

bool is_high_surrogate(char32_t unit) { return unit >= 0xD800 && unit < 0xDC00; }
bool is_low_surrogate(char32_t unit) { return unit >= 0xDC00 && unit < 0xE000; }

void append_utf8(std::string& out, char32_t point) {
    const auto trailing = [&](int shift) { out += static_cast<char>(0x80 | ((point >> shift) & 0x3F)); };
    if (point < 0x80) {
        out += static_cast<char>(point);
    } else if (point < 0x800) {
        out += static_cast<char>(0xC0 | point >> 6);
        trailing(0);
    } else if (point < 0x10000) {
        out += static_cast<char>(0xE0 | point >> 12);
        trailing(6);
        trailing(0);
    } else {
        out += static_cast<char>(0xF0 | point >> 18);
        trailing(12);
        trailing(6);
        trailing(0);
    }
}

class Latin1Stream : public ByteStream {
public:
    explicit Latin1Stream(std::unique_ptr<ByteStream> input) : input_(std::move(input)) {}

    std::string_view next() override {
        output_.clear();
        for (const char c : input_->next()) append_utf8(output_, static_cast<unsigned char>(c));
        return output_;
    }

private:
    std::unique_ptr<ByteStream> input_;
    std::string output_;
};

class Utf16Stream : public ByteStream {
public:
    Utf16Stream(std::unique_ptr<ByteStream> input, std::string key, Encoding encoding)
        : input_(std::move(input)), key_(std::move(key)), encoding_(encoding), big_endian_(encoding == Encoding::utf16be) {}

    std::string_view next() override {
        output_.clear();
        while (output_.empty()) {
            const std::string_view block = input_->next();
            if (block.empty()) {
                finish();
                break;
            }
            for (const char c : block) take(static_cast<unsigned char>(c));
        }
        return output_;
    }

private:
    void take(unsigned char byte) {
        if (!half_) {
            half_ = byte;
            return;
        }
        const auto unit = static_cast<char32_t>(big_endian_ ? *half_ << 8 | byte : byte << 8 | *half_);
        half_.reset();
        if (!std::exchange(begun_, true)) {
            if (read_mark(unit)) return;
        }
        if (high_ != 0 && is_low_surrogate(unit)) {
            append_utf8(output_, 0x10000 + ((high_ - 0xD800) << 10) + (unit - 0xDC00));
            high_ = 0;
            return;
        }
        flush_high();
        if (is_high_surrogate(unit)) {
            high_ = unit;
        } else {
            append_utf8(output_, unit);
        }
    }

    /// Whether the first unit is a mark. UTF16 needs one, which tells the order; the others must not have the opposite one.
    bool read_mark(char32_t unit) {
        if (unit == kByteOrderMark) return true;
        if (encoding_ == Encoding::utf16 && unit == kSwappedByteOrderMark) {
            big_endian_ = !big_endian_;
            return true;
        }
        if (encoding_ == Encoding::utf16) {
            throw Error(Code::bad_copy_file_format, "\"{}\" is not encoded as UTF16: it does not begin with a byte order mark", key_);
        }
        if (unit == kSwappedByteOrderMark) {
            throw Error(Code::bad_copy_file_format, "\"{}\" has the byte order mark of another encoding", key_);
        }
        return false;
    }

    void flush_high() {
        if (high_ != 0) append_utf8(output_, std::exchange(high_, 0));
    }

    void finish() {
        flush_high();
        if (half_) throw Error(Code::bad_copy_file_format, "\"{}\" ends within a character", key_);
    }

    std::unique_ptr<ByteStream> input_;
    std::string key_;
    Encoding encoding_;
    bool big_endian_;
    bool begun_ = false;
    std::optional<unsigned char> half_;
    char32_t high_ = 0;
    std::string output_;
};

}  // namespace

std::unique_ptr<ByteStream> to_utf8(std::unique_ptr<ByteStream> input, const std::string& key, Encoding encoding) {
    switch (encoding) {
        case Encoding::utf8: break;
        case Encoding::iso88591: return std::make_unique<Latin1Stream>(std::move(input));
        case Encoding::utf16:
        case Encoding::utf16le:
        case Encoding::utf16be: return std::make_unique<Utf16Stream>(std::move(input), key, encoding);
    }
    return input;
}

}  // namespace blueshift::copy
