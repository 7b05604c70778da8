#include "copy/json_mapping.h"

#include <algorithm>

#include "base/error.h"
#include "copy/json_slice.h"
#include "copy/load_codes.h"

namespace blueshift::copy {

namespace {

std::string lower(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text;
}

}  // namespace

JsonMapping::JsonMapping(const Target& target) {
    for (const catalog::Column* column : target.loaded) is_super_.push_back(column->type.id == TypeId::super);
}

JsonMapping JsonMapping::make(const LoadOptions& options, const Target& target, const Source& source,
                              const Environment& environment) {
    JsonMapping mapping(target);
    const std::string keyword = lower(options.mapping);
    if (keyword == "noshred") {
        if (target.loaded.size() != 1 || !mapping.is_super_.front()) {
            throw Error(Code::invalid_parameter_value, "COPY with JSON 'noshred' loads a single column of type SUPER");
        }
        mapping.whole_ = true;
        return mapping;
    }
    if (keyword != "auto" && keyword != "auto ignorecase") {
        const storage::Location file = require_location(options.mapping, {});
        const auto store = open_store(file, source.authorization, environment.storage);
        mapping.paths_ = parse_json_paths(store->read(file.key, environment.cancel));
        if (mapping.paths_ && mapping.paths_->size() != target.loaded.size()) {
            throw Error(Code::invalid_parameter_value, "Number of jsonpaths and the number of columns should match. JSONPath size: {}, Number of columns in table or column list: {}",
                        mapping.paths_->size(), target.loaded.size());
        }
    }
    mapping.ignore_case_ = keyword == "auto ignorecase";
    for (std::size_t i = 0; i < target.loaded.size(); ++i) {
        const std::string& name = target.loaded[i]->name;
        mapping.by_key_[mapping.ignore_case_ ? lower(name) : name] = i;
    }
    return mapping;
}

void JsonMapping::set_field(std::size_t index, std::string_view value, Record& record) const {
    Field& field = record.fields[index];
    field.is_null = value.empty() || value == "null";
    if (field.is_null) return;
    // SUPER takes the value as it is; the others take what it stands for, nested values as their text.
    field.text = value.front() == '"' && !is_super_[index] ? decode_json_string(value) : std::string(value);
}

void JsonMapping::apply(std::string_view value, Record& record) const {
    record.fields.assign(is_super_.size(), Field{{}, true});
    if (whole_) return set_field(0, value, record);
    if (paths_) {
        for (std::size_t i = 0; i < paths_->size(); ++i) {
            const std::string_view found = follow_path(value, (*paths_)[i], record.problem);
            if (!record.problem.empty()) {
                record.problem_code = load_code::kInvalidLine;
                return;
            }
            set_field(i, found, record);
        }
        return;
    }
    for_each_member(value, [&](const std::string& name, std::string_view member) {
        const auto found = ignore_case_ ? by_key_.find(lower(name)) : by_key_.find(name);
        if (found != by_key_.end()) set_field(found->second, member, record);
        return true;
    });
}

}  // namespace blueshift::copy
