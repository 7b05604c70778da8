#pragma once
/// Writes the text files of one slice, one after the other.
#include <memory>
#include <string>

#include "copy/compressor.h"
#include "copy/row_writer.h"
#include "copy/unload_destination.h"

namespace blueshift::copy {

/// Used by one thread at a time.
class SliceWriter {
public:
    /// Files go into `folder`, relative to the destination, empty or with a slash behind it. Refers to the other arguments.
    SliceWriter(UnloadDestination& destination, const UnloadOptions& options, RowWriter& rows, std::string folder, std::size_t slice);

    void append(const Batch& batch, std::size_t row);
    /// Starts the first file even when no row comes.
    void start();
    /// Ends the last file.
    void finish();

private:
    void start_file();
    void flush();
    void send();
    void finish_file();

    UnloadDestination& destination_;
    const UnloadOptions& options_;
    RowWriter& rows_;
    std::string folder_;
    std::size_t slice_;
    std::size_t part_ = 0;

    // The file being written.
    std::unique_ptr<storage::Upload> upload_;
    std::unique_ptr<Compressor> compressor_;
    UnloadedFile file_;
    std::string lines_;   ///< not yet compressed
    std::string row_;
    std::string stored_;  ///< compressed, not yet sent
};

}  // namespace blueshift::copy
