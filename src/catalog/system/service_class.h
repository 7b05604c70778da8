#pragma once
/// The queues of workload management: superusers may take their own with SET query_group TO 'superuser', everything else runs
/// in the default queue.  Doc: dg/cm-c-wlm-queue-assignment-rules
#include <string_view>

namespace blueshift::catalog::system {

inline constexpr int kSuperuserServiceClass = 5;
inline constexpr int kDefaultServiceClass = 100;  ///< the first of automatic workload management

inline constexpr int service_class_of(bool superuser, std::string_view query_group) {
    return superuser && query_group == "superuser" ? kSuperuserServiceClass : kDefaultServiceClass;
}

}  // namespace blueshift::catalog::system
