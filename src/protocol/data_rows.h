#pragma once
/// DataRow messages from batches of columns.
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "session/session.h"
#include "types/batch.h"

namespace blueshift::protocol {

/// Encodes the rows of one result.
class DataRowEncoder {
public:
    DataRowEncoder(std::span<const session::ResultColumn> columns,
                   std::vector<std::int16_t> formats, const TextSettings& settings,
                   int redshift_protocol);

    /// Appends `count` messages, from row `first` of `batch` on.
    void append(std::string& out, const Batch& batch, std::size_t first, std::size_t count) const;

private:
    std::vector<Type> types_;
    std::vector<std::int16_t> formats_;
    const TextSettings& settings_;
    int redshift_protocol_;
};

}  // namespace blueshift::protocol
