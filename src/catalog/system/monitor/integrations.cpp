/// Zero-ETL integrations, streaming ingestion, restores and serverless usage.  Doc: dg/SYS_INTEGRATION_ACTIVITY
#include "catalog/system/families.h"

namespace blueshift::catalog::system {

std::vector<SystemRelation> integration_relations() {
    // clang-format off
    return {
        empty("svv_integration",
            "integration_id character(128), target_database character(128), source character(128), state character(128), current_lag bigint, last_replicated_checkpoint character(128), "
            "total_tables_replicated integer, total_tables_failed integer, creation_time timestamp, refresh_interval integer, source_database character(128), is_history_mode boolean, query_all_states boolean, "
            "truncatecolumns boolean, accept_invchars boolean",
            "dg/r_SVV_INTEGRATION"),
        empty("svv_integration_table_state",
            "integration_id character(128), target_database character(128), schema_name character(128), table_name character(128), table_state character(128), table_last_replicated_checkpoint character(128), "
            "reason character(256), last_updated_timestamp timestamp, table_rows bigint, table_size bigint, is_history_mode boolean",
            "dg/r_SVV_INTEGRATION_TABLE_STATE"),
        empty("sys_integration_activity",
            "integration_id character(128), target_database character(128), source character(128), checkpoint_name character(128), checkpoint_type character(32), checkpoint_bytes bigint, "
            "last_commit_timestamp timestamp, modified_tables integer, integration_start_time timestamp, integration_end_time timestamp",
            "dg/SYS_INTEGRATION_ACTIVITY"),
        empty("sys_integration_table_activity",
            "integration_id character(128), checkpoint_name character(128), target_database character(128), schema_name character(128), table_name character(128), table_id bigint, record_time timestamp, "
            "transaction_id bigint, inserted_rows bigint, deleted_rows bigint, updated_rows bigint, bytes_copied bigint",
            "dg/SYS_INTEGRATION_TABLE_ACTIVITY"),
        empty("sys_integration_table_state_change",
            "integration_id character(128), database_name character(128), schema_name character(128), table_name character(128), new_state character(128), table_last_replicated_checkpoint character(128), "
            "state_change_reason character(256), record_time timestamp",
            "dg/SYS_INTEGRATION_TABLE_STATE_CHANGE"),
        empty("sys_stream_scan_errors",
            "external_schema_name character(128), stream_name character(255), mv_name character(128), transaction_id bigint, query_id bigint, record_time timestamp, partition_id character(128), position character(128), "
            "error_code integer, error_reason character(255)",
            "dg/SYS_STREAM_SCAN_ERRORS"),
        empty("sys_stream_scan_states",
            "external_schema_name character(128), stream_name character(255), mv_name character(128), transaction_id bigint, query_id bigint, record_time timestamp, partition_id character(128), "
            "latest_position character(128), scanned_rows bigint, skipped_rows bigint, scanned_bytes bigint, stream_record_time_min timestamp, stream_record_time_max timestamp, "
            "shard_record_time_latest_delta bigint",
            "dg/SYS_STREAM_SCAN_STATES"),
        empty("sys_restore_log",
            "database_name text, schema_name text, table_name text, table_id integer, redistribution_status text, percentage_redistributed double precision, size_of_data bigint, record_time timestamp",
            "dg/SYS_RESTORE_LOG"),
        empty("sys_restore_state", "user_id integer, database_name text, schema_name text, table_name text, table_id integer, redistribution_status text, record_time timestamp, task_type text", "dg/SYS_RESTORE_STATE"),
        empty("sys_serverless_usage",
            "start_time timestamp, end_time timestamp, compute_seconds double precision, compute_capacity double precision, data_storage integer, cross_region_transferred_data integer, charged_seconds integer",
            "dg/SYS_SERVERLESS_USAGE"),
        // Requests to S3 are the engine's own, which does not tell of them.
        empty("stl_s3client",
            "userid integer, query integer, slice integer, recordtime timestamp, pid integer, http_method character(64), bucket character(64), key character(256), transfer_size bigint, data_size bigint, "
            "start_time bigint, end_time bigint, transfer_time bigint, compression_time bigint, connect_time bigint, app_connect_time bigint, retries bigint, request_id character(32), "
            "extended_request_id character(128), ip_address character(64), is_partial integer, start_offset bigint",
            "dg/r_STL_S3CLIENT"),
        empty("stl_s3client_error",
            "userid integer, query integer, sliceid integer, recordtime timestamp, pid integer, http_method character(64), bucket character(64), key character(256), error character(1024), is_partial integer, "
            "start_offset bigint",
            "dg/r_STL_S3CLIENT_ERROR"),
        empty("stl_sshclient_error", "userid integer, query integer, slice integer, recordtime timestamp, pid integer, ssh_username character(1024), endpoint character(1024), command character(4096), error character(1024)",
            "dg/r_STL_SSHCLIENT_ERROR"),
        empty("stv_load_state",
            "userid integer, session integer, query integer, slice integer, pid integer, recordtime timestamp, bytes_to_load bigint, bytes_loaded bigint, bytes_to_load_compressed bigint, "
            "bytes_loaded_compressed bigint, lines integer, num_files integer, num_files_complete integer, current_file character(256), pct_complete integer",
            "dg/r_STV_LOAD_STATE"),
        derived("svcs_unload_log",
            "userid integer, query integer, slice integer, pid integer, path character(1280), start_time timestamp, end_time timestamp, line_count bigint, transfer_size bigint, file_format character(10)",
            "SELECT userid, query, slice, pid, path, start_time, end_time, line_count, transfer_size, file_format FROM pg_catalog.stl_unload_log", "dg/r_SVCS_UNLOAD_LOG"),
        empty("sys_redshift_template",
            "database_name character(128), schema_name character(128), template_name character(128), template_type integer, create_time timestamp, last_modified_time timestamp, owner_id integer, "
            "last_modified_by integer, template_parameters text",
            "dg/SYS_REDSHIFT_TEMPLATE"),
    };
    // clang-format on
}

}  // namespace blueshift::catalog::system
