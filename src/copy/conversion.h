#pragma once
/// From a field of a file to a column's value, in the engine's SQL.
#include <string>

#include "catalog/model.h"
#include "copy/load_options.h"
#include "types/text.h"

namespace blueshift::copy {

/// The value of `column` made of the text `field` (an expression), as COPY reads it. NULL markers are NULL already.
/// Throws feature_not_supported (0A000) for types that COPY cannot load yet.
std::string text_field_expression(const catalog::Relation& relation, const catalog::Column& column,
                                  const LoadOptions& options, const TextSettings& settings, const std::string& field);

/// The value of `column` made of a Parquet column `field` of the engine's type `file_type`; `column_position` counts from 0.
/// Throws datatype_mismatch (42804) when the types are not compatible.
std::string parquet_field_expression(const catalog::Relation& relation, const catalog::Column& column,
                                     const std::string& file_type, const std::string& field);

/// The name of MDY, DMY or YMD.
std::string_view date_order_name(DateOrder order);

}  // namespace blueshift::copy
