#pragma once
/// An engine for tests: in memory, or on a file that lives as long as the test.
#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <vector>

#include "engine/engine.h"

namespace blueshift::engine {

/// All values of a result, row by row.
inline std::vector<std::vector<Value>> read_all(BatchSource& source, const std::vector<Type>& types) {
    std::vector<std::vector<Value>> rows;
    Batch batch;
    while (source.next(batch)) {
        for (std::size_t row = 0; row < batch.row_count; ++row) {
            std::vector<Value> values;
            for (std::size_t column = 0; column < types.size(); ++column) {
                values.push_back(value_at(batch.columns[column], row, types[column]));
            }
            rows.push_back(std::move(values));
        }
    }
    return rows;
}

inline std::vector<std::vector<Value>> rows_of(Connection& connection, const std::string& sql,
                                               std::vector<Type> types) {
    const auto source = connection.query(sql, types);
    return read_all(*source, types);
}

/// The one value of a one-row, one-column result.
inline Value value_of(Connection& connection, const std::string& sql, Type type) {
    const auto rows = rows_of(connection, sql, {type});
    if (rows.size() != 1) throw Error(Code::internal_error, "{} rows instead of one", rows.size());
    return rows[0][0];
}

/// The Error that `body` throws; fails the test when it throws none.
template <class Body>
Error error_of(Body body) {
    try {
        body();
    } catch (const Error& error) {
        return error;
    }
    ADD_FAILURE() << "no error";
    return Error(Code::successful_completion, "no error");
}

class EngineTest : public testing::Test {
protected:
    std::unique_ptr<Engine> engine_ = open_duckdb({.path = ":memory:", .threads = 2});
    std::unique_ptr<Connection> connection_ = engine_->connect();
};

/// A folder that goes away with the test.
class DataFolder {
public:
    DataFolder() : path_(make()) {}
    ~DataFolder() { std::filesystem::remove_all(path_); }
    std::string file(const std::string& name) const { return path_ + "/" + name; }

private:
    static std::string make() {
        std::string pattern = (std::filesystem::temp_directory_path() / "blueshift_engine_XXXXXX").string();
        if (mkdtemp(pattern.data()) == nullptr) throw Error(Code::io_error, "no temporary folder");
        return pattern;
    }
    std::string path_;
};

}  // namespace blueshift::engine
