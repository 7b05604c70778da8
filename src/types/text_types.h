#pragma once
/// The text forms of each family of types; text.cpp chooses among them. For this folder's own use.
#include <cstdint>
#include <string>
#include <string_view>

#include "types/text.h"

namespace blueshift {

// Reading: each takes the text as written and throws what value_from_text documents.
Value boolean_from_text(std::string_view text);
Value integer_from_text(Type type, std::string_view text);
Value oid_from_text(Type type, std::string_view text);
Value float_from_text(Type type, std::string_view text);
Value string_from_text(Type type, std::string_view text);
Value varbyte_from_text(Type type, std::string_view text);
Value hex_bytes_from_text(Type type, std::string_view text);
Value super_from_text(std::string_view text);
Value array_from_text(Type type, std::string_view text, const TextSettings& settings);
Value vector_from_text(Type type, std::string_view text);
Value datetime_from_text(Type type, std::string_view text, const TextSettings& settings);
Value interval_value_from_text(Type type, std::string_view text);

// Writing into a buffer of kWriteMax bytes; each returns the end.
inline constexpr std::size_t kWriteMax = 128;
char* write_integer(char* out, std::int64_t value);
char* write_double(char* out, double value, int extra_float_digits);
char* write_real(char* out, float value, int extra_float_digits);
char* write_date(char* out, std::int64_t days);
char* write_time(char* out, std::int64_t micros_of_day);
char* write_timetz(char* out, const TimeTz& time);
char* write_timestamp(char* out, std::int64_t micros);
char* write_timestamptz(char* out, std::int64_t micros, const TimeZone& zone);
char* write_interval(char* out, const Interval& interval);
char* write_interval_ym(char* out, const Interval& interval);
char* write_interval_ds(char* out, const Interval& interval);

// Appending what has no fixed length.
void append_hex(std::string& out, std::string_view bytes);

}  // namespace blueshift
