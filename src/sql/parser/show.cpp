// SHOW of settings and of objects.  Doc: dg/r_SHOW
#include "base/error.h"
#include "sql/parser/routine.h"
#include "sql/parser/statement_parser.h"

namespace blueshift::sql {
namespace {

/// What stands behind the words of a form.
enum class ShowName : std::uint8_t { none, object, routine, grantee };

struct ShowForm {
    std::string_view words;  ///< behind SHOW, in lower case
    ShowName name = ShowName::none;
};

// To add a form: a row. The longest row that matches is taken; anything else is the name of a setting.
// clang-format off
constexpr ShowForm kForms[] = {
    {"all"},
    {"column grants on table",                        ShowName::object},
    {"columns from table",                            ShowName::object},
    {"constraints foreign keys exported from table",  ShowName::object},
    {"constraints foreign keys from table",           ShowName::object},
    {"constraints primary keys from table",           ShowName::object},
    {"databases"},
    {"datashares"},
    {"external table",                                ShowName::object},
    {"functions from schema",                         ShowName::object},
    {"grants for",                                    ShowName::grantee},
    {"grants on database",                            ShowName::object},
    {"grants on function",                            ShowName::routine},
    {"grants on procedure",                           ShowName::routine},
    {"grants on schema",                              ShowName::object},
    {"grants on table",                               ShowName::object},
    {"grants on template",                            ShowName::object},
    {"masking policies"},
    {"masking policies from database",                ShowName::object},
    {"masking policies on",                           ShowName::object},
    {"model",                                         ShowName::object},
    {"model all"},
    {"parameters of function",                        ShowName::routine},
    {"parameters of procedure",                       ShowName::routine},
    {"procedure",                                     ShowName::routine},
    {"procedures from schema",                        ShowName::object},
    {"rls policies"},
    {"rls policies from database",                    ShowName::object},
    {"rls policies on",                               ShowName::object},
    {"schemas from database",                         ShowName::object},
    {"table",                                         ShowName::object},
    {"tables from schema",                            ShowName::object},
    {"template",                                      ShowName::object},
    {"templates"},
    {"user lockout"},
    {"view",                                          ShowName::object},
};

struct SettingWords {
    std::string_view words;
    std::string_view name;
};
constexpr SettingWords kSettings[] = {
    {"time zone",                   "timezone"},
    {"session authorization",       "session_authorization"},
    {"transaction isolation level", "transaction_isolation"},
};
// clang-format on

/// Number of tokens that spell `words`, 0 when others come next.
std::size_t match_words(const TokenStream& tokens, std::string_view words) {
    std::size_t count = 0;
    while (!words.empty()) {
        const std::string_view word = words.substr(0, words.find(' '));
        if (!tokens.at_word(word, count)) return 0;
        ++count;
        words.remove_prefix(std::min(word.size() + 1, words.size()));
    }
    return count;
}

class ShowParser {
public:
    explicit ShowParser(TokenStream& tokens) : tokens_(tokens) {}

    /// SHOW form [name] tail* | SHOW setting
    StatementPtr parse() {
        tokens_.expect("SHOW"_kw);
        const ShowForm* form = nullptr;
        std::size_t length = 0;
        for (const ShowForm& row : kForms) {
            const std::size_t count = match_words(tokens_, row.words);
            if (count > length && name_follows(row, count)) {
                form = &row;
                length = count;
            }
        }
        if (form) {
            show_->what = form->words;
            for (std::size_t i = 0; i < length; ++i) tokens_.take();
            parse_name(form->name);
            while (accept_tail()) {
            }
        } else {
            parse_setting();
        }
        return std::move(show_);
    }

private:
    /// A single word that nothing follows is a setting, unless its form needs no name.
    bool name_follows(const ShowForm& form, std::size_t count) const {
        return form.name == ShowName::none || tokens_.at_label(count) ||
               tokens_.at_kind(TokenKind::parameter, count) || count > 1;
    }

    void parse_setting() {
        show_->setting = true;
        for (const SettingWords& row : kSettings) {
            const std::size_t count = match_words(tokens_, row.words);
            if (count == 0) continue;
            for (std::size_t i = 0; i < count; ++i) tokens_.take();
            show_->what = row.name;
            return;
        }
        show_->what = parse_setting_name(tokens_);
    }

    void parse_name(ShowName name) {
        if (name == ShowName::object) return parse_object_name();
        if (name == ShowName::grantee) return parse_grantee();
        if (name != ShowName::routine) return;
        parse_object_name();
        if (tokens_.accept('(')) parse_argument_types();
    }

    /// part ("." part)*; drivers bind parts as parameters
    void parse_object_name() {
        const std::size_t start = tokens_.position();
        const std::uint32_t begin = tokens_.begin();
        bool bound = false;
        do {
            bound = bound || tokens_.at_kind(TokenKind::parameter);
            show_->name_parameters.push_back(parse_bound_part());
        } while (tokens_.accept('.'));
        if (bound) {
            show_->name.span = tokens_.span_from(begin);
            return;
        }
        show_->name_parameters.clear();
        tokens_.rewind(start);
        show_->name = tokens_.qualified_name();
    }

    ExprPtr parse_bound_part() {
        if (tokens_.at_kind(TokenKind::parameter)) return parse_parameter(tokens_);
        Name name = tokens_.label();
        auto literal = std::make_unique<Literal>();
        literal->literal = LiteralKind::string;
        literal->text = std::move(name.text);
        literal->span = name.span;
        return literal;
    }

    void parse_argument_types() {
        std::vector<TypeName>& types = show_->argument_types.emplace();
        while (!tokens_.at(')')) {
            if (tokens_.at_kind(TokenKind::parameter)) {
                show_->argument_parameters.push_back(parse_parameter(tokens_));
            } else {
                RoutineParameter parameter = parse_routine_parameter(tokens_);
                if (parameter.mode != ParameterMode::out) types.push_back(std::move(parameter.type));
            }
            if (!tokens_.accept(',')) break;
        }
        tokens_.expect(')');
    }

    /// PUBLIC | ROLE name | [USER] name
    void parse_grantee() {
        show_->grantee_kind = "user";
        if (tokens_.at_word("public")) {
            show_->grantee_kind = "public";
        } else if (tokens_.at("ROLE"_kw) && tokens_.at_name(1)) {
            tokens_.take();
            show_->grantee_kind = "role";
        } else {
            tokens_.accept("USER"_kw);
        }
        show_->grantee = tokens_.user_name();
    }

    /// FOR grantee | FROM DATABASE name | PARTITION | LIKE ('pattern' | $n) | LIMIT count
    bool accept_tail() {
        if (tokens_.accept("FOR"_kw)) {
            parse_grantee();
        } else if (tokens_.accept({"FROM"_kw, "DATABASE"_kw})) {
            show_->from_database = tokens_.name();
        } else if (tokens_.accept("PARTITION"_kw)) {
            show_->partition = true;
        } else if (tokens_.accept("LIKE"_kw)) {
            parse_like();
        } else if (tokens_.accept("LIMIT"_kw)) {
            show_->limit = tokens_.integer_constant();
        } else {
            return false;
        }
        return true;
    }

    void parse_like() {
        if (tokens_.at_kind(TokenKind::parameter)) {
            show_->like_parameter = parse_parameter(tokens_);
        } else {
            show_->like = tokens_.string_constant();
        }
    }

    TokenStream& tokens_;
    std::unique_ptr<Show> show_ = std::make_unique<Show>();
};

}  // namespace

StatementPtr parse_show(TokenStream& tokens) { return ShowParser(tokens).parse(); }

}  // namespace blueshift::sql
