#pragma once
/// Whether a field fits its column, and how STL_LOAD_ERRORS calls it when it does not.  Doc: dg/r_Load_Error_Reference
#include <optional>
#include <string>

#include "catalog/model.h"
#include "copy/load_options.h"
#include "copy/record_reader.h"
#include "types/text.h"

namespace blueshift::copy {

/// The error codes of loads that we give.
namespace load_code {
inline constexpr int kTooManyFields = 1202;
inline constexpr int kDoesNotFit = 1204;
inline constexpr int kDate = 1205;
inline constexpr int kTimestamp = 1206;
inline constexpr int kDigit = 1207;
inline constexpr int kFloat = 1208;
inline constexpr int kDecimal = 1209;
inline constexpr int kBoolean = 1210;
inline constexpr int kEmptyLine = 1211;
inline constexpr int kNotNull = 1213;
inline constexpr int kDelimiter = 1214;
inline constexpr int kInvalidLine = 1216;
inline constexpr int kCharacters = 1220;
inline constexpr int kOverflow = 1222;
inline constexpr int kOther = 1223;
inline constexpr int kJson = 1224;
}  // namespace load_code

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
