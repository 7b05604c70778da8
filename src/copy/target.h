#pragma once
/// The table that a COPY fills: which columns come from the files, and what the others get.  Doc: dg/copy-parameters-column-mapping
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "catalog/model.h"
#include "sql/ast/dml.h"

namespace blueshift::copy {

struct Target {
    std::shared_ptr<const catalog::Relation> relation;
    std::vector<const catalog::Column*> loaded;  ///< in the order of the fields
    struct Supplied {
        const catalog::Column* column;
        std::string expression;  ///< in the engine's SQL
    };
    std::vector<Supplied> supplied;  ///< left out of the files, with a default or an identity
};

/// `default_expression` gives the engine's SQL of a column's default.
/// Throws undefined_column (42703), duplicate_column (42701), and invalid_parameter_value (22023) when EXPLICIT_IDS and the
/// identity column do not go together.
Target make_target(const sql::Copy& statement, std::shared_ptr<const catalog::Relation> relation, bool explicit_ids,
                   const std::function<std::string(const catalog::Column&)>& default_expression);

}  // namespace blueshift::copy
