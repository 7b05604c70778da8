// One SELECT: its list, FROM to QUALIFY.  Doc: dg/r_SELECT_synopsis
#include "sql/parser/grammar.h"

namespace blueshift::sql {
namespace {

/// Whether every clause of a SELECT that may only come once has not come yet is kept in the tree itself.
class SelectParser {
public:
    explicit SelectParser(TokenStream& tokens) : tokens_(tokens), begin_(tokens.begin()) {}

    /// SELECT [TOP n] [ALL | DISTINCT] list [INTO …] [FROM …] [WHERE …] [CONNECT BY …] [GROUP BY …] [HAVING …] [QUALIFY …]
    QueryBodyPtr parse() {
        tokens_.expect("SELECT"_kw);
        parse_modifiers();
        parse_list();
        if (tokens_.accept("INTO"_kw)) parse_into();
        if (tokens_.accept("FROM"_kw)) select_->from = parse_from_list(tokens_);
        if (tokens_.accept("WHERE"_kw)) select_->where = parse_expression(tokens_);
        parse_hierarchy();
        if (tokens_.accept({"GROUP"_kw, "BY"_kw})) parse_group_by();
        if (tokens_.accept("HAVING"_kw)) select_->having = parse_expression(tokens_);
        if (tokens_.accept("QUALIFY"_kw)) select_->qualify = parse_expression(tokens_);
        return spanned(tokens_, begin_, std::move(select_));
    }

private:
    /// TOP takes an operand only: behind `TOP 10 *` stands the select list.
    void parse_modifiers() {
        const bool top_first = parse_top();
        select_->distinct = tokens_.accept("DISTINCT"_kw);
        if (!select_->distinct) tokens_.accept("ALL"_kw);
        if (!top_first) parse_top();
    }

    bool parse_top() {
        if (!tokens_.accept("TOP"_kw)) return false;
        select_->top = parse_primary(tokens_);
        return true;
    }

    /// item ("," item)* [EXCLUDE columns]; behind a star that is alone or not the last, EXCLUDE belongs to the star
    void parse_list() {
        do {
            ExprPtr star = parse_star(tokens_);
            if (!star) {
                select_->items.push_back(parse_select_item(tokens_));
            } else {
                select_->items.push_back({std::move(star), {}});
            }
            if (!tokens_.accept("EXCLUDE"_kw)) continue;
            std::vector<Name> columns = parse_exclude();
            Expr& last = *select_->items.back().expr;
            if (last.kind == ExprKind::star && (tokens_.at(',') || select_->items.size() == 1)) {
                static_cast<Star&>(last).exclude = std::move(columns);
            } else {
                select_->exclude = std::move(columns);
                return;
            }
        } while (tokens_.accept(','));
    }

    /// name | "(" name ("," name)* ")"
    std::vector<Name> parse_exclude() {
        if (tokens_.at('(')) return tokens_.name_list();
        std::vector<Name> columns;
        columns.push_back(tokens_.name());
        return columns;
    }

    /// INTO [TEMP | TEMPORARY] [TABLE] name
    void parse_into() {
        select_->into = std::make_unique<IntoClause>();
        select_->into->temporary = tokens_.accept("TEMP"_kw) || tokens_.accept("TEMPORARY"_kw);
        tokens_.accept("TABLE"_kw);
        select_->into->target = tokens_.qualified_name();
    }

    /// [START WITH condition] CONNECT BY [NOCYCLE] condition, in either order
    void parse_hierarchy() {
        if (tokens_.accept({"START"_kw, "WITH"_kw})) select_->start_with = parse_expression(tokens_);
        if (tokens_.accept({"CONNECT"_kw, "BY"_kw})) {
            select_->connect_by_nocycle = tokens_.accept("NOCYCLE"_kw);
            const bool outer = std::exchange(tokens_.in_connect_by, true);
            select_->connect_by = parse_expression(tokens_);
            tokens_.in_connect_by = outer;
        } else if (select_->start_with) {
            tokens_.fail();
        }
        if (!select_->start_with && tokens_.accept({"START"_kw, "WITH"_kw})) {
            select_->start_with = parse_expression(tokens_);
        }
    }

    void parse_group_by() {
        if (tokens_.accept("ALL"_kw)) {
            select_->group_by_all = true;
            return;
        }
        select_->group_by = parse_grouping_elements();
    }

    std::vector<GroupingElement> parse_grouping_elements() {
        std::vector<GroupingElement> elements;
        do {
            elements.push_back(parse_grouping_element());
        } while (tokens_.accept(','));
        return elements;
    }

    /// "(" ")" | GROUPING SETS "(" elements ")" | ROLLUP "(" elements ")" | CUBE "(" elements ")" | expression
    GroupingElement parse_grouping_element() {
        Nesting nesting(tokens_);
        GroupingElement element;
        const std::uint32_t begin = tokens_.begin();
        if (tokens_.at('(') && tokens_.at(')', 1)) {
            tokens_.take();
            tokens_.take();
            element.expr = spanned(tokens_, begin, std::make_unique<Row>());
        } else if (tokens_.accept({"GROUPING"_kw, "SETS"_kw})) {
            element.kind = GroupingKind::grouping_sets;
            parse_nested_elements(element);
        } else if (tokens_.at_any({"ROLLUP"_kw, "CUBE"_kw}) && tokens_.at('(', 1)) {
            element.kind = tokens_.at("CUBE"_kw) ? GroupingKind::cube : GroupingKind::rollup;
            tokens_.take();
            parse_nested_elements(element);
        } else {
            element.expr = parse_expression(tokens_);
        }
        element.span = tokens_.span_from(begin);
        return element;
    }

    void parse_nested_elements(GroupingElement& element) {
        tokens_.expect('(');
        element.elements = parse_grouping_elements();
        tokens_.expect(')');
    }

    TokenStream& tokens_;
    std::uint32_t begin_;
    std::unique_ptr<Select> select_ = std::make_unique<Select>();
};

}  // namespace

QueryBodyPtr parse_select(TokenStream& tokens) { return SelectParser(tokens).parse(); }

SelectItem parse_select_item(TokenStream& tokens) {
    SelectItem item;
    item.expr = parse_expression(tokens);
    if (tokens.accept("AS"_kw)) {
        item.alias = tokens.label();
    } else if (tokens.at_bare_alias()) {
        item.alias = tokens.name();
    }
    return item;
}

}  // namespace blueshift::sql
