#include "copy/avro_reader.h"

#include <avro.h>
#include <fmt/format.h>
#include <stdio.h>

#include <cmath>
#include <cstring>
#include <exception>
#include <nlohmann/json.hpp>

#include "base/error.h"
#include "copy/load_codes.h"

namespace blueshift::copy {

namespace {

constexpr int kNestingMax = 128;

/// A ByteStream as the file that the library reads. Errors of the stream wait here, as they cannot pass through C.
class StreamFile {
public:
    explicit StreamFile(std::unique_ptr<ByteStream> bytes) : bytes_(std::move(bytes)) {
        file_ = fopencookie(this, "rb", {.read = read, .write = nullptr, .seek = nullptr, .close = nullptr});
        if (file_ == nullptr) throw Error(Code::out_of_memory, "could not open a stream");
    }
    ~StreamFile() { fclose(file_); }
    StreamFile(const StreamFile&) = delete;
    StreamFile& operator=(const StreamFile&) = delete;

    FILE* file() const { return file_; }
    void rethrow() const {
        if (failure_) std::rethrow_exception(failure_);
    }

private:
    static ssize_t read(void* cookie, char* buffer, size_t size) {
        auto& self = *static_cast<StreamFile*>(cookie);
        try {
            if (self.rest_.empty()) self.rest_ = self.bytes_->next();
        } catch (...) {
            self.failure_ = std::current_exception();
            return -1;
        }
        const std::size_t count = std::min(size, self.rest_.size());
        std::memcpy(buffer, self.rest_.data(), count);
        self.rest_.remove_prefix(count);
        return static_cast<ssize_t>(count);
    }

    std::unique_ptr<ByteStream> bytes_;
    std::string_view rest_;
    FILE* file_ = nullptr;
    std::exception_ptr failure_;
};

void append_string(std::string& out, std::string_view text) {
    out += nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

template <class Number>
void append_number(std::string& out, Number number) {
    if (std::isfinite(number)) {
        out += fmt::format("{}", number);
    } else {
        append_string(out, std::isnan(number) ? "NaN" : number > 0 ? "Infinity" : "-Infinity");
    }
}

void append_value(std::string& out, avro_value_t value, int depth);

void append_children(std::string& out, avro_value_t value, bool named, int depth) {
    std::size_t count = 0;
    avro_value_get_size(&value, &count);
    out += named ? '{' : '[';
    for (std::size_t i = 0; i < count; ++i) {
        avro_value_t child{};
        const char* name = nullptr;
        avro_value_get_by_index(&value, i, &child, &name);
        if (i > 0) out += ',';
        if (named) {
            append_string(out, name);
            out += ':';
        }
        append_value(out, child, depth + 1);
    }
    out += named ? '}' : ']';
}

void append_value(std::string& out, avro_value_t value, int depth) {
    if (depth > kNestingMax) throw Error(Code::bad_copy_file_format, "an Avro value is nested more than {} levels deep", kNestingMax);
    switch (avro_value_get_type(&value)) {
        case AVRO_NULL: out += "null"; break;
        case AVRO_BOOLEAN: {
            int truth = 0;
            avro_value_get_boolean(&value, &truth);
            out += truth ? "true" : "false";
            break;
        }
        case AVRO_INT32: {
            std::int32_t number = 0;
            avro_value_get_int(&value, &number);
            out += fmt::format("{}", number);
            break;
        }
        case AVRO_INT64: {
            std::int64_t number = 0;
            avro_value_get_long(&value, &number);
            out += fmt::format("{}", number);
            break;
        }
        case AVRO_FLOAT: {
            float number = 0;
            avro_value_get_float(&value, &number);
            append_number(out, number);
            break;
        }
        case AVRO_DOUBLE: {
            double number = 0;
            avro_value_get_double(&value, &number);
            append_number(out, number);
            break;
        }
        case AVRO_STRING: {
            const char* text = nullptr;
            std::size_t size = 0;
            avro_value_get_string(&value, &text, &size);
            append_string(out, {text, size - 1});  // a NUL ends it
            break;
        }
        case AVRO_BYTES:
        case AVRO_FIXED: {
            const void* bytes = nullptr;
            std::size_t size = 0;
            if (avro_value_get_type(&value) == AVRO_BYTES) {
                avro_value_get_bytes(&value, &bytes, &size);
            } else {
                avro_value_get_fixed(&value, &bytes, &size);
            }
            append_string(out, {static_cast<const char*>(bytes), size});
            break;
        }
        case AVRO_ENUM: {
            int symbol = 0;
            avro_value_get_enum(&value, &symbol);
            append_string(out, avro_schema_enum_get(avro_value_get_schema(&value), symbol));
            break;
        }
        case AVRO_UNION: {
            avro_value_t branch{};
            avro_value_get_current_branch(&value, &branch);
            append_value(out, branch, depth + 1);
            break;
        }
        case AVRO_RECORD:
        case AVRO_MAP: append_children(out, value, true, depth); break;
        case AVRO_ARRAY: append_children(out, value, false, depth); break;
        default: out += "null"; break;
    }
}

class AvroReader : public RecordSource {
public:
    AvroReader(std::unique_ptr<ByteStream> bytes, std::string name, const JsonMapping& mapping)
        : file_(std::move(bytes)), name_(std::move(name)), mapping_(mapping) {
        if (avro_file_reader_fp(file_.file(), name_.c_str(), 0, &reader_) != 0) throw damaged();
        schema_ = avro_file_reader_get_writer_schema(reader_);
        class_ = avro_generic_class_from_schema(schema_);
        const bool usable = class_ != nullptr && is_avro_record(schema_) && avro_generic_value_new(class_, &value_) == 0;
        if (!usable) {
            close();
            throw Error(Code::bad_copy_file_format, "Invalid AVRO file: the schema of \"{}\" is not that of a record", name_);
        }
    }
    ~AvroReader() override { close(); }

    bool next(Record& record) override {
        record = Record{};
        avro_value_reset(&value_);
        const int result = avro_file_reader_read_value(reader_, &value_);
        file_.rethrow();
        if (result == EOF) return false;
        if (result != 0) throw damaged();
        record.line_number = ++record_count_;
        append_value(record.raw, value_, 0);
        if (record.raw.size() > kRecordBytesMax) {
            throw Error(Code::bad_copy_file_format, "a record is larger than {} bytes", kRecordBytesMax);
        }
        mapping_.apply(record.raw, record);
        return true;
    }

private:
    Error damaged() const {
        file_.rethrow();
        return Error(Code::bad_copy_file_format, "Invalid AVRO file: \"{}\" is not one, or it is damaged", name_)
            .detail(avro_strerror());
    }

    void close() {
        if (value_.iface != nullptr) avro_value_decref(&value_);
        if (class_ != nullptr) avro_value_iface_decref(class_);
        if (schema_ != nullptr) avro_schema_decref(schema_);
        avro_file_reader_close(reader_);
    }

    StreamFile file_;
    std::string name_;
    const JsonMapping& mapping_;
    avro_file_reader_t reader_ = nullptr;
    avro_schema_t schema_ = nullptr;
    avro_value_iface_t* class_ = nullptr;
    avro_value_t value_{};
    std::int64_t record_count_ = 0;
};

}  // namespace

std::unique_ptr<RecordSource> open_avro(std::unique_ptr<ByteStream> bytes, const std::string& name, const JsonMapping& mapping) {
    return std::make_unique<AvroReader>(std::move(bytes), name, mapping);
}

}  // namespace blueshift::copy
