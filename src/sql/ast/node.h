#pragma once
/// What all nodes of the syntax tree share. Nodes are plain structs: a kind, a span and public fields.
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/span.h"

namespace blueshift::sql {

/// An identifier after case folding.
struct Name {
    std::string text;
    Span span;
    bool quoted = false;
};

/// A dotted name as written: object, schema.object or database.schema.object.
struct QualifiedName {
    std::vector<Name> parts;
    Span span;

    const std::string& object() const { return parts.back().text; }
    /// Empty when not given.
    std::string schema() const { return parts.size() > 1 ? parts[parts.size() - 2].text : ""; }
    std::string database() const { return parts.size() > 2 ? parts[parts.size() - 3].text : ""; }
};

/// A type as written. `name` is lower case with single spaces, without arguments: `timestamp with time zone`. `pg_catalog.` is dropped, and a
/// quoted name keeps its quotes where they matter: `"char"`.
struct TypeName {
    std::string name;
    std::vector<int> arguments;  ///< kTypeArgumentMax (types/type.h) stands for MAX
    bool array = false;          ///< followed by []
    Span span;
};

}  // namespace blueshift::sql
