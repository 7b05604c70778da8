#include "copy/slice_writer.h"

#include "copy/time.h"
#include "copy/unload_naming.h"

namespace blueshift::copy {

namespace {

/// Lines are handed to the compressor in blocks of this size.
constexpr std::size_t kBlockBytes = 1 << 20;

}  // namespace

SliceWriter::SliceWriter(UnloadDestination& destination, const UnloadOptions& options, RowWriter& rows, std::string folder,
                         std::size_t slice)
    : destination_(destination), options_(options), rows_(rows), folder_(std::move(folder)), slice_(slice) {}

void SliceWriter::start() {
    if (!upload_) start_file();
}

void SliceWriter::start_file() {
    const std::string name = folder_ + file_name(options_, slice_, part_++);
    upload_ = destination_.start(name);
    compressor_ = make_compressor(options_.compression);
    file_ = UnloadedFile{};
    file_.url = destination_.url(name);
    file_.slice = static_cast<int>(slice_);
    file_.started_micros = now_micros();
    if (options_.header) rows_.append_header(lines_);
}

void SliceWriter::append(const Batch& batch, std::size_t row) {
    row_.clear();
    rows_.append_row(row_, batch, row);
    // Compression makes what waits smaller, but nobody knows by how much.
    const auto size = file_.size_bytes + static_cast<std::int64_t>(lines_.size() + row_.size());
    if (upload_ && file_.row_count > 0 && size > options_.file_bytes_max) finish_file();
    start();
    lines_ += row_;
    ++file_.row_count;
    if (lines_.size() >= kBlockBytes) flush();
}

void SliceWriter::flush() {
    compressor_->add(lines_, stored_);
    lines_.clear();
    send();
}

void SliceWriter::send() {
    upload_->write(stored_);
    file_.size_bytes += static_cast<std::int64_t>(stored_.size());
    stored_.clear();
}

void SliceWriter::finish_file() {
    flush();
    compressor_->finish(stored_);
    send();
    upload_->finish();
    upload_.reset();
    file_.ended_micros = now_micros();
    destination_.add(std::move(file_));
}

void SliceWriter::finish() {
    if (upload_) finish_file();
}

}  // namespace blueshift::copy
