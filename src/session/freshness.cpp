#include "session/freshness.h"

#include <algorithm>

namespace blueshift::session {

void Freshness::wrote(const std::set<catalog::Oid>& relations) {
    std::lock_guard lock(mutex_);
    for (const catalog::Oid oid : relations) ++writes_[oid];
}

std::uint64_t Freshness::count(catalog::Oid relation) const {
    const auto found = writes_.find(relation);
    return found == writes_.end() ? 0 : found->second;
}

WriteCounts Freshness::counts(const std::vector<catalog::Oid>& relations) const {
    std::lock_guard lock(mutex_);
    WriteCounts counts;
    for (const catalog::Oid oid : relations) counts[oid] = count(oid);
    return counts;
}

WriteCounts Freshness::all() const {
    std::lock_guard lock(mutex_);
    return writes_;
}

void Freshness::computed(catalog::Oid view, WriteCounts sources) {
    std::lock_guard lock(mutex_);
    sources_[view] = std::move(sources);
}

bool Freshness::is_fresh(catalog::Oid view) const {
    std::lock_guard lock(mutex_);
    const auto found = sources_.find(view);
    if (found == sources_.end()) return false;
    return std::all_of(found->second.begin(), found->second.end(),
                       [&](const auto& source) { return count(source.first) == source.second; });
}

}  // namespace blueshift::session
