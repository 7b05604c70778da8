#pragma once
/// Row-level security and dynamic data masking.  Doc: dg/t_rls, dg/t_ddm
#include <string>
#include <vector>

#include "catalog/model.h"

namespace blueshift::catalog {

/// A column that a policy's expression may name, under the policy's own type for it.
struct PolicyColumn {
    std::string name;
    Type type;

    bool operator==(const PolicyColumn&) const = default;
};

struct PolicyAttachment {
    Oid relation = kInvalidOid;
    AclEntry::Kind kind = AclEntry::user;  ///< user, role or public_
    std::int32_t grantee = 0;
    std::int32_t grantor = 0;
    std::vector<std::string> output_columns;  ///< masking: what is replaced, as written (columns or paths into SUPER)
    std::vector<std::string> input_columns;   ///< masking: USING, or as the outputs
    int priority = 0;                         ///< masking: the highest wins

    bool operator==(const PolicyAttachment&) const = default;
};

struct RlsPolicy {
    Oid oid = kInvalidOid;
    Oid database = kInvalidOid;
    std::string name;
    std::string alias;
    std::vector<PolicyColumn> columns;
    std::string predicate;  ///< canonical text
    std::vector<Oid> depends_on;  ///< relations that the predicate may read by GRANT SELECT … TO RLS POLICY
    std::vector<PolicyAttachment> attachments;
    std::int32_t modified_by = kAdminUserId;
    std::int64_t modified_micros = 0;
};

struct MaskingPolicy {
    Oid oid = kInvalidOid;
    Oid database = kInvalidOid;
    std::string name;
    std::vector<PolicyColumn> columns;
    std::vector<std::string> expressions;  ///< one per output column
    std::vector<Oid> depends_on;
    std::vector<PolicyAttachment> attachments;
    std::int32_t modified_by = kAdminUserId;
    std::int64_t modified_micros = 0;
};

}  // namespace blueshift::catalog
