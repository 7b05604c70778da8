#pragma once
/// Structured log: one event per line, as JSON or text, on standard error or in a file.
#include <fmt/format.h>

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

namespace blueshift::log {

enum class Level { debug, info, warning, error };
enum class Format { text, json };

/// Where and how to log. An empty `path` means standard error.
struct Options {
    Level level = Level::info;
    Format format = Format::text;
    std::string path;
};

/// One key and its value; numbers are written without quotes in JSON.
struct Field {
    Field(std::string_view name, std::string_view text) : key(name), value(text), quoted(true) {}
    Field(std::string_view name, const char* text) : key(name), value(text), quoted(true) {}
    Field(std::string_view name, const std::string& text) : key(name), value(text), quoted(true) {}
    Field(std::string_view name, std::int64_t number)
        : key(name), value(std::to_string(number)), quoted(false) {}
    Field(std::string_view name, int number)
        : key(name), value(std::to_string(number)), quoted(false) {}

    std::string key;
    std::string value;
    bool quoted;
};

/// Sets up the log. Call once, before the first event; not thread-safe itself.
void configure(const Options& options);

/// Writes one event. `event` is a short constant text; what varies goes into fields.
/// Secrets and row data never go in either.
void write(Level level, std::string_view event, std::initializer_list<Field> fields = {});

inline void debug(std::string_view event, std::initializer_list<Field> fields = {}) {
    write(Level::debug, event, fields);
}
inline void info(std::string_view event, std::initializer_list<Field> fields = {}) {
    write(Level::info, event, fields);
}
inline void warning(std::string_view event, std::initializer_list<Field> fields = {}) {
    write(Level::warning, event, fields);
}
inline void error(std::string_view event, std::initializer_list<Field> fields = {}) {
    write(Level::error, event, fields);
}

}  // namespace blueshift::log
