// ALTER TABLE, and ALTER VIEW in the forms it shares.  Doc: dg/r_ALTER_TABLE
#include "sql/parser/statement_parser.h"

namespace blueshift::sql {
namespace {

using Action = AlterTableAction;

/// [CASCADE | RESTRICT]
bool parse_cascade(TokenStream& tokens) {
    if (tokens.accept("CASCADE"_kw)) return true;
    tokens.accept("RESTRICT"_kw);
    return false;
}

/// ADD (constraint | [COLUMN] column)
void parse_add(TokenStream& tokens, Action& action) {
    if (at_table_constraint(tokens)) {
        action.kind = AlterTableKind::add_constraint;
        action.constraint = parse_table_constraint(tokens);
        return;
    }
    tokens.accept("COLUMN"_kw);
    action.kind = AlterTableKind::add_column;
    action.column = parse_column_definition(tokens);
}

/// DROP (CONSTRAINT name | [COLUMN] name) [CASCADE | RESTRICT]
void parse_drop_part(TokenStream& tokens, Action& action) {
    action.kind = AlterTableKind::drop_column;
    if (tokens.accept("CONSTRAINT"_kw)) {
        action.kind = AlterTableKind::drop_constraint;
    } else {
        tokens.accept("COLUMN"_kw);
    }
    action.name = tokens.name();
    action.cascade = parse_cascade(tokens);
}

/// RENAME (TO name | [COLUMN] name TO name)
void parse_rename(TokenStream& tokens, Action& action) {
    if (tokens.accept("TO"_kw)) {
        action.kind = AlterTableKind::rename_table;
    } else {
        tokens.accept("COLUMN"_kw);
        action.kind = AlterTableKind::rename_column;
        action.name = tokens.name();
        tokens.expect("TO"_kw);
    }
    action.new_name = tokens.name();
}

/// name (TYPE type | ENCODE word | (SET | DROP) NOT NULL | SET DEFAULT expression | DROP DEFAULT)
void parse_alter_column(TokenStream& tokens, Action& action) {
    const std::uint32_t begin = tokens.begin();
    action.column.name = tokens.name();
    action.name = action.column.name;
    if (tokens.accept("TYPE"_kw)) {
        action.kind = AlterTableKind::alter_column_type;
        action.column.type = parse_type_name(tokens);
    } else if (tokens.accept("ENCODE"_kw)) {
        action.kind = AlterTableKind::alter_column_encode;
        action.column.encoding = parse_encoding(tokens);
    } else if (tokens.accept({"SET"_kw, "NOT"_kw, "NULL"_kw})) {
        action.kind = AlterTableKind::set_not_null;
    } else if (tokens.accept({"DROP"_kw, "NOT"_kw, "NULL"_kw})) {
        action.kind = AlterTableKind::drop_not_null;
    } else if (tokens.accept({"DROP"_kw, "DEFAULT"_kw})) {
        action.kind = AlterTableKind::drop_default;
    } else {
        tokens.expect({"SET"_kw, "DEFAULT"_kw});
        action.kind = AlterTableKind::set_default;
        const std::uint32_t default_begin = tokens.begin();
        action.column.default_ = parse_expression(tokens);
        action.column.default_text = tokens.source(tokens.span_from(default_begin));
    }
    action.column.span = tokens.span_from(begin);
}

/// [COMPOUND | INTERLEAVED] SORTKEY ("(" columns ")" | AUTO | NONE)
void parse_alter_sortkey(TokenStream& tokens, Action& action) {
    action.kind = AlterTableKind::alter_sortkey;
    if (tokens.at("SORTKEY"_kw) && tokens.at("NONE"_kw, 1)) {
        tokens.take();
        tokens.take();
        action.attributes.sortkey_kind = SortKeyKind::none;
    } else if (!accept_table_attribute(tokens, action.attributes)) {
        tokens.fail();
    }
}

/// DISTSTYLE (ALL | EVEN | AUTO | KEY DISTKEY column)
void parse_alter_diststyle(TokenStream& tokens, Action& action) {
    action.kind = AlterTableKind::alter_diststyle;
    action.attributes.diststyle = parse_diststyle(tokens);
    if (action.attributes.diststyle != DistStyle::key) return;
    tokens.expect("DISTKEY"_kw);
    const bool parenthesis = tokens.accept('(');
    action.attributes.distkey = tokens.name();
    if (parenthesis) tokens.expect(')');
}

/// ALTER (DISTSTYLE … | DISTKEY name | … SORTKEY … | ENCODE AUTO | [COLUMN] column_action)
void parse_alter_part(TokenStream& tokens, Action& action) {
    if (tokens.accept("DISTSTYLE"_kw)) return parse_alter_diststyle(tokens, action);
    if (tokens.accept("DISTKEY"_kw)) {
        action.kind = AlterTableKind::alter_distkey;
        action.attributes.distkey = tokens.name();
        return;
    }
    if (tokens.at_any({"COMPOUND"_kw, "INTERLEAVED"_kw, "SORTKEY"_kw})) return parse_alter_sortkey(tokens, action);
    if (tokens.accept({"ENCODE"_kw, "AUTO"_kw})) {
        action.kind = AlterTableKind::alter_encode_auto;
        action.attributes.encode_auto = true;
        return;
    }
    tokens.accept("COLUMN"_kw);
    parse_alter_column(tokens, action);
}

/// FROM table [IGNOREEXTRA | FILLTARGET], behind APPEND
void parse_append(TokenStream& tokens, Action& action) {
    action.kind = AlterTableKind::append;
    tokens.expect("FROM"_kw);
    action.append_source = tokens.qualified_name();
    action.ignore_extra = tokens.accept("IGNOREEXTRA"_kw);
    action.fill_target = tokens.accept("FILLTARGET"_kw);
}

bool parse_on_off(TokenStream& tokens) {
    if (tokens.accept("ON"_kw)) return true;
    tokens.expect("OFF"_kw);
    return false;
}

/// (ROW LEVEL SECURITY | MASKING) (ON | OFF) [CONJUNCTION TYPE (AND | OR)] [FOR DATASHARES]
bool accept_policy_switch(TokenStream& tokens, Action& action) {
    if (tokens.accept({"ROW"_kw, "LEVEL"_kw, "SECURITY"_kw})) {
        action.kind = AlterTableKind::row_level_security;
    } else if (tokens.accept("MASKING"_kw)) {
        action.kind = AlterTableKind::masking;
    } else {
        return false;
    }
    action.flag = parse_on_off(tokens);
    if (tokens.accept({"CONJUNCTION"_kw, "TYPE"_kw})) {
        action.conjunction = tokens.lower_text();
        if (!tokens.accept("AND"_kw)) tokens.expect("OR"_kw);
    }
    action.for_datashares = tokens.accept({"FOR"_kw, "DATASHARES"_kw});
    return true;
}

Action parse_action(TokenStream& tokens) {
    Action action;
    const std::uint32_t begin = tokens.begin();
    if (tokens.accept("ADD"_kw)) {
        parse_add(tokens, action);
    } else if (tokens.accept("DROP"_kw)) {
        parse_drop_part(tokens, action);
    } else if (tokens.accept("RENAME"_kw)) {
        parse_rename(tokens, action);
    } else if (tokens.accept({"OWNER"_kw, "TO"_kw})) {
        action.kind = AlterTableKind::owner;
        action.name = tokens.user_name();
    } else if (tokens.accept("ALTER"_kw)) {
        parse_alter_part(tokens, action);
    } else if (tokens.accept("APPEND"_kw)) {
        parse_append(tokens, action);
    } else if (!accept_policy_switch(tokens, action)) {
        tokens.fail();
    }
    action.span = tokens.span_from(begin);
    return action;
}

}  // namespace

std::vector<AlterTableAction> parse_alter_actions(TokenStream& tokens) {
    std::vector<AlterTableAction> actions;
    do {
        actions.push_back(at_external_action(tokens) ? parse_external_action(tokens) : parse_action(tokens));
    } while (tokens.accept(','));
    return actions;
}

/// ALTER (TABLE | VIEW) name action ("," action)*
StatementPtr parse_alter_table(TokenStream& tokens) {
    auto statement = std::make_unique<AlterTable>();
    tokens.expect("ALTER"_kw);
    tokens.take();
    statement->name = tokens.qualified_name();
    statement->actions = parse_alter_actions(tokens);
    return statement;
}

}  // namespace blueshift::sql
