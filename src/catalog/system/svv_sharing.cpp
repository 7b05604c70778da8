/// Data sharing and integrations, which a cluster of one's own has none of.  Doc: dg/r_SVV_DATASHARES
#include "catalog/system/families.h"

namespace blueshift::catalog::system {

// clang-format off
std::vector<SystemRelation> svv_sharing_relations() {
    return {
        empty("svv_copy_job_integrations",
            "db_name text, job_id bigint, job_name text, job_owner bigint, integration_arn text, integration_status text", "dg/SVV_COPY_JOB_INTEGRATIONS"),
        empty("svv_datashare_consumers", "share_name varchar(128), consumer_account varchar(16), consumer_namespace varchar(64), share_date timestamp", "dg/r_SVV_DATASHARE_CONSUMERS"),
        empty("svv_datashare_objects",
            "share_type varchar(8), share_name varchar(128), object_type varchar(64), object_name varchar(512), producer_account varchar(16), producer_namespace varchar(64), include_new boolean",
            "dg/r_SVV_DATASHARE_OBJECTS"),
        empty("svv_datashares",
            "share_name varchar(128), share_id integer, share_owner integer, source_database varchar(128), consumer_database varchar(128), share_type varchar(8), createdate timestamp, "
            "is_publicaccessible boolean, share_acl varchar(256), producer_account varchar(16), producer_namespace varchar(64), managed_by varchar(64)", "dg/r_SVV_DATASHARES"),
    };
}
// clang-format on

}  // namespace blueshift::catalog::system
