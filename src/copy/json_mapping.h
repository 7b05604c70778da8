#pragma once
/// From a JSON object to the fields of a record.  Doc: dg/copy-usage_notes-copy-from-json
#include <map>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "copy/environment.h"
#include "copy/json_paths.h"
#include "copy/load_options.h"
#include "copy/record.h"
#include "copy/source.h"
#include "copy/target.h"

namespace blueshift::copy {

/// How keys and columns go together: JSON and AVRO share it.
class JsonMapping {
public:
    /// 'auto', 'auto ignorecase', 'noshred', or the JSONPaths file that `options.mapping` names, which is read now.
    /// Throws undefined_file (58P01) for a file that is not there, invalid_parameter_value (22023) for one that does not fit `target`.
    static JsonMapping make(const LoadOptions& options, const Target& target, const Source& source, const Environment& environment);

    /// Fills the record's fields, one per loaded column, from `value`, a valid JSON text; or tells its problem.
    void apply(std::string_view value, Record& record) const;
    /// Whether arrays may stand where objects do.
    bool takes_arrays() const { return paths_.has_value() || whole_; }

private:
    explicit JsonMapping(const Target& target);
    void set_field(std::size_t index, std::string_view value, Record& record) const;

    std::vector<bool> is_super_;  ///< by loaded column: takes JSON itself
    bool whole_ = false;          ///< noshred
    bool ignore_case_ = false;
    std::map<std::string, std::size_t, std::less<>> by_key_;
    std::optional<std::vector<JsonPath>> paths_;
};

}  // namespace blueshift::copy
