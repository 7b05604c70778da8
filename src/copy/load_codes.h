#pragma once
/// The error codes of loads.  Doc: dg/r_Load_Error_Reference
namespace blueshift::copy::load_code {

inline constexpr int kUnknown = 1200;
inline constexpr int kTooManyFields = 1202;
inline constexpr int kTooFewFields = 1203;
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
inline constexpr int kCharField = 1215;
inline constexpr int kInvalidLine = 1216;
inline constexpr int kIdentity = 1217;
inline constexpr int kNul = 1218;
inline constexpr int kCharacters = 1220;
inline constexpr int kEncoding = 1221;
inline constexpr int kOverflow = 1222;
inline constexpr int kOther = 1223;
inline constexpr int kJson = 1224;

}  // namespace blueshift::copy::load_code
