#include "copy/record_load.h"

#include <algorithm>

#include "copy/field_check.h"
#include "copy/record_formats.h"
#include "copy/text_check.h"
#include "copy/time.h"

namespace blueshift::copy {

namespace {

using catalog::system::LoadErrorInfo;

/// What STL_LOAD_ERRORS keeps of a line and of a field.
constexpr std::size_t kRawBytesMax = 1024;
/// Of how many records of a load the tables of details tell.  Doc: dg/r_STL_LOADERROR_DETAIL, dg/r_STL_REPLACEMENTS
constexpr std::int64_t kDetailedRecordCountMax = 20;
constexpr std::size_t kReplacementCountMax = 100;

/// Bytes outside ASCII as dots, as the system table shows them.
std::string shown(std::string_view raw) {
    std::string out(raw.substr(0, kRawBytesMax));
    std::replace_if(out.begin(), out.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80 || c == '\0'; }, '.');
    return out;
}

class RecordLoad {
public:
    RecordLoad(const LoadOptions& options, const Target& target, const Environment& environment, engine::Appender* rows)
        : options_(options),
          target_(target),
          environment_(environment),
          rows_(rows),
          by_position_(fields_by_position(options.format)) {}

    void read_object(const SourceObject& object, RecordSource& records) {
        file_name_ = object.location.url();
        catalog::system::TransferredFile& file = summary_.files.emplace_back();
        file.name = file_name_;
        file.size_bytes = object.size_bytes;
        file.started_micros = now_micros();
        Record record;
        while (!summary_.failed && records.next(record)) {
            ++file.line_count;
            if (is_blank_line(record)) continue;
            if (accepts(record)) append(record);
        }
        file.ended_micros = now_micros();
    }

    RecordSummary& summary() { return summary_; }

private:
    bool is_blank_line(const Record& record) const { return by_position_ && options_.ignore_blank_lines && record.raw.empty(); }

    /// Brings the record to the columns' number; false when it cannot be.
    bool fit_field_count(Record& record) {
        const std::size_t count = target_.loaded.size();
        auto& fields = record.fields;
        if (!record.problem.empty()) return reject(record, record.problem_code, record.problem);
        if (!by_position_) return true;
        if (record.raw.empty() && count > 1) return reject(record, load_code::kEmptyLine, "Empty input line");
        // A delimiter may also end the line.
        if (fields.size() == count + 1 && fields.back().text.empty()) fields.pop_back();
        if (fields.size() > count) return reject(record, load_code::kTooManyFields, "Extra column(s) found");
        if (fields.size() < count && !options_.fill_record) {
            if (options_.format == sql::CopyFormat::fixed_width) {
                return reject(record, load_code::kTooFewFields, "Fewer input fields than columns");
            }
            return reject(record, load_code::kDelimiter, "Delimiter not found");
        }
        fields.resize(count);
        return true;
    }

    bool accepts(Record& record) {
        if (!fit_field_count(record)) return false;
        bool replaced = false;
        for (std::size_t i = 0; i < record.fields.size(); ++i) {
            const catalog::Column& column = *target_.loaded[i];
            const std::string before = options_.invalid_replacement ? record.fields[i].text : std::string();
            if (const auto problem = check_field(column, record.fields[i], options_, environment_.text)) {
                return reject(record, problem->code, problem->reason, &column, &record.fields[i], problem->position);
            }
            if (!options_.invalid_replacement || record.fields[i].text == before) continue;
            replaced = true;
            if (summary_.replacements.size() == kReplacementCountMax) continue;
            summary_.replacements.push_back({file_name_, record.line_number, column.name, shown(record.raw)});
        }
        if (replaced) ++summary_.replaced_count;
        return true;
    }

    /// Keeps a rejected record's fields for STL_LOADERROR_DETAIL.
    void keep_fields(const Record& record) {
        if (summary_.rejected_count >= kDetailedRecordCountMax) return;
        for (std::size_t i = 0; i < std::min(record.fields.size(), target_.loaded.size()); ++i) {
            const catalog::Column& column = *target_.loaded[i];
            const Field& field = record.fields[i];
            summary_.rejected.push_back({file_name_, record.line_number, static_cast<int>(i), column.name, shown(field.text),
                                         field.is_null, load_type_name(column.type), load_type_length(column.type)});
        }
    }

    /// Always false, for its callers' sake.
    bool reject(const Record& record, int code, const std::string& reason, const catalog::Column* column = nullptr,
                const Field* field = nullptr, int position = 0) {
        LoadErrorInfo error;
        error.file_name = file_name_;
        error.line_number = record.line_number;
        error.raw_line = shown(record.raw);
        error.code = code;
        error.reason = shown(reason);
        error.position = position;
        if (column != nullptr) {
            error.column_name = column->name;
            error.type = load_type_name(column->type);
            error.column_length = load_type_length(column->type);
            error.raw_field_value = shown(field->text);
        }
        keep_fields(record);
        environment_.reject(error);
        if (!summary_.first_error) summary_.first_error = std::move(error);
        ++summary_.rejected_count;
        summary_.failed = summary_.rejected_count >= options_.error_count_max;
        return false;
    }

    void append(const Record& record) {
        ++summary_.accepted_count;
        if (rows_ == nullptr) return;
        row_.clear();
        for (const Field& field : record.fields) row_.push_back(field.is_null ? Value() : Value(field.text));
        rows_->append(row_);
    }

    const LoadOptions& options_;
    const Target& target_;
    const Environment& environment_;
    engine::Appender* rows_;
    bool by_position_;  ///< fields are matched to columns by their place
    RecordSummary summary_;
    std::string file_name_;
    std::vector<Value> row_;
};

}  // namespace

RecordSummary read_records(const Source& source, const LoadOptions& options, const Target& target,
                           const Environment& environment, engine::Appender* rows) {
    RecordLoad load(options, target, environment, rows);
    const RecordFormats formats(options, target, source, environment);
    for (const SourceObject& object : source.objects) {
        if (load.summary().failed) break;
        const auto store = open_store(object.location, source.authorization, environment.storage);
        const auto records = formats.open(*store, object);
        load.read_object(object, *records);
    }
    return std::move(load.summary());
}

}  // namespace blueshift::copy
