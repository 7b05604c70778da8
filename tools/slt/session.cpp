#include "session.h"

#include <fmt/format.h>
#include <poll.h>

#include <stdexcept>

namespace blueshift::slt {
namespace {

using Result = std::unique_ptr<PGresult, decltype(&PQclear)>;

Answer read_answer(const PGresult* result) {
    Answer answer;
    const int column_count = PQnfields(result);
    for (int column = 0; column < column_count; ++column) {
        answer.columns.push_back({PQfname(result, column), PQftype(result, column)});
    }
    for (int row = 0; row < PQntuples(result); ++row) {
        auto& values = answer.rows.emplace_back();
        for (int column = 0; column < column_count; ++column) {
            if (PQgetisnull(result, row, column)) {
                values.emplace_back();
            } else {
                values.emplace_back(PQgetvalue(result, row, column));
            }
        }
    }
    return answer;
}

std::string trimmed(std::string_view text) {
    return std::string(text.substr(0, text.find_last_not_of(" \n") + 1));
}

/// Keeps the first error: a broken connection reports itself again after what broke it.
void read_error(const PGresult* result, Outcome& outcome) {
    if (outcome.failed) return;
    outcome.failed = true;
    const char* sqlstate = PQresultErrorField(result, PG_DIAG_SQLSTATE);
    const char* message = PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
    outcome.sqlstate = sqlstate ? sqlstate : "";
    outcome.message = message ? message : trimmed(PQresultErrorMessage(result));
}

/// Adds what one result says; false when the connection is in copy mode and has to leave it first.
bool read_result(const PGresult* result, Outcome& outcome) {
    switch (PQresultStatus(result)) {
        case PGRES_TUPLES_OK:
            outcome.answer = read_answer(result);
            [[fallthrough]];
        case PGRES_COMMAND_OK:
        case PGRES_EMPTY_QUERY:
            outcome.tag = PQcmdStatus(const_cast<PGresult*>(result));
            return true;
        case PGRES_COPY_IN:
        case PGRES_COPY_OUT:
        case PGRES_COPY_BOTH:
            outcome.failed = true;
            outcome.message = "the statement wants to copy through the connection";
            return false;
        default:
            read_error(result, outcome);
            return true;
    }
}

}  // namespace

Session::Session(const Target& target) : connection_(nullptr, &PQfinish), timeout_(target.timeout) {
    const char* keywords[] = {
        "host", "port", "user", "dbname", "connect_timeout", "application_name", nullptr};
    const char* values[] = {target.host.c_str(),
                            target.port.c_str(),
                            target.user.c_str(),
                            target.database.c_str(),
                            "10",
                            "slt",
                            nullptr};
    connection_.reset(PQconnectdbParams(keywords, values, 0));
    if (!is_open()) {
        throw std::runtime_error(trimmed(PQerrorMessage(connection_.get())));
    }
    PQsetNoticeProcessor(connection_.get(), [](void*, const char*) {}, nullptr);
}

Outcome Session::run(const std::string& sql, Protocol protocol) {
    PGconn* connection = connection_.get();
    Outcome outcome;
    const int sent =
        protocol == Protocol::simple
            ? PQsendQuery(connection, sql.c_str())
            : PQsendQueryParams(connection, sql.c_str(), 0, nullptr, nullptr, nullptr, nullptr, 0);
    if (!sent) {
        outcome.failed = true;
        outcome.message = trimmed(PQerrorMessage(connection));
        return outcome;
    }
    const auto deadline = std::chrono::steady_clock::now() + timeout_;
    while (true) {
        if (!wait_for_result(deadline)) {
            cancel();
            outcome.failed = true;
            outcome.message = fmt::format("no answer within {} s", timeout_.count());
            return outcome;
        }
        const Result result(PQgetResult(connection), &PQclear);
        if (!result) return outcome;
        if (!read_result(result.get(), outcome)) {
            // No record feeds or reads copy data; a new session is the simple way out.
            PQreset(connection);
            return outcome;
        }
    }
}

bool Session::wait_for_result(std::chrono::steady_clock::time_point deadline) {
    PGconn* connection = connection_.get();
    while (PQflush(connection) == 1 || PQisBusy(connection)) {
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
            deadline - std::chrono::steady_clock::now());
        if (left.count() <= 0) return false;
        pollfd descriptor{PQsocket(connection), POLLIN, 0};
        if (poll(&descriptor, 1, static_cast<int>(left.count())) == 0) return false;
        // A broken connection shows as a failed result of PQgetResult.
        if (!PQconsumeInput(connection)) return true;
    }
    return true;
}

void Session::cancel() {
    const std::unique_ptr<PGcancel, decltype(&PQfreeCancel)> request(PQgetCancel(connection_.get()),
                                                                     &PQfreeCancel);
    char message[256];
    PQcancel(request.get(), message, sizeof message);
    // Whether the server obeys or not, nothing more is read from this connection.
    connection_.reset();
}

}  // namespace blueshift::slt
