#include "base/log.h"

#include <spdlog/sinks/basic_file_sink.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

namespace blueshift::log {

namespace {

Format g_format = Format::text;

spdlog::level::level_enum spdlog_level(Level level) {
    switch (level) {
        case Level::debug: return spdlog::level::debug;
        case Level::info: return spdlog::level::info;
        case Level::warning: return spdlog::level::warn;
        case Level::error: return spdlog::level::err;
    }
    return spdlog::level::info;
}

std::string escape(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (const char c : text) {
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (c == '\n') {
            out += "\\n";
        } else if (static_cast<unsigned char>(c) < 0x20) {
            out += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
        } else {
            out += c;
        }
    }
    return out;
}

}  // namespace

void configure(const Options& options) {
    auto logger = options.path.empty() ? spdlog::stderr_logger_mt("blueshift")
                                       : spdlog::basic_logger_mt("blueshift", options.path);
    g_format = options.format;
    logger->set_level(spdlog_level(options.level));
    logger->set_pattern(options.format == Format::json
                            ? R"({"time":"%Y-%m-%dT%H:%M:%S.%fZ","level":"%l",%v})"
                            : "%Y-%m-%d %H:%M:%S.%e %l %v",
                        spdlog::pattern_time_type::utc);
    logger->flush_on(spdlog::level::info);
    spdlog::set_default_logger(std::move(logger));
}

void write(Level level, std::string_view event, std::initializer_list<Field> fields) {
    if (!spdlog::default_logger_raw()->should_log(spdlog_level(level))) return;
    std::string line;
    if (g_format == Format::json) {
        line = fmt::format("\"event\":\"{}\"", escape(event));
        for (const Field& field : fields) {
            line += field.quoted ? fmt::format(",\"{}\":\"{}\"", field.key, escape(field.value))
                                 : fmt::format(",\"{}\":{}", field.key, field.value);
        }
    } else {
        line = event;
        for (const Field& field : fields) {
            line += field.quoted ? fmt::format(" {}=\"{}\"", field.key, escape(field.value))
                                 : fmt::format(" {}={}", field.key, field.value);
        }
    }
    spdlog::default_logger_raw()->log(spdlog_level(level), "{}", line);
}

}  // namespace blueshift::log
