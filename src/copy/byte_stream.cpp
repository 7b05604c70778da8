#include "copy/byte_stream.h"

#include <utility>

#include "copy/decompressor.h"
#include "copy/text_encoding.h"

namespace blueshift::copy {

namespace {

/// What is asked of the store at once: enough to hide the way there and back.
constexpr std::size_t kPartBytes = 8 << 20;

/// An object as stored. It is read in parts, so that a connection that breaks costs only one of them.
class ObjectStream : public ByteStream {
public:
    ObjectStream(storage::ObjectStore& store, const SourceObject& object, const CancelToken& cancel)
        : store_(store), object_(object), cancel_(cancel) {}

    std::string_view next() override {
        cancel_.check();
        if (offset_ >= object_.size_bytes) return {};
        part_ = store_.read_part(object_.location.key, offset_, kPartBytes, object_.etag, cancel_);
        if (part_.empty()) throw Error(Code::io_error, "object \"{}\" ended too early", object_.location.url());
        offset_ += static_cast<std::int64_t>(part_.size());
        return part_;
    }

private:
    storage::ObjectStore& store_;
    SourceObject object_;
    const CancelToken& cancel_;
    std::int64_t offset_ = 0;
    std::string part_;
};

class HeaderlessStream : public ByteStream {
public:
    HeaderlessStream(std::unique_ptr<ByteStream> input, std::int64_t lines) : input_(std::move(input)), left_(lines) {}

    std::string_view next() override {
        while (true) {
            const std::string_view block = input_->next();
            if (block.empty()) return {};
            const std::string_view rest = behind_header(block);
            if (!rest.empty()) return rest;
        }
    }

private:
    std::string_view behind_header(std::string_view bytes) {
        if (std::exchange(after_return_, false) && bytes.starts_with('\n')) bytes.remove_prefix(1);
        while (left_ > 0 && !bytes.empty()) {
            const std::size_t end = std::min(bytes.find_first_of("\r\n"), bytes.size());
            if (end == bytes.size()) return {};
            const bool carriage_return = bytes[end] == '\r';
            bytes.remove_prefix(end + 1);
            --left_;
            if (!carriage_return) continue;
            after_return_ = bytes.empty();
            if (bytes.starts_with('\n')) bytes.remove_prefix(1);
        }
        return bytes;
    }

    std::unique_ptr<ByteStream> input_;
    std::int64_t left_;
    bool after_return_ = false;
};

}  // namespace

std::unique_ptr<ByteStream> without_header(std::unique_ptr<ByteStream> bytes, std::int64_t lines) {
    if (lines == 0) return bytes;
    return std::make_unique<HeaderlessStream>(std::move(bytes), lines);
}

std::unique_ptr<ByteStream> open_bytes(storage::ObjectStore& store, const SourceObject& object, const LoadOptions& options,
                                       const CancelToken& cancel) {
    std::unique_ptr<ByteStream> bytes = std::make_unique<ObjectStream>(store, object, cancel);
    bytes = decompress(std::move(bytes), object.location.key, options.compression);
    return to_utf8(std::move(bytes), object.location.key, options.encoding);
}

}  // namespace blueshift::copy
