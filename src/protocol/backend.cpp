#include "protocol/backend.h"

#include <algorithm>
#include <new>

#include "base/log.h"
#include "protocol/error_response.h"
#include "protocol/fatal_error.h"
#include "protocol/message_reader.h"
#include "protocol/replies.h"
#include "protocol/statement_text.h"
#include "protocol/statement_timer.h"

namespace blueshift::protocol {

namespace {

/// What a message means to those around it.
enum class Role {
    extended,  ///< after an error in it, everything up to Sync is skipped
    cycle,     ///< ends with ReadyForQuery
    other,
};

}  // namespace

struct Backend::Handler {
    char type;
    void (Backend::*handle)(std::string_view body);
    Role role;
};

// To add: a row, by letter, and one in messages.h. Terminate has none: it ends the loop.
// clang-format off
constexpr Backend::Handler Backend::kHandlers[] = {
    {'B', &Backend::handle_bind,          Role::extended},
    {'C', &Backend::handle_close,         Role::extended},
    {'D', &Backend::handle_describe,      Role::extended},
    {'E', &Backend::handle_execute,       Role::extended},
    {'F', &Backend::handle_function_call, Role::cycle},
    {'H', &Backend::handle_flush,         Role::extended},
    {'P', &Backend::handle_parse,         Role::extended},
    {'Q', &Backend::handle_query,         Role::cycle},
    {'S', &Backend::handle_sync,          Role::cycle},
    {'c', &Backend::handle_stray_copy,    Role::other},
    {'d', &Backend::handle_stray_copy,    Role::other},
    {'f', &Backend::handle_stray_copy,    Role::other},
};
// clang-format on

Backend::Backend(session::Session& session, net::Socket& socket, FrameBuffer& input,
                 net::AlarmClock& alarms, const std::atomic<bool>& must_end,
                 std::function<bool()> is_wanted, int redshift_protocol)
    : session_(session),
      socket_(socket),
      wire_(socket, input),
      alarms_(alarms),
      must_end_(must_end),
      is_wanted_(std::move(is_wanted)),
      redshift_protocol_(redshift_protocol),
      extended_(session, wire_, alarms, redshift_protocol) {}

void Backend::greet(const Greeting& greeting) {
    MessageWriter& writer = wire_.writer();
    writer.begin(BackendMessage::authentication);
    writer.add_int32(0);
    writer.end();
    for (const auto& [name, value] : session_.take_parameter_changes())
        write_parameter_status(writer, name, value);
    if (greeting.tell_redshift_protocol) {
        write_parameter_status(writer, "server_protocol_version",
                               std::to_string(redshift_protocol_));
    }
    writer.begin(BackendMessage::backend_key_data);
    writer.add_int32(greeting.process_id);
    writer.add_int32(greeting.secret_key);
    writer.end();
    write_notices(writer, session_);
    write_ready_for_query(writer, session_);
    wire_.flush();
}

bool Backend::serve() {
    const auto disconnect_check = alarms_.arm(net::Clock::now() + kDisconnectCheck, [this] {
        if (!socket_.is_peer_gone()) return net::Clock::now() + kDisconnectCheck;
        session_.cancel(CancelReason::disconnected);
        return net::kNoDeadline;
    });
    while (true) {
        while (const auto frame = wire_.next_frame()) {
            if (!handle(*frame)) return false;
        }
        wire_.flush();
        if (must_end_) throw FatalError(cancel_error(CancelReason::shutdown));
        const auto filled = wire_.fill(is_wanted_() ? std::chrono::milliseconds(0) : kLinger);
        if (filled == Wire::Fill::end) return false;
        if (filled == Wire::Fill::nothing) {
            wire_.shrink();
            return true;
        }
    }
}

bool Backend::handle(const Frame& frame) {
    if (must_end_) throw FatalError(cancel_error(CancelReason::shutdown));
    if (frame.type == 'X') return false;
    if (skipping_until_sync_ && frame.type != 'S') return true;
    const auto* handler = std::find_if(std::begin(kHandlers), std::end(kHandlers),
                                       [&](const auto& row) { return row.type == frame.type; });
    BLUESHIFT_ASSERT(handler != std::end(kHandlers));  // the frame buffer knows the same letters
    run_handler(*handler, frame.body);
    if (handler->role == Role::cycle) {
        run_handler({'S', &Backend::end_cycle, Role::other}, {});
        write_ready_for_query(wire_.writer(), session_);
        wire_.flush();
    }
    return true;
}

void Backend::run_handler(const Handler& handler, std::string_view body) {
    const bool until_sync = handler.role == Role::extended;
    try {
        (this->*handler.handle)(body);
    } catch (const FatalError&) {
        throw;
    } catch (const Error& error) {
        fail(error, until_sync);
    } catch (const std::bad_alloc&) {
        fail(Error(Code::out_of_memory, "out of memory"), until_sync);
    } catch (const std::exception& failure) {
        log::error("unexpected exception",
                   {{"error", failure.what()}, {"pid", session_.process_id()}});
        fail(Error(Code::internal_error, "{}", failure.what()), until_sync);
    }
}

void Backend::fail(const Error& error, bool until_sync) {
    wire_.writer().abandon();
    // Executions end before the transaction that they are part of.
    extended_.drop_portals();
    session_.statement_failed();
    write_notices(wire_.writer(), session_);
    if (error.code() == Code::admin_shutdown || error.code() == Code::connection_failure)
        throw FatalError(error);
    write_error(wire_.writer(), error, "ERROR",
                script_.empty() ? extended_.current_sql() : script_);
    skipping_until_sync_ = until_sync;
}

void Backend::end_transaction() {
    if (session_.transaction_status() != session::TransactionStatus::in_transaction)
        extended_.drop_portals();
    session_.end_implicit_transaction();
}

void Backend::end_cycle(std::string_view) {
    script_.clear();
    extended_.clear_current_sql();
    end_transaction();
}

void Backend::handle_query(std::string_view body) {
    MessageReader reader(body);
    script_ = reader.read_cstring();
    reader.expect_end();
    extended_.drop_unnamed();
    check_statement_text(script_);

    auto statements = session_.parse_script(script_);
    std::erase_if(statements, [](const auto& statement) { return statement->is_empty(); });
    if (statements.empty()) {
        wire_.writer().add_empty(BackendMessage::empty_query_response);
        return;
    }
    const bool implicit_block = statements.size() > 1;
    for (auto& statement : statements) {
        run_statement(std::move(statement), implicit_block, &statement == &statements.back());
    }
}

void Backend::run_statement(std::shared_ptr<session::PreparedStatement> statement,
                            bool implicit_block, bool is_last) {
    const StatementTimer timer(alarms_, session_);
    Portal portal(session_, wire_, {std::move(statement)}, redshift_protocol_);
    portal.start(implicit_block);
    if (!portal.is_copy() && portal.has_columns()) portal.write_row_description();
    const auto tag = portal.run(0);
    // What the client is told to be complete is committed.
    if (is_last) end_transaction();
    write_notices(wire_.writer(), session_);
    write_command_complete(wire_.writer(), *tag);
}

void Backend::handle_flush(std::string_view) {
    wire_.flush();
}

void Backend::handle_sync(std::string_view) {
    skipping_until_sync_ = false;
}

void Backend::handle_function_call(std::string_view) {
    throw Error(Code::feature_not_supported, "the function call sub-protocol is not supported");
}

std::string Backend::take_output() {
    wire_.writer().abandon();
    return std::exchange(wire_.writer().buffer(), {});
}

}  // namespace blueshift::protocol
