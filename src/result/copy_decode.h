#pragma once
/// Text and CSV data of COPY … FROM STDIN, taken apart into rows.
#include "result/copy_reader.h"

namespace blueshift::result {

class CopyDecoder : public CopyReader {
public:
    /// `names` are the columns that each line must have. The format is text or csv.
    CopyDecoder(CopyOptions options, std::vector<std::string> names);

    void push(std::string_view bytes) override;
    /// The data is complete: a last line needs no line end.
    void finish() override { finished_ = true; }

    /// Throws bad_copy_file_format (22P04) for a line that does not have the columns or ends within
    /// quotes, character_not_in_repertoire (22021), program_limit_exceeded (54000) for an endless
    /// line.
    bool next(Row& row) override;

    std::int64_t line_number() const override { return line_number_; }
    Value value(Type type, std::string_view field, const TextSettings& settings) const override {
        return value_from_text(type, field, settings);
    }

private:
    enum class LineEnd { unknown, newline, carriage_return, both };

    /// A line without its end; nothing while it is incomplete.
    std::optional<std::string_view> take_line();
    bool scan_line_end(std::size_t& end, std::size_t& next_start);
    void scan_character(char c);
    void read_text_fields(std::string_view line, Row& row) const;
    void read_csv_fields(std::string_view line, Row& row) const;

    CopyOptions options_;
    std::vector<std::string> names_;
    std::string buffer_;
    std::size_t line_start_ = 0;  ///< in buffer_
    std::size_t scanned_ = 0;     ///< in buffer_: up to here there is no line end
    bool in_quotes_ = false;      ///< at scanned_
    bool escaped_ = false;  ///< at scanned_: the character before takes away this one's meaning
    LineEnd line_end_ = LineEnd::unknown;
    bool finished_ = false;
    bool ended_ = false;  ///< by a line `\.`
    bool skip_header_;
    std::int64_t line_number_ = 0;
};

}  // namespace blueshift::result
