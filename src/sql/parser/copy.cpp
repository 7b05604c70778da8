// COPY and UNLOAD; their parameters come from the table in sql/options/.  Doc: dg/r_COPY, dg/r_UNLOAD
#include "sql/lexer/characters.h"
#include "sql/options/copy_parameters.h"
#include "sql/parser/copy_job.h"
#include "sql/parser/statement_parser.h"

namespace blueshift::sql {
namespace {

/// Reads the parameters of one statement, in any order.
class OptionParser {
public:
    OptionParser(TokenStream& tokens, CopyUse use) : tokens_(tokens), use_(use) {}

    std::vector<CopyOption> parse() {
        while (tokens_.at_kind(TokenKind::word)) {
            const CopyParameter* row = accept_keyword();
            if (!row) break;
            CopyOption option;
            option.keyword = row->keyword;
            option.span = keyword_span_;
            parse_argument(*row, option);
            options_.push_back(std::move(option));
        }
        check_copy_options(options_, use_);
        return std::move(options_);
    }

private:
    /// [WITH] keyword, or FORMAT [AS] and the keyword of a format; null when no parameter comes next.
    const CopyParameter* accept_keyword() {
        const std::size_t start = tokens_.position();
        tokens_.accept("WITH"_kw);
        const bool format = tokens_.accept("FORMAT"_kw);
        if (format) tokens_.accept("AS"_kw);
        const CopyParameter* row = find_keyword_row();
        if (format && (!row || !names_format(*row))) tokens_.fail();
        if (!row) {
            tokens_.rewind(start);
            return nullptr;
        }
        keyword_span_ = tokens_.take().span;
        if (row->keyword.find(' ') != std::string_view::npos) keyword_span_.end = tokens_.take().span.end;
        return row;
    }

    /// TOKEN is the older spelling of SESSION_TOKEN.
    const CopyParameter* find_keyword_row() const {
        if (!tokens_.at_kind(TokenKind::word)) return nullptr;
        const std::string word = upper(tokens_.source());
        if (const CopyParameter* row = find_copy_parameter(word == "TOKEN" ? "SESSION_TOKEN" : word, use_)) return row;
        return find_copy_parameter(word + " " + upper(tokens_.source(1)), use_);
    }

    static bool names_format(const CopyParameter& row) {
        return row.group == CopyGroup::format || row.keyword == "DELIMITER";
    }

    void parse_argument(const CopyParameter& row, CopyOption& option) {
        if (row.argument == CopyArgument::none) return;
        const bool as = row.argument != CopyArgument::columns && tokens_.accept("AS"_kw);
        switch (row.argument) {
            case CopyArgument::none: break;
            case CopyArgument::string:
            case CopyArgument::secret: option.value = tokens_.string_constant(); break;
            case CopyArgument::optional_string:
                if (as || tokens_.at_string()) option.value = tokens_.string_constant();
                break;
            case CopyArgument::null_string: option.value = parse_null_string(); break;
            case CopyArgument::integer: option.value = parse_integer(); break;
            case CopyArgument::word: option.value = parse_word(); break;
            case CopyArgument::role: option.value = parse_role(); break;
            case CopyArgument::optional_word: accept_word_of(row, option); break;
            case CopyArgument::size: option.value = parse_size(); break;
            case CopyArgument::columns:
                option.names = tokens_.name_list();
                accept_word_of(row, option);
                break;
        }
        option.span = tokens_.span_from(option.span.begin);
    }

    /// '\N' is the name of the null marker, not an escaped N.
    std::string parse_null_string() {
        const bool marker = tokens_.source() == "'\\N'";
        std::string text = tokens_.string_constant();
        return marker ? "\\N" : text;
    }

    std::string parse_integer() {
        if (tokens_.at_string()) return tokens_.string_constant();
        return std::to_string(tokens_.integer_constant());
    }

    std::string parse_word() {
        return lower(tokens_.at_string() ? tokens_.string_constant() : tokens_.label().text);
    }

