#pragma once
/// What names mean at one place of a body: variables of the blocks around it, by their labels too.
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "plpgsql/tree.h"
#include "sql/parser/parser.h"

namespace blueshift::plpgsql {

/// The nested scopes of a procedure while it is parsed. Names in SQL that are variables become parameters of the piece of SQL that is being
/// collected; a variable wins over a column of the same name, as in Redshift.
class Scopes : public sql::ParameterNames {
public:
    explicit Scopes(std::vector<Variable>& variables) : variables_(variables) {}

    void open(std::string label) { scopes_.push_back({std::move(label), {}}); }
    void close() { scopes_.pop_back(); }

    /// Makes a variable in the innermost scope and returns its slot.
    /// Throws syntax_error (42601) for a second one of the name, program_limit_exceeded (54000) beyond kVariableCountMax.
    std::size_t declare(Variable variable, Span span);
    /// Gives a variable another name in the innermost scope.
    void alias(const std::string& name, std::size_t slot, Span span);
    /// One more argument of the procedure, for $n.
    void add_positional(std::size_t slot) { positional_.push_back(slot); }

    /// The place that a name stands for, and how many of its parts it takes; nothing when it is no variable.
    struct Found {
        VariableUse use;
        std::size_t parts = 0;
    };
    std::optional<Found> look_up(const std::vector<sql::Name>& parts) const;
    const Variable& variable(std::size_t slot) const { return variables_[slot]; }
    std::size_t positional(int number, Span span) const;
    /// Whether a block or loop around has this label.
    bool has_label(std::string_view label) const;

    /// Starts the parameters of a new piece of SQL.
    void begin_fragment();
    /// The parameter of the current piece of SQL for a place that its text does not name.
    int parameter_for(const VariableUse& use);
    struct Substitution {
        Span span;
        int index = 0;
    };
    std::vector<VariableUse> take_parameters() { return std::move(parameters_); }
    std::vector<Substitution> take_substitutions() { return std::move(substitutions_); }

    std::optional<Match> find(const std::vector<sql::Name>& parts, Span span) override;
    int find_positional(int number, Span span) override;

private:
    struct Scope {
        std::string label;
        std::map<std::string, std::size_t, std::less<>> slots;
    };
    std::optional<std::size_t> find_in(const Scope& scope, std::string_view name) const;
    Found place(std::size_t slot, const std::vector<sql::Name>& parts, std::size_t first) const;
    int substitute(const VariableUse& use, Span span);

    std::vector<Variable>& variables_;
    std::vector<Scope> scopes_;
    std::vector<std::size_t> positional_;
    std::vector<VariableUse> parameters_;
    std::vector<Substitution> substitutions_;
};

}  // namespace blueshift::plpgsql
