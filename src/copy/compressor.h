#pragma once
/// Compresses the bytes of one file in memory.
#include <memory>
#include <string>
#include <string_view>

#include "copy/load_options.h"

namespace blueshift::copy {

class Compressor {
public:
    virtual ~Compressor() = default;
    /// Appends what comes out of `input` to `output`; some of it may stay inside.
    virtual void add(std::string_view input, std::string& output) = 0;
    /// Appends what is left. Nothing may be added afterwards.
    virtual void finish(std::string& output) = 0;
};

std::unique_ptr<Compressor> make_compressor(Compression compression);

/// What UNLOAD puts behind the names of such files, with its point.
std::string_view file_extension(Compression compression);

}  // namespace blueshift::copy
