#pragma once
/// Owning handles for the engine's C objects.
#include <duckdb.h>

#include <memory>
#include <utility>

namespace blueshift::engine {

/// Owns one object of the C API; `destroy` is its duckdb_destroy_… function.
template <class T, auto destroy>
class Handle {
public:
    Handle() = default;
    explicit Handle(T value) : value_(value) {}
    Handle(Handle&& other) noexcept : value_(std::exchange(other.value_, nullptr)) {}
    Handle& operator=(Handle&& other) noexcept {
        std::swap(value_, other.value_);
        return *this;
    }
    ~Handle() {
        if (value_ != nullptr) destroy(&value_);
    }

    T get() const { return value_; }
    /// For functions that give the object through a pointer. Must still be empty.
    T* out() { return &value_; }
    T release() { return std::exchange(value_, nullptr); }
    explicit operator bool() const { return value_ != nullptr; }

private:
    T value_ = nullptr;
};

using DatabaseHandle = Handle<duckdb_database, duckdb_close>;
using ConnectionHandle = Handle<duckdb_connection, duckdb_disconnect>;
using ConfigHandle = Handle<duckdb_config, duckdb_destroy_config>;
using PreparedHandle = Handle<duckdb_prepared_statement, duckdb_destroy_prepare>;
using PendingHandle = Handle<duckdb_pending_result, duckdb_destroy_pending>;
using ValueHandle = Handle<duckdb_value, duckdb_destroy_value>;
using LogicalTypeHandle = Handle<duckdb_logical_type, duckdb_destroy_logical_type>;
using ChunkHandle = Handle<duckdb_data_chunk, duckdb_destroy_data_chunk>;
using AppenderHandle = Handle<duckdb_appender, duckdb_appender_destroy>;
using ScalarFunctionHandle = Handle<duckdb_scalar_function, duckdb_destroy_scalar_function>;
using TableFunctionHandle = Handle<duckdb_table_function, duckdb_destroy_table_function>;

/// Owns a result, which the C API keeps as a struct.
class ResultHandle {
public:
    ResultHandle() = default;
    ResultHandle(ResultHandle&& other) noexcept : result_(std::exchange(other.result_, {})) {}
    ResultHandle& operator=(ResultHandle&& other) noexcept {
        std::swap(result_, other.result_);
        return *this;
    }
    ~ResultHandle() { duckdb_destroy_result(&result_); }

    duckdb_result& get() { return result_; }
    duckdb_result* out() { return &result_; }

private:
    duckdb_result result_{};
};

}  // namespace blueshift::engine
