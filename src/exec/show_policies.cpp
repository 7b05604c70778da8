/// SHOW RLS POLICIES, SHOW MASKING POLICIES, SHOW USER LOCKOUT.  Doc: dg/r_SHOW_POLICIES
#include <algorithm>

#include "base/error.h"
#include "catalog/system/policy_rows.h"
#include "catalog/system/rows.h"
#include "catalog/access.h"
#include "exec/show_objects.h"

namespace blueshift::exec {

namespace {

namespace system = catalog::system;

/// Only the security administrator may list policies.
void check_administrator(const ShowRequest& request) {
    if (catalog::AccessRules(request.view.snapshot(), request.view.user()).may_manage_policies()) return;
    throw Error(Code::insufficient_privilege, "permission denied to show policies").at(request.span);
}

const catalog::Database& database_of_policies(const ShowRequest& request) {
    const bool named = request.statement->what.ends_with("from database");
    return named ? database_named(request, request.names[0]) : request.view.database();
}

/// Whether an attachment is to what ON and FOR name.
bool is_asked_for(const ShowRequest& request, const catalog::PolicyAttachment& attachment, catalog::Oid relation) {
    if (attachment.relation != relation) return false;
    const std::string& kind = request.statement->grantee_kind;
    if (kind.empty()) return true;
    const system::Identity3 grantee = system::identity_of(system_context(request), attachment.kind, attachment.grantee);
    return grantee.type == kind && (kind == "public" || grantee.name == request.statement->grantee.text);
}

template <class Policy>
bool listed(const ShowRequest& request, const Policy& policy) {
    const bool on_relation = request.statement->what.ends_with(" on");
    if (!on_relation) return policy.database == database_of_policies(request).oid;
    const catalog::Oid relation = request.view.relation(request.names, request.span)->oid;
    return std::any_of(policy.attachments.begin(), policy.attachments.end(),
                       [&](const auto& attachment) { return is_asked_for(request, attachment, relation); });
}

ShowResult show_rls_policies(const ShowRequest& request) {
    check_administrator(request);
    const auto context = system_context(request);
    ShowResult rows;
    for (const auto& [oid, policy] : request.view.snapshot().rls_policies.all()) {
        if (!listed(request, *policy)) continue;
        rows.push_back({policy->name, system::text_or_null(policy->alias), system::policy_columns(policy->columns),
                        policy->predicate, true, system::user_name(context, policy->modified_by), policy->modified_micros});
    }
    return limited(request, std::move(rows));
}

ShowResult show_masking_policies(const ShowRequest& request) {
    check_administrator(request);
    const auto context = system_context(request);
    ShowResult rows;
    for (const auto& [oid, policy] : request.view.snapshot().masking_policies.all()) {
        if (!listed(request, *policy)) continue;
        rows.push_back({policy->name, system::policy_columns(policy->columns), system::masking_expressions(*policy),
                        system::user_name(context, policy->modified_by), policy->modified_micros});
    }
    return limited(request, std::move(rows));
}

/// Users whom too many failed log-ins have locked out.
ShowResult show_user_lockout(const ShowRequest& request) {
    check_administrator(request);
    ShowResult rows;
    for (const auto& [id, user] : request.view.snapshot().users.all()) {
        if (user->locked) rows.push_back({id, user->name, std::int64_t{user->failed_logins}});
    }
    return limited(request, std::move(rows));
}

constexpr TypeId kText = TypeId::varchar;

const std::vector<std::pair<std::string_view, TypeId>> kRlsColumns = {
    {"policy_name", kText}, {"policy_alias", kText}, {"policy_atts", kText}, {"policy_qual", kText},
    {"policy_enabled", TypeId::boolean}, {"policy_modified_by", kText}, {"policy_modified_time", TypeId::timestamp}};

const std::vector<std::pair<std::string_view, TypeId>> kMaskingColumns = {
    {"policy_name", kText}, {"input_columns", kText}, {"policy_expression", kText}, {"policy_modified_by", kText},
    {"policy_modified_time", TypeId::timestamp}};

}  // namespace

std::span<const ShowRow> policy_show_rows() {
    static const ShowRow kRows[] = {
        {"masking policies", kMaskingColumns, show_masking_policies, "dg/r_SHOW_POLICIES"},
        {"masking policies from database", kMaskingColumns, show_masking_policies, "dg/r_SHOW_POLICIES"},
        {"masking policies on", kMaskingColumns, show_masking_policies, "dg/r_SHOW_POLICIES"},
        {"rls policies", kRlsColumns, show_rls_policies, "dg/r_SHOW_POLICIES"},
        {"rls policies from database", kRlsColumns, show_rls_policies, "dg/r_SHOW_POLICIES"},
        {"rls policies on", kRlsColumns, show_rls_policies, "dg/r_SHOW_POLICIES"},
        {"user lockout",
         {{"user_id", TypeId::integer}, {"user_name", kText}, {"failed_login_attempts", TypeId::integer}},
         show_user_lockout, "dg/r_SHOW_USER_LOCKOUT"},
    };
    return kRows;
}

}  // namespace blueshift::exec
