/// Use and changes of datashares.  Doc: dg/r_SVL_DATASHARE_CHANGE_LOG
#include "catalog/system/families.h"

namespace blueshift::catalog::system {

namespace {

// clang-format off
constexpr std::string_view kChanges =
    "user_id integer, user_name varchar(128), session_id integer, transaction_id bigint, share_id integer, share_name varchar(128), source_database_id integer, source_database_name varchar(128), "
    "consumer_database_id integer, consumer_database_name varchar(128), record_time timestamp, action varchar(128), status integer, share_object_type varchar(64), share_object_id integer, share_object_name varchar(128), "
    "target_user_type varchar(16), target_user_id integer, target_user_name varchar(128), consumer_account varchar(16), consumer_namespace varchar(64), producer_account varchar(16), producer_namespace varchar(64), "
    "attribute_name varchar(64), attribute_value varchar(128), message varchar(512)";
constexpr std::string_view kConsumer =
    "user_id integer, session_id integer, transaction_id bigint, request_id varchar(50), request_type varchar(25), transaction_uid varchar(50), record_time timestamp, status integer, error_message varchar(512)";
constexpr std::string_view kProducer =
    "share_id integer, share_name varchar(128), request_id varchar(50), request_type varchar(25), object_type varchar(64), object_oid integer, object_name varchar(128), consumer_account varchar(16), "
    "consumer_namespace varchar(64), consumer_transaction_uid varchar(50), record_time timestamp, status integer, error_message varchar(512), consumer_region varchar(64)";
constexpr std::string_view kCrossRegion = "query bigint, segment integer, start_time timestamp, end_time timestamp, object_type varchar(64), transferred_data bigint, source_region varchar(25)";
// clang-format on

}  // namespace

std::vector<SystemRelation> datashare_relations() {
    // clang-format off
    return {
        superuser_only(empty("svl_datashare_change_log", kChanges, "dg/r_SVL_DATASHARE_CHANGE_LOG")),
        superuser_only(empty("sys_datashare_change_log", kChanges, "dg/SYS_DATASHARE_CHANGE_LOG")),
        empty("svl_datashare_usage_consumer", kConsumer, "dg/r_SVL_DATASHARE_USAGE_CONSUMER"),
        empty("sys_datashare_usage_consumer", kConsumer, "dg/SYS_DATASHARE_USAGE_CONSUMER"),
        empty("svl_datashare_usage_producer", kProducer, "dg/r_SVL_DATASHARE_USAGE_PRODUCER"),
        empty("sys_datashare_usage_producer", kProducer, "dg/SYS_DATASHARE_USAGE_PRODUCER"),
        superuser_only(empty("svl_datashare_cross_region_usage", kCrossRegion, "dg/r_SVL_DATASHARE_CROSS_REGION_USAGE")),
        superuser_only(empty("sys_datashare_cross_region_usage",
            "query_id bigint, child_query_sequence integer, segment_id integer, start_time timestamp, end_time timestamp, object_type varchar(64), transferred_data bigint, source_region varchar(25)",
            "dg/SYS_DATASHARE_CROSS_REGION_USAGE")),
    };
    // clang-format on
}

}  // namespace blueshift::catalog::system
