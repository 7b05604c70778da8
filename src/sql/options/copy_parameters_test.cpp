#include "sql/options/copy_parameters.h"

#include <gtest/gtest.h>

#include "base/error.h"
#include "sql/parser/parser.h"

namespace blueshift::sql {
namespace {

/// The options as `KEYWORD=value`, in order.
std::vector<std::string> options_of(const std::vector<CopyOption>& options) {
    std::vector<std::string> result;
    for (const CopyOption& option : options) {
        result.push_back(option.value ? option.keyword + "=" + *option.value : option.keyword);
    }
    return result;
}

std::vector<std::string> copy_options(std::string_view parameters) {
    const StatementPtr statement = parse_statement(fmt::format("copy t from 's3://b/p' {}", parameters), {});
    return options_of(as<Copy>(*statement).options);
}

std::vector<std::string> unload_options(std::string_view parameters) {
    const StatementPtr statement = parse_statement(fmt::format("unload ('select 1') to 's3://b/p' {}", parameters), {});
    return options_of(as<Unload>(*statement).options);
}

std::string error_of(std::string_view sql) {
    try {
        parse_statement(sql, {});
    } catch (const Error& error) {
        return fmt::format("{} {} {}", sqlstate(error.code()), error.message(), error.detail());
    }
    return "no error";
}

using Options = std::vector<std::string>;

TEST(CopyParameters, AreReadInAnyOrderWithNoiseWords) {
    EXPECT_EQ(copy_options("format as csv iam_role default"), (Options{"CSV", "IAM_ROLE=default"}));
    EXPECT_EQ(copy_options("with credentials as 'k' FORMAT parquet"), (Options{"CREDENTIALS=k", "PARQUET"}));
    EXPECT_EQ(copy_options("ignoreheader as 1 delimiter as '\\t' null as 'x'"),
              (Options{"IGNOREHEADER=1", "DELIMITER=\t", "NULL=x"}));
    EXPECT_EQ(copy_options("access_key_id 'a' secret_access_key 'b' token 'c'"),
              (Options{"ACCESS_KEY_ID=a", "SECRET_ACCESS_KEY=b", "SESSION_TOKEN=c"}));
}

TEST(CopyParameters, KeepTheNullMarker) {
    EXPECT_EQ(copy_options("null '\\N'"), (Options{"NULL=\\N"}));
    EXPECT_EQ(copy_options("null '\\\\N'"), (Options{"NULL=\\N"}));
}

TEST(CopyParameters, TakeOptionalWords) {
    EXPECT_EQ(copy_options("compupdate statupdate false"), (Options{"COMPUPDATE", "STATUPDATE=off"}));
    EXPECT_EQ(copy_options("compupdate PRESET"), (Options{"COMPUPDATE=preset"}));
    EXPECT_EQ(unload_options("manifest verbose parallel true encrypted auto"),
              (Options{"MANIFEST=verbose", "PARALLEL=on", "ENCRYPTED=auto"}));
    EXPECT_EQ(unload_options("parallel header"), (Options{"PARALLEL", "HEADER"}));
}

TEST(CopyParameters, KeepSizesWithTheirUnit) {
    EXPECT_EQ(unload_options("maxfilesize 6.2 gb"), (Options{"MAXFILESIZE=6.2 GB"}));
    EXPECT_EQ(unload_options("parquet maxfilesize as 100 rowgroupsize 64 mb"),
              (Options{"PARQUET", "MAXFILESIZE=100 MB", "ROWGROUPSIZE=64 MB"}));
}

TEST(CopyParameters, ReadPartitionColumns) {
    const StatementPtr statement = parse_statement("unload ('select 1') to 's3://b' partition by (a, \"B\") include", {});
    const CopyOption& option = as<Unload>(*statement).options.front();
    EXPECT_EQ(option.keyword, "PARTITION BY");
    EXPECT_EQ(option.value, "include");
    ASSERT_EQ(option.names.size(), 2u);
    EXPECT_EQ(option.names[1].text, "b");
}

TEST(CopyParameters, ChooseTheFormat) {
    const auto format = [](std::string_view parameters) {
        const StatementPtr statement = parse_statement(fmt::format("copy t from 's3://b' {}", parameters), {});
        return copy_format(as<Copy>(*statement).options);
    };
    EXPECT_EQ(format(""), CopyFormat::delimited);
    EXPECT_EQ(format("csv delimiter ';'"), CopyFormat::csv);
    EXPECT_EQ(format("format orc"), CopyFormat::orc);
    EXPECT_EQ(format("json 'auto'"), CopyFormat::json);
}

TEST(CopyParameters, RefuseConflicts) {
    const std::string conflict = "42601 conflicting or redundant options ";
    EXPECT_EQ(error_of("copy t from 's3://b' gzip gzip"), conflict);
    EXPECT_EQ(error_of("copy t from 's3://b' gzip zstd"), conflict + "ZSTD cannot be combined with GZIP.");
    EXPECT_EQ(error_of("copy t from 's3://b' csv parquet"), conflict + "PARQUET cannot be combined with CSV.");
    EXPECT_EQ(error_of("copy t from 's3://b' iam_role default credentials 'x'"),
              conflict + "CREDENTIALS cannot be combined with IAM_ROLE.");
    EXPECT_EQ(error_of("copy t from 's3://b' maxerror 5 ignoreallerrors"),
              conflict + "IGNOREALLERRORS cannot be combined with MAXERROR.");
    EXPECT_EQ(error_of("unload ('x') to 's3://b' allowoverwrite cleanpath"),
              conflict + "CLEANPATH cannot be combined with ALLOWOVERWRITE.");
}

TEST(CopyParameters, RefuseWhatTheFormatDoesNotTake) {
    EXPECT_EQ(error_of("copy t from 's3://b' maxerror 5 format as parquet"),
              "0A000 MAXERROR argument is not supported for PARQUET based COPY ");
    EXPECT_EQ(error_of("copy t from 's3://b' csv removequotes"), "0A000 REMOVEQUOTES argument is not supported for CSV based COPY ");
    EXPECT_EQ(error_of("copy t from 's3://b' json 'auto' delimiter ','"),
              "0A000 DELIMITER argument is not supported for JSON based COPY ");
    EXPECT_EQ(error_of("unload ('x') to 's3://b' parquet gzip"), "0A000 GZIP argument is not supported for PARQUET based UNLOAD ");
    EXPECT_EQ(error_of("unload ('x') to 's3://b' fixedwidth '1:2' header"),
              "0A000 HEADER argument is not supported for FIXEDWIDTH based UNLOAD ");
    EXPECT_EQ(error_of("copy t from 's3://b' quote '%'"), "0A000 QUOTE argument is not supported for delimited text based COPY ");
}

TEST(CopyParameters, EveryParameterOfTheTableParses) {
    for (const CopyUse use : {CopyUse::copy, CopyUse::unload}) {
        for (const CopyParameter& row : copy_parameters(use)) {
            std::string argument;
            switch (row.argument) {
                case CopyArgument::none:
                case CopyArgument::optional_word: break;
                case CopyArgument::integer:
                case CopyArgument::size: argument = "5"; break;
                case CopyArgument::columns: argument = "(a)"; break;
                default: argument = "'x'"; break;
            }
            std::string format;
            for (const std::string_view word : {"", "csv", "parquet", "shapefile"}) {
                format = word;
                const auto kind = word == "csv" ? CopyFormat::csv : word == "parquet" ? CopyFormat::parquet
                                  : word == "shapefile" ? CopyFormat::shapefile : CopyFormat::delimited;
                if (row.group == CopyGroup::format || (row.formats >> static_cast<int>(kind)) & 1) break;
            }
            if (row.group == CopyGroup::format) format.clear();
            const std::string parameters = fmt::format("{} {} {}", row.keyword, argument, format);
            const Options options = use == CopyUse::copy ? copy_options(parameters) : unload_options(parameters);
            EXPECT_TRUE(options.front().starts_with(row.keyword)) << parameters;
        }
    }
}

}  // namespace
}  // namespace blueshift::sql
