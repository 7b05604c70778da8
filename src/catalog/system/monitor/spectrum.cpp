/// Queries over external data, and federated ones.  Doc: dg/r_SVL_S3QUERY_SUMMARY, dg/SYS_EXTERNAL_QUERY_DETAIL
#include "catalog/system/families.h"

namespace blueshift::catalog::system {

namespace {

// clang-format off
constexpr std::string_view kLog = "pid integer, query integer, segment integer, step integer, node integer, slice integer, eventtime timestamp, message character(512)";
constexpr std::string_view kList =
    "query integer, segment integer, node integer, slice integer, eventtime timestamp, bucket text, prefix text, recursive character(1), retrieved_files integer, max_file_size bigint, avg_file_size double precision, "
    "generated_splits integer, avg_split_length double precision, duration bigint";
constexpr std::string_view kPartitionSummary =
    "query integer, segment integer, assignment character(1), min_starttime timestamp, max_endtime timestamp, min_duration bigint, max_duration bigint, avg_duration bigint, total_partitions integer, "
    "qualified_partitions integer, min_assigned_partitions integer, max_assigned_partitions integer, avg_assigned_partitions bigint";
constexpr std::string_view kSummary =
    "userid integer, query integer, xid bigint, pid integer, segment integer, step integer, starttime timestamp, endtime timestamp, elapsed integer, aborted integer, external_table_name character(136), "
    "file_format character(16), is_partitioned character(1), is_rrscan character(1), is_nested character(1), s3_scanned_rows bigint, s3_scanned_bytes bigint, s3query_returned_rows bigint, "
    "s3query_returned_bytes bigint, files integer, files_max integer, files_avg bigint, splits integer, splits_max integer, splits_avg bigint, total_split_size bigint, max_split_size bigint, total_retries integer, "
    "max_retries integer, max_request_duration integer, avg_request_duration double precision, max_request_parallelism integer, avg_request_parallelism double precision, total_slowdown_count integer, "
    "max_slowdown_count integer";
// clang-format on

}  // namespace

std::vector<SystemRelation> spectrum_relations() {
    // clang-format off
    return {
        empty("svl_s3log", kLog, "dg/r_SVL_S3LOG"),
        empty("svcs_s3log", kLog, "dg/r_SVCS_S3LOG"),
        empty("svl_s3list", kList, "dg/r_SVL_S3LIST"),
        empty("svcs_s3list", kList, "dg/r_SVCS_S3LIST"),
        empty("svl_s3partition",
            "query integer, segment integer, node integer, slice integer, starttime timestamp, endtime timestamp, duration bigint, total_partitions integer, qualified_partitions integer, assigned_partitions integer, "
            "assignment character(1)",
            "dg/r_SVL_S3PARTITION"),
        empty("svl_s3partition_summary", kPartitionSummary, "dg/r_SVL_S3PARTITION_SUMMARY"),
        empty("svcs_s3partition_summary", kPartitionSummary, "dg/r_SVCS_S3PARTITION_SUMMARY"),
        empty("svl_s3query",
            "userid integer, query integer, segment integer, step integer, node integer, slice integer, starttime timestamp, endtime timestamp, elapsed integer, external_table_name character(136), "
            "is_partitioned character(1), is_rrscan character(1), s3_scanned_rows bigint, s3_scanned_bytes bigint, s3query_returned_rows bigint, s3query_returned_bytes bigint, files integer, splits integer, "
            "total_split_size bigint, max_split_size bigint, total_retries integer, max_retries integer, max_request_duration integer, avg_request_duration double precision, max_request_parallelism integer, "
            "avg_request_parallelism double precision, slowdown_count integer, max_concurrent_slowdown_count integer",
            "dg/r_SVL_S3QUERY"),
        empty("svl_s3query_summary", kSummary, "dg/r_SVL_S3QUERY_SUMMARY"),
        empty("svcs_s3query_summary", kSummary, "dg/r_SVCS_S3QUERY_SUMMARY"),
        empty("svl_s3retries",
            "query integer, segment integer, node integer, slice integer, eventtime timestamp, retries integer, successful_fetches integer, file_size bigint, location character(256), message character(256)",
            "dg/r_SVL_S3RETRIES"),
        empty("svl_s3catalog",
            "eventtime timestamp, userid integer, query integer, pid integer, catalog character(10), method character(64), starttime timestamp, endtime timestamp, duration bigint, exception character(256), "
            "request character(512), response character(512), location character(128)",
            "dg/r_SVL_S3CATALOG"),
        empty("svl_spectrum_scan_error",
            "userid integer, query integer, location character(256), rowid character(2100), colname character(128), original_value character(1024), modified_value character(1024), trigger character(30), "
            "action character(30), action_value character(1), error_code integer",
            "dg/r_SVL_SPECTRUM_SCAN_ERROR"),
        empty("svl_federated_query",
            "userid integer, xid bigint, pid integer, query integer, sourcetype character(32), recordtime timestamp, querytext character(4000), num_rows bigint, num_bytes bigint, duration bigint", "dg/r_SVL_FEDERATED_QUERY"),
        empty("sys_external_query_detail",
            "user_id integer, query_id bigint, transaction_id bigint, child_query_sequence integer, segment_id integer, source_type character(32), start_time timestamp, end_time timestamp, duration bigint, "
            "total_partitions integer, qualified_partitions integer, scanned_files bigint, returned_rows bigint, returned_bytes bigint, file_format text, file_location text, external_query_text text, "
            "warning_message character(4000), table_name character(136), is_recursive character(1), is_nested character(1), s3list_time bigint, get_partition_time bigint",
            "dg/SYS_EXTERNAL_QUERY_DETAIL"),
        empty("sys_external_query_error",
            "user_id integer, query_id bigint, file_location character(256), rowid character(2100), column_name character(128), original_value character(1024), modified_value character(1024), trigger character(30), "
            "action character(30), action_value character(1), error_code integer",
            "dg/SYS_EXTERNAL_QUERY_ERROR"),
    };
    // clang-format on
}

}  // namespace blueshift::catalog::system
