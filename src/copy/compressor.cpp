#include "copy/compressor.h"

#include <bzlib.h>
#include <zlib.h>
#include <zstd.h>

#include <vector>

namespace blueshift::copy {

namespace {

constexpr std::size_t kBlockBytes = 256 << 10;

class NoCompressor : public Compressor {
public:
    void add(std::string_view input, std::string& output) override { output += input; }
    void finish(std::string&) override {}
};

class GzipCompressor : public Compressor {
public:
    GzipCompressor() {
        constexpr int kGzipWindow = 15 + 16;
        constexpr int kMemoryLevel = 8;
        deflateInit2(&state_, Z_DEFAULT_COMPRESSION, Z_DEFLATED, kGzipWindow, kMemoryLevel, Z_DEFAULT_STRATEGY);
    }
    ~GzipCompressor() override { deflateEnd(&state_); }

    void add(std::string_view input, std::string& output) override { run(input, Z_NO_FLUSH, output); }
    void finish(std::string& output) override { run({}, Z_FINISH, output); }

private:
    void run(std::string_view input, int flush, std::string& output) {
        state_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(input.data()));
        state_.avail_in = static_cast<uInt>(input.size());
        do {
            state_.next_out = reinterpret_cast<Bytef*>(block_.data());
            state_.avail_out = static_cast<uInt>(block_.size());
            deflate(&state_, flush);
            output.append(block_.data(), block_.size() - state_.avail_out);
        } while (state_.avail_out == 0);
    }

    z_stream state_{};
    std::vector<char> block_ = std::vector<char>(kBlockBytes);
};

class Bzip2Compressor : public Compressor {
public:
    Bzip2Compressor() {
        constexpr int kLargestBlocks = 9;
        BZ2_bzCompressInit(&state_, kLargestBlocks, 0, 0);
    }
    ~Bzip2Compressor() override { BZ2_bzCompressEnd(&state_); }

    void add(std::string_view input, std::string& output) override {
        state_.next_in = const_cast<char*>(input.data());
        state_.avail_in = static_cast<unsigned>(input.size());
        while (state_.avail_in > 0) step(BZ_RUN, output);
    }
    void finish(std::string& output) override {
        while (step(BZ_FINISH, output) != BZ_STREAM_END) {
        }
    }

private:
    int step(int action, std::string& output) {
        state_.next_out = block_.data();
        state_.avail_out = static_cast<unsigned>(block_.size());
        const int result = BZ2_bzCompress(&state_, action);
        output.append(block_.data(), block_.size() - state_.avail_out);
        return result;
    }

    bz_stream state_{};
    std::vector<char> block_ = std::vector<char>(kBlockBytes);
};

class ZstdCompressor : public Compressor {
public:
    void add(std::string_view input, std::string& output) override { run(input, ZSTD_e_continue, output); }
    void finish(std::string& output) override { run({}, ZSTD_e_end, output); }

private:
    void run(std::string_view input, ZSTD_EndDirective directive, std::string& output) {
        ZSTD_inBuffer in{input.data(), input.size(), 0};
        std::size_t left = 0;
        do {
            ZSTD_outBuffer out{block_.data(), block_.size(), 0};
            left = ZSTD_compressStream2(state_.get(), &out, &in, directive);
            output.append(block_.data(), out.pos);
        } while (directive == ZSTD_e_end ? left != 0 : in.pos != in.size);
    }

    std::unique_ptr<ZSTD_CCtx, decltype(&ZSTD_freeCCtx)> state_{ZSTD_createCCtx(), ZSTD_freeCCtx};
    std::vector<char> block_ = std::vector<char>(kBlockBytes);
};

}  // namespace

std::unique_ptr<Compressor> make_compressor(Compression compression) {
    switch (compression) {
        case Compression::gzip: return std::make_unique<GzipCompressor>();
        case Compression::zstd: return std::make_unique<ZstdCompressor>();
        case Compression::bzip2: return std::make_unique<Bzip2Compressor>();
        case Compression::lzop:  // UNLOAD has no such option
        case Compression::none: break;
    }
    return std::make_unique<NoCompressor>();
}

std::string_view file_extension(Compression compression) {
    switch (compression) {
        case Compression::gzip: return ".gz";
        case Compression::zstd: return ".zst";
        case Compression::bzip2: return ".bz2";
        case Compression::lzop:
        case Compression::none: break;
    }
    return "";
}

}  // namespace blueshift::copy
