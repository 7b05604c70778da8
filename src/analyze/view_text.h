#pragma once
/// Rewriting of stored view texts when what they name is renamed.
#include <string>

#include "analyze/analyzer.h"
#include "analyze/name_notes.h"

namespace blueshift::analyze {

/// `text`, a canonical query that means something in `before`, as it must read in `after`: relations under their present
/// names, and columns that were renamed under their old names by way of a list of column aliases.
std::string rewrite_names(const std::string& text, AnalyzeContext& before, const catalog::CatalogView& after);

/// Gives the calls of users' functions their names and schemas in `catalog`. The tree that the notes are about must be the caller's own.
void qualify_routines(const NameNotes& notes, const catalog::CatalogView& catalog);

}  // namespace blueshift::analyze
