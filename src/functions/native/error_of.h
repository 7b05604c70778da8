#pragma once
/// For tests: the Error that a call throws.
#include <gtest/gtest.h>

#include "base/error.h"

namespace blueshift::functions {

/// Fails the test when `body` throws none.
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

/// Expects `statement` to throw an Error with this code and message.
#define EXPECT_ERROR(statement, error_code, error_message)                                        \
    do {                                                                                          \
        const ::blueshift::Error thrown = ::blueshift::functions::error_of([&] { statement; });   \
        EXPECT_EQ(::blueshift::sqlstate(thrown.code()), ::blueshift::sqlstate(error_code));       \
        EXPECT_EQ(thrown.message(), error_message);                                               \
    } while (false)

}  // namespace blueshift::functions
