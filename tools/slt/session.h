#pragma once
/// One connection to the server under test, on libpq.
#include <libpq-fe.h>

#include <chrono>
#include <memory>
#include <string>

#include "compare.h"

namespace blueshift::slt {

/// Where the server is. The password comes from PGPASSWORD, as for every libpq program.
struct Target {
    std::string host = "127.0.0.1";
    std::string port = "5439";
    std::string user = "awsuser";
    std::string database = "dev";
    std::chrono::seconds timeout{60};  ///< longest wait for one answer
};

/// How a statement ended.
struct Outcome {
    bool failed = false;
    std::string sqlstate;  ///< of the error; empty when the connection broke
    std::string message;   ///< of the error
    std::string tag;       ///< command tag, like INSERT 0 3
    Answer answer;         ///< of the last query in the statement
};

/// Not for use by several threads at once.
class Session {
public:
    /// Connects. Throws: std::runtime_error with libpq's message.
    explicit Session(const Target& target);

    /// Runs `sql` and waits for the end of its last result. An answer that takes longer than the
    /// target's timeout is cancelled and ends as an error without SQLSTATE.
    Outcome run(const std::string& sql, Protocol protocol);

    /// False after the server closed the connection.
    bool is_open() const { return PQstatus(connection_.get()) == CONNECTION_OK; }

private:
    bool wait_for_result(std::chrono::steady_clock::time_point deadline);
    void cancel();

    std::unique_ptr<PGconn, decltype(&PQfinish)> connection_;
    std::chrono::seconds timeout_;
};

}  // namespace blueshift::slt
