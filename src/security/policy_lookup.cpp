#include "security/policy_lookup.h"

#include <algorithm>

namespace blueshift::security {

namespace {

using catalog::PolicyAttachment;

/// One path begins with the other.
bool overlap(const std::vector<std::string>& left, const std::vector<std::string>& right) {
    return std::equal(left.begin(), left.begin() + static_cast<std::ptrdiff_t>(std::min(left.size(), right.size())),
                      right.begin());
}

std::vector<AppliedMask> masks_of(const catalog::MaskingPolicy& policy, const PolicyAttachment& attachment,
                                  const catalog::Relation& relation) {
    const auto& input_texts =
        attachment.input_columns.empty() ? attachment.output_columns : attachment.input_columns;
    std::vector<std::vector<std::string>> inputs;
    for (const std::string& text : input_texts) inputs.push_back(split_path(text));
    std::vector<AppliedMask> masks;
    for (std::size_t index = 0; index < attachment.output_columns.size(); ++index) {
        std::vector<std::string> path = split_path(attachment.output_columns[index]);
        const auto column = std::find_if(relation.columns.begin(), relation.columns.end(),
                                         [&](const catalog::Column& c) { return c.name == path[0]; });
        if (column == relation.columns.end()) continue;  // it has been dropped since
        AppliedMask& mask = masks.emplace_back();
        mask.policy = &policy;
        mask.attachment = &attachment;
        mask.expression = std::min(index, policy.expressions.size() - 1);
        mask.column = static_cast<std::size_t>(column - relation.columns.begin());
        mask.path.assign(path.begin() + 1, path.end());
        mask.inputs = inputs;
    }
    return masks;
}

}  // namespace

std::optional<RowPolicies> row_policies(const catalog::Relation& relation, const catalog::Snapshot& snapshot,
                                        const catalog::AccessRules& rules) {
    if (!relation.row_level_security || rules.ignores_rls()) return std::nullopt;
    RowPolicies found;
    found.any = relation.rls_any;
    for (const auto& [oid, policy] : snapshot.rls_policies.all()) {
        const bool holds = std::any_of(
            policy->attachments.begin(), policy->attachments.end(), [&](const PolicyAttachment& attachment) {
                return attachment.relation == relation.oid && rules.applies(attachment.kind, attachment.grantee);
            });
        if (holds) found.policies.push_back(policy.get());
    }
    return found;
}

std::vector<AppliedMask> applied_masks(const catalog::Relation& relation, const catalog::Snapshot& snapshot,
                                       const catalog::AccessRules& rules) {
    std::vector<AppliedMask> candidates;
    for (const auto& [oid, policy] : snapshot.masking_policies.all()) {
        for (const PolicyAttachment& attachment : policy->attachments) {
            if (attachment.relation != relation.oid || !rules.applies(attachment.kind, attachment.grantee)) continue;
            for (AppliedMask& mask : masks_of(*policy, attachment, relation)) candidates.push_back(std::move(mask));
        }
    }
    std::stable_sort(candidates.begin(), candidates.end(), [](const AppliedMask& left, const AppliedMask& right) {
        return left.attachment->priority > right.attachment->priority;
    });
    std::vector<AppliedMask> masks;
    for (AppliedMask& candidate : candidates) {
        const bool covered = std::any_of(masks.begin(), masks.end(), [&](const AppliedMask& mask) {
            return mask.column == candidate.column && overlap(mask.path, candidate.path);
        });
        if (!covered) masks.push_back(std::move(candidate));
    }
    return masks;
}

std::vector<std::string> split_path(std::string_view text) {
    std::vector<std::string> steps(1);
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] == '.') {
            steps.emplace_back();
        } else {
            if (text[at] == '\\' && at + 1 < text.size()) ++at;
            steps.back() += text[at];
        }
    }
    return steps;
}

std::string join_path(const std::vector<std::string>& steps) {
    std::string text;
    for (const std::string& step : steps) {
        if (!text.empty()) text += '.';
        for (const char c : step) {
            if (c == '.' || c == '\\') text += '\\';
            text += c;
        }
    }
    return text;
}

}  // namespace blueshift::security
