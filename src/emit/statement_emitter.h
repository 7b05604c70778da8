#pragma once
/// Statements that write. Internal to this folder.
#include <string>
#include <vector>

#include "analyze/bound_statement.h"
#include "emit/emitter.h"

namespace blueshift::emit {

class StatementEmitter {
public:
    explicit StatementEmitter(EmitContext& context) : emitter_(context) {}

    std::string insert(const analyze::BoundInsert& insert);
    std::string update(const analyze::BoundUpdate& update);
    std::string delete_(const analyze::BoundDelete& delete_);
    /// In the order in which they run; the last one's row count is the statement's.
    std::vector<std::string> merge(const analyze::BoundMerge& merge);

private:
    /// The value as the engine stores it. A VARCHAR that may end with blanks passes a function that takes note of it
    /// (functions/native/blank_tracker.h) until the column is marked.
    std::string stored(const analyze::BoundExpr& value, const catalog::Relation& relation,
                       const catalog::Column& column);
    static bool tracks_blanks(const catalog::Column& column);
    static std::string tracked(const std::string& text, const catalog::Relation& relation,
                               const catalog::Column& column);
    std::string target_value(const analyze::BoundTarget& target, const catalog::Relation& relation,
                             const catalog::Column& column);
    static std::string sequence_default(const catalog::Relation& relation, const catalog::Column& column);
    std::string assignments(const std::vector<analyze::BoundAssignment>& list,
                            const catalog::Relation& relation);
    std::string merge_insert_values(const analyze::BoundMerge& merge, std::vector<std::string>& columns);
    std::string multiple_match_check(const analyze::BoundMerge& merge);

    Emitter emitter_;
};

/// The engine's name of a table column.
std::string column_name(const catalog::Column& column);
/// The sequence of an identity column.
std::string sequence_name(const catalog::Relation& relation, const catalog::Column& column);

}  // namespace blueshift::emit
