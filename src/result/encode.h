#pragma once
/// Rows of a result as messages of the wire protocol.
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "types/batch.h"
#include "types/text.h"

namespace blueshift::result {

/// Format code of a column or parameter.
enum class Format : std::int16_t { text = 0, binary = 1 };

/// One format per column from the codes of a Bind message, where none means text and one goes for
/// all. Throws protocol_violation (08P01) when the numbers do not match, invalid_parameter_value
/// (22023) for other codes.
std::vector<Format> column_formats(std::span<const std::int16_t> codes, std::size_t column_count);

/// The name of an object by its type and oid.
using OidName = std::function<std::string(TypeId type, std::int64_t oid)>;

/// Writes the rows of one result. Made once per portal; what can be decided per column is decided
/// then.
class RowEncoder {
public:
    /// `formats` as from column_formats(). `client_protocol_version` is the negotiated one, 0 for
    /// plain PostgreSQL.
    /// `oid_name` gives the text of a regclass, regproc or regtype; without it they are shown as numbers.
    RowEncoder(std::span<const Type> types, std::span<const Format> formats,
               int client_protocol_version, TextSettings settings, OidName oid_name = {});

    /// Appends the rows [first, last) of `batch` as DataRow messages, whole with type byte and
    /// length. Throws program_limit_exceeded (54000) for a row that no message can hold.
    void append_data_rows(std::string& out, const Batch& batch, std::size_t first,
                          std::size_t last) const;

    /// Appends one row as DataRow and binary COPY have it: the number of columns, then length and
    /// bytes of each.
    void append_tuple(std::string& out, const Batch& batch, std::size_t row) const;

private:
    struct ColumnPlan {
        AppendText append;
        Type type;
        bool named = false;  ///< shown by `oid_name_`
    };

    std::vector<ColumnPlan> columns_;
    TextSettings settings_;
    OidName oid_name_;
};

}  // namespace blueshift::result
