#pragma once
/// User-defined functions and stored procedures.  Doc: dg/r_CREATE_FUNCTION, dg/r_CREATE_PROCEDURE
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/model.h"

namespace blueshift::catalog {

enum class RoutineKind { function, procedure };
enum class ArgumentMode { in, out, inout };
enum class Volatility { volatile_, stable, immutable };

struct RoutineArgument {
    std::string name;  ///< empty: unnamed
    ArgumentMode mode = ArgumentMode::in;
    Type type;

    bool operator==(const RoutineArgument&) const = default;
};

/// A function or procedure; routines of one name differ in the types of their input arguments.
struct Routine {
    Oid oid = kInvalidOid;
    Oid schema = kInvalidOid;
    std::string name;
    RoutineKind kind = RoutineKind::function;
    std::int32_t owner = kAdminUserId;
    std::vector<RoutineArgument> arguments;
    Type return_type;       ///< of a function
    std::string language;   ///< lower case: sql, plpgsql, plpythonu
    Volatility volatility = Volatility::volatile_;
    std::string body;       ///< between the dollar quotes, as written
    bool nonatomic = false;
    bool security_definer = false;
    std::map<std::string, std::string> settings;  ///< SET of CREATE PROCEDURE
    std::string comment;
    std::vector<AclEntry> acl;
    std::int64_t created_micros = 0;

    /// Types of the arguments that a caller gives, in order.
    std::vector<Type> input_types() const;
};

/// Under which a routine is unique in its schema: name and input types, `f(integer,character varying)`.
std::string map_name(const Routine& routine);
std::string routine_signature(std::string_view name, const std::vector<Type>& input_types);

}  // namespace blueshift::catalog
