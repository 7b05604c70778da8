#pragma once
/// What is known of string values before a query runs: whether they can end with blanks, and whether their case counts. Redshift compares
/// strings without trailing blanks; knowing that there are none saves the engine a trim of every value.
#include <map>
#include <unordered_map>
#include <utility>

#include "analyze/bound_query.h"

namespace blueshift::emit {

class StringTraits {
public:
    /// Makes the columns of a FROM item known. The items inside its query must be added before its columns are asked for.
    void add(const analyze::BoundFrom& item);
    void add(const analyze::BoundCte& cte);

    /// True when no value of `expr` ends with a blank; always for types other than strings.
    bool blank_free(const analyze::BoundExpr& expr);
    bool blank_free(const analyze::BoundQuery& query, std::size_t column);
    /// True when `expr` compares without regard to case.
    bool case_insensitive(const analyze::BoundExpr& expr);
    bool case_insensitive(const analyze::BoundQuery& query, std::size_t column);

private:
    struct Traits {
        bool blank_free = true;
        bool case_insensitive = false;
    };
    Traits of_column(const analyze::BoundColumn& column);
    Traits of_output(const analyze::BoundQuery& query, std::size_t column);
    Traits of_item(const analyze::BoundFrom& item, std::size_t column);
    Traits of_rows(const std::vector<std::vector<analyze::BoundExprPtr>>& rows, std::size_t column);

    std::unordered_map<int, const analyze::BoundFrom*> items_;
    std::unordered_map<int, const analyze::BoundQuery*> ctes_;
    std::map<std::pair<int, int>, Traits> known_;
};

}  // namespace blueshift::emit
