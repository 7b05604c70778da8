#pragma once
/// Makes a scalar function of the engine from a C++ function, whose signature says everything.
#include <duckdb.h>

#include <array>
#include <concepts>
#include <tuple>
#include <utility>

#include "engine/duckdb/guarded.h"
#include "engine/duckdb/native/argument.h"
#include "engine/duckdb/native/result.h"

namespace blueshift::engine {

/// The arguments whose values may make a function fail, a bit each.
struct FailingArguments {
    std::uint32_t bits = 0;
    constexpr Failure operator[](std::size_t index) const {
        return ((bits >> index) & 1) != 0 ? Failure::possible : Failure::never;
    }
};
inline constexpr FailingArguments kAll{~0U};
inline constexpr FailingArguments kNone{0};
/// By position, from 0.
constexpr FailingArguments only(std::same_as<int> auto... positions) { return {((1U << positions) | ...)}; }

/// One row of the native tables.
struct Native {
    const char* name;
    duckdb_scalar_function_t run;
    /// Adds parameters and result type to a new function.
    void (*declare)(duckdb_scalar_function function, int scale, FailingArguments failing);
    bool by_scale;      ///< registered once per scale, as <name>_<scale>
    FailingArguments failing;
};

template <class T>
inline constexpr bool kIsOptional = false;
template <class T>
inline constexpr bool kIsOptional<std::optional<T>> = true;

template <auto function>
struct NativeCall;

template <class R, class... A, R (*function)(A...)>
struct NativeCall<function> {
    static constexpr bool kByScale = (std::is_same_v<A, functions::Scale> || ...);
    static constexpr bool kSeesNulls = (kIsOptional<A> || ...);

    static void declare(duckdb_scalar_function handle, int scale, FailingArguments failing) {
        std::size_t position = 0;
        (declare_one<A>(handle, failing[position++]), ...);
        duckdb_scalar_function_set_return_type(handle, Result<R>::type(scale).get());
        if (kSeesNulls) duckdb_scalar_function_set_special_handling(handle);
    }

    static void run(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
        guarded([&] { run_rows(info, input, output, std::index_sequence_for<A...>()); },
                [&](const char* text) { duckdb_scalar_function_set_error(info, text); });
    }

private:
    template <class T>
    static void declare_one(duckdb_scalar_function handle, Failure failure) {
        if constexpr (!std::is_same_v<T, functions::Scale>) {
            duckdb_scalar_function_add_parameter(handle, Argument<T>::type(failure).get());
        }
    }

    /// Validity of an argument whose NULL makes the result NULL; null when there is none.
    template <class T>
    static const std::uint64_t* strict_validity(duckdb_vector vector) {
        if constexpr (kIsOptional<T> || std::is_same_v<T, functions::Scale>) return nullptr;
        else return duckdb_vector_get_validity(vector);
    }

    template <std::size_t... I>
    static void run_rows(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output,
                         std::index_sequence<I...>) {
        // The engine gives the scale as the function's extra information; other functions have none.
        const int scale = static_cast<int>(
            reinterpret_cast<std::intptr_t>(duckdb_scalar_function_get_extra_info(info)));
        const std::size_t row_count = duckdb_data_chunk_get_size(input);
        // A Scale has no vector of its own; it is given that of the first argument.
        constexpr std::array<bool, sizeof...(A)> kIsScale = {std::is_same_v<A, functions::Scale>...};
        const std::array<duckdb_vector, sizeof...(A)> vectors = {
            duckdb_data_chunk_get_vector(input, kIsScale[I] ? 0 : I)...};
        const std::array<const std::uint64_t*, sizeof...(A)> validity = {strict_validity<A>(vectors[I])...};
        const std::tuple<Argument<A>...> arguments(Argument<A>(vectors[I], scale)...);
        Result<R> result(output);
        if (((validity[I] == nullptr) && ...)) {
            for (std::size_t row = 0; row < row_count; ++row) {
                result.set(row, function(std::get<I>(arguments)[row]...));
            }
            return;
        }
        duckdb_vector_ensure_validity_writable(output);
        for (std::size_t row = 0; row < row_count; ++row) {
            const bool is_null =
                ((validity[I] != nullptr && ((validity[I][row / 64] >> (row % 64)) & 1) == 0) || ...);
            if (is_null) {
                duckdb_validity_set_row_invalid(duckdb_vector_get_validity(output), row);
            } else {
                result.set(row, function(std::get<I>(arguments)[row]...));
            }
        }
    }
};

/// A row for `function`. Name the arguments that can make it fail where these are not all: it runs faster on a text that cannot.
/// An argument that is a constant in practice, as a length or a position, need not count.
template <auto function>
constexpr Native native(const char* name, FailingArguments failing = kAll) {
    using Call = NativeCall<function>;
    return {name, Call::run, Call::declare, Call::kByScale, failing};
}

}  // namespace blueshift::engine