    std::string parse_role() {
        return tokens_.accept("DEFAULT"_kw) ? "default" : tokens_.string_constant();
    }

    /// One of the row's words; TRUE and FALSE mean ON and OFF.
    void accept_word_of(const CopyParameter& row, CopyOption& option) {
        std::string_view words = row.words;
        while (!words.empty()) {
            const std::string_view word = words.substr(0, words.find(' '));
            if (tokens_.accept_word(word)) {
                option.value = word == "true" ? "on" : word == "false" ? "off" : word;
                break;
            }
            words.remove_prefix(std::min(word.size() + 1, words.size()));
        }
        if (row.keyword == "SIMPLIFY" && tokens_.at_string()) {
            option.value = (option.value ? *option.value + " " : "") + tokens_.string_constant();
        }
    }

    /// number [MB | GB]
    std::string parse_size() {
        if (!tokens_.at_kind(TokenKind::integer) && !tokens_.at_kind(TokenKind::decimal)) tokens_.fail();
        const std::string number(tokens_.source());
        tokens_.take();
        if (tokens_.accept_word("gb")) return number + " GB";
        tokens_.accept_word("mb");
        return number + " MB";
    }

    TokenStream& tokens_;
    CopyUse use_;
    std::vector<CopyOption> options_;
    Span keyword_span_;
};

/// "(" query ")" or table ["(" columns ")"], as COPY … TO STDOUT and COPY … FROM STDIN have them
std::unique_ptr<CopyStdio> parse_copy_target(TokenStream& tokens) {
    auto target = std::make_unique<CopyStdio>();
    if (tokens.accept('(')) {
        target->query = parse_query(tokens);
        tokens.expect(')');
        return target;
    }
    target->table = tokens.qualified_name();
    if (tokens.at('(')) target->columns = tokens.name_list();
    return target;
}

}  // namespace

/// COPY table ["(" columns ")"] FROM 'source' parameter* | COPY target (FROM STDIN | TO STDOUT) …
StatementPtr parse_copy(TokenStream& tokens) {
    tokens.expect("COPY"_kw);
    // A table may be called job, but is followed by its columns, FROM or TO.
    const bool job = tokens.at_word("job") && !tokens.at("FROM"_kw, 1) && !tokens.at("TO"_kw, 1) && !tokens.at('(', 1) && !tokens.at('.', 1);
    if (job) return parse_copy_job(tokens);
    std::unique_ptr<CopyStdio> target = parse_copy_target(tokens);
    target->to = tokens.accept("TO"_kw);
    if (target->to) {
        tokens.expect("STDOUT"_kw);
        return parse_copy_stdio(tokens, std::move(target));
    }
    if (target->query) tokens.fail();
    tokens.expect("FROM"_kw);
    if (tokens.accept("STDIN"_kw)) return parse_copy_stdio(tokens, std::move(target));
    auto statement = std::make_unique<Copy>();
    statement->table = std::move(target->table);
    statement->columns = std::move(target->columns);
    statement->source_span = tokens.peek().span;
    statement->source = tokens.string_constant();
    statement->options = OptionParser(tokens, CopyUse::copy).parse();
    if (tokens.at_word("job") && tokens.at("CREATE"_kw, 1)) return parse_copy_job_create(tokens, std::move(statement));
    if (tokens.at("USING"_kw) && tokens.at_word("template", 1)) {
        return parse_unsupported(tokens, "copy using template");
    }
    return statement;
}

/// UNLOAD "(" 'query' ")" TO 'target' parameter*
StatementPtr parse_unload(TokenStream& tokens) {
    auto statement = std::make_unique<Unload>();
    tokens.expect("UNLOAD"_kw);
    tokens.expect('(');
    statement->query_span = tokens.peek().span;
    statement->query_text = tokens.string_constant();
    tokens.expect(')');
    tokens.expect("TO"_kw);
    statement->target = tokens.string_constant();
    statement->options = OptionParser(tokens, CopyUse::unload).parse();
    return statement;
}

}  // namespace blueshift::sql
