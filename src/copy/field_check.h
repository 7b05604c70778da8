#pragma once
/// Whether a field fits its column, and how STL_LOAD_ERRORS calls it when it does not.  Doc: dg/r_Load_Error_Reference
#include <optional>
#include <string>

#include "catalog/model.h"
#include "copy/load_codes.h"
#include "copy/load_options.h"
#include "copy/record.h"
#include "types/text.h"

namespace blueshift::copy {

struct FieldProblem {
    int code = 0;
    int position = 0;  ///< of the offending character in the field, from 0
    std::string reason;
};

/// Brings a field into the form that text_field_expression() takes (ACCEPTINVCHARS), then tells what is wrong with it.
std::optional<FieldProblem> check_field(const catalog::Column& column, Field& field, const LoadOptions& options,
                                        const TextSettings& settings);

/// The column's type as STL_LOAD_ERRORS names it, and its length.
std::string load_type_name(Type type);
std::string load_type_length(Type type);

}  // namespace blueshift::copy
