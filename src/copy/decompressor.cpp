#include "copy/decompressor.h"

#include <bzlib.h>
#include <zlib.h>
#include <zstd.h>

#include <utility>
#include <vector>

namespace blueshift::copy {

namespace {

constexpr std::size_t kBlockBytes = 1 << 20;

class GzipStream : public ByteStream {
public:
    GzipStream(std::unique_ptr<ByteStream> input, std::string key) : input_(std::move(input)), key_(std::move(key)) {
        constexpr int kGzipWindow = 15 + 16;
        inflateInit2(&state_, kGzipWindow);
    }
    ~GzipStream() override { inflateEnd(&state_); }

    std::string_view next() override {
        state_.next_out = reinterpret_cast<Bytef*>(output_.data());
        state_.avail_out = static_cast<uInt>(output_.size());
        // What filled the output may have left more of it inside.
        while (state_.avail_out == output_.size() && (std::exchange(was_full_, false) || refill())) {
            const int result = inflate(&state_, Z_NO_FLUSH);
            if (result == Z_OK) inside_member_ = true;
            if (result == Z_STREAM_END) inside_member_ = false;
            if (result != Z_OK && result != Z_STREAM_END && result != Z_BUF_ERROR) throw not_compressed(key_, "gzip");
            // Files may be several members one after the other.
            if (result == Z_STREAM_END) inflateReset(&state_);
        }
        was_full_ = state_.avail_out == 0;
        return {output_.data(), output_.size() - state_.avail_out};
    }

private:
    /// False at the end of the input.
    bool refill() {
        if (state_.avail_in > 0) return true;
        const std::string_view block = input_->next();
        if (block.empty()) {
            if (inside_member_) throw not_compressed(key_, "gzip");
            return false;
        }
        state_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(block.data()));
        state_.avail_in = static_cast<uInt>(block.size());
        return true;
    }

    std::unique_ptr<ByteStream> input_;
    std::string key_;
    z_stream state_{};
    bool inside_member_ = false;
    bool was_full_ = false;
    std::vector<char> output_ = std::vector<char>(kBlockBytes);
};

class ZstdStream : public ByteStream {
public:
    ZstdStream(std::unique_ptr<ByteStream> input, std::string key)
        : input_(std::move(input)), key_(std::move(key)), state_(ZSTD_createDStream(), ZSTD_freeDStream) {}

    std::string_view next() override {
        ZSTD_outBuffer output{output_.data(), output_.size(), 0};
        while (output.pos == 0) {
            if (input_buffer_.pos == input_buffer_.size && !std::exchange(was_full_, false)) {
                const std::string_view block = input_->next();
                if (block.empty()) {
                    if (inside_frame_) throw not_compressed(key_, "zstd");
                    break;
                }
                input_buffer_ = {block.data(), block.size(), 0};
            }
            const std::size_t result = ZSTD_decompressStream(state_.get(), &output, &input_buffer_);
            if (ZSTD_isError(result)) throw not_compressed(key_, "zstd");
            inside_frame_ = result != 0;
        }
        was_full_ = output.pos == output.size;
        return {output_.data(), output.pos};
    }

private:
    std::unique_ptr<ByteStream> input_;
    std::string key_;
    std::unique_ptr<ZSTD_DStream, decltype(&ZSTD_freeDStream)> state_;
    ZSTD_inBuffer input_buffer_{};
    bool inside_frame_ = false;
    bool was_full_ = false;
    std::vector<char> output_ = std::vector<char>(kBlockBytes);
};

class Bzip2Stream : public ByteStream {
public:
    Bzip2Stream(std::unique_ptr<ByteStream> input, std::string key) : input_(std::move(input)), key_(std::move(key)) {
        BZ2_bzDecompressInit(&state_, 0, 0);
    }
    ~Bzip2Stream() override { BZ2_bzDecompressEnd(&state_); }

    std::string_view next() override {
        state_.next_out = output_.data();
        state_.avail_out = static_cast<unsigned>(output_.size());
        while (state_.avail_out == output_.size() && (std::exchange(was_full_, false) || refill())) {
            const int result = BZ2_bzDecompress(&state_);
            if (result != BZ_OK && result != BZ_STREAM_END) throw not_compressed(key_, "bzip2");
            inside_member_ = result == BZ_OK;
            if (result == BZ_STREAM_END) begin_member();
        }
        was_full_ = state_.avail_out == 0;
        return {output_.data(), output_.size() - state_.avail_out};
    }

private:
    /// Files may be several members one after the other.
    void begin_member() {
        bz_stream fresh{};
        fresh.next_in = state_.next_in;
        fresh.avail_in = state_.avail_in;
        fresh.next_out = state_.next_out;
        fresh.avail_out = state_.avail_out;
        BZ2_bzDecompressEnd(&state_);
        state_ = fresh;
        BZ2_bzDecompressInit(&state_, 0, 0);
    }

    /// False at the end of the input.
    bool refill() {
        if (state_.avail_in > 0) return true;
        const std::string_view block = input_->next();
        if (block.empty()) {
            if (inside_member_) throw not_compressed(key_, "bzip2");
            return false;
        }
        state_.next_in = const_cast<char*>(block.data());
        state_.avail_in = static_cast<unsigned>(block.size());
        return true;
    }

    std::unique_ptr<ByteStream> input_;
    std::string key_;
    bz_stream state_{};
    bool inside_member_ = false;
    bool was_full_ = false;
    std::vector<char> output_ = std::vector<char>(kBlockBytes);
};

}  // namespace

Error not_compressed(const std::string& key, std::string_view format) {
    return Error(Code::bad_copy_file_format, "\"{}\" is not a {} file, or it is damaged", key, format);
}

std::unique_ptr<ByteStream> decompress(std::unique_ptr<ByteStream> input, const std::string& key, Compression compression) {
    switch (compression) {
        case Compression::gzip: return std::make_unique<GzipStream>(std::move(input), key);
        case Compression::zstd: return std::make_unique<ZstdStream>(std::move(input), key);
        case Compression::bzip2: return std::make_unique<Bzip2Stream>(std::move(input), key);
        case Compression::lzop: return open_lzop(std::move(input), key);
        case Compression::none: break;
    }
    return input;
}

}  // namespace blueshift::copy
