#pragma once
/// External schemas and the data catalog behind them (databases, tables, partitions of files on S3), and COPY jobs.
/// Doc: dg/c-using-spectrum, dg/r_CREATE_EXTERNAL_SCHEMA, glue/aws-glue-api-catalog
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "catalog/model.h"

namespace blueshift::catalog {

/// A column of a data-catalog table, in the catalog's own type language: `int`, `decimal(10,2)`, `array<struct<a:int>>`.
struct ExternalColumn {
    std::string name;
    std::string type;
    std::string comment;

    bool operator==(const ExternalColumn&) const = default;
};

/// How and where the files of a table or partition lie.
struct StorageDescriptor {
    std::vector<ExternalColumn> columns;
    std::string location;
    std::string input_format;
    std::string output_format;
    std::string serde;                                 ///< serialization library
    std::map<std::string, std::string> serde_parameters;
    bool compressed = false;
};

/// A database of the data catalog.
struct ExternalDatabase {
    Oid oid = kInvalidOid;
    std::string name;
    std::string description;
    std::string location;
    std::map<std::string, std::string> parameters;
    std::int64_t created_micros = 0;
};

/// A table of the data catalog.
struct ExternalTable {
    Oid oid = kInvalidOid;
    Oid database = kInvalidOid;  ///< ExternalDatabase
    std::string name;
    std::string owner;
    std::string description;
    std::string table_type = "EXTERNAL_TABLE";
    StorageDescriptor storage;
    std::vector<ExternalColumn> partition_keys;
    std::map<std::string, std::string> parameters;
    std::string view_text;
    std::int64_t created_micros = 0;
    std::int64_t updated_micros = 0;
};

struct ExternalPartition {
    Oid oid = kInvalidOid;
    Oid table = kInvalidOid;
    std::string name;  ///< unique in its table: the values, `2024-01-01/eu`
    std::vector<std::string> values;
    StorageDescriptor storage;
    std::map<std::string, std::string> parameters;
    std::int64_t created_micros = 0;
};

/// COPY … JOB CREATE.  Doc: dg/r_COPY-JOB
struct CopyJob {
    Oid oid = kInvalidOid;
    Oid database = kInvalidOid;
    std::string name;
    std::int32_t owner = kAdminUserId;
    bool automatic = true;
    std::string statement;             ///< the COPY, without secrets
    std::vector<std::string> loaded;   ///< objects that were loaded: key and ETag
    std::int64_t created_micros = 0;
};

}  // namespace blueshift::catalog
