#pragma once
/// An error after which the connection ends.
#include "base/error.h"

namespace blueshift::protocol {

/// Told to the client as FATAL: a message that cannot be understood, a refused login, the end of
/// the server.
class FatalError : public Error {
public:
    using Error::Error;
    explicit FatalError(Error error) : Error(std::move(error)) {}
};

}  // namespace blueshift::protocol
