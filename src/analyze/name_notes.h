#pragma once
/// What names of a query turned out to mean, keyed by their syntax nodes.
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "catalog/model.h"
#include "sql/ast/query.h"

namespace blueshift::analyze {

/// Filled while a query is bound; canonical_query writes it back into the syntax tree.
struct NameNotes {
    struct StarColumn {
        std::string table;  ///< empty: reached by its own name only
        std::string name;
    };
    /// One column of a select list: the item that gives it, and which column of a star it is.
    struct Output {
        std::size_t item = 0;
        std::optional<StarColumn> star;
    };

    std::map<const sql::RelationRef*, std::shared_ptr<const catalog::Relation>> relations;
    /// Functions of users.
    std::map<const sql::FunctionCall*, catalog::Oid> routines;
    /// Select lists with a star or EXCLUDE.
    std::map<const sql::Select*, std::vector<Output>> select_lists;
    /// Tables of the unqualified columns, by the address of ColumnRef::parts.
    std::map<const std::vector<sql::Name>*, std::string> column_tables;
};

}  // namespace blueshift::analyze
