#include "protocol/extended_query.h"

#include <algorithm>

#include "protocol/fatal_error.h"
#include "protocol/message_reader.h"
#include "protocol/parameters.h"
#include "protocol/replies.h"
#include "protocol/row_description.h"
#include "protocol/statement_text.h"
#include "protocol/statement_timer.h"

namespace blueshift::protocol {

namespace {

/// What Describe and Close are about.
enum class Target : char { statement = 'S', portal = 'P' };

Target read_target(MessageReader& reader, std::string_view message_name) {
    const char letter = reader.read_byte();
    if (letter != 'S' && letter != 'P') {
        throw FatalError(Code::protocol_violation, "invalid {} message subtype {}", message_name,
                         static_cast<int>(static_cast<unsigned char>(letter)));
    }
    return static_cast<Target>(letter);
}

}  // namespace

const ExtendedQuery::Entry& ExtendedQuery::statement(std::string_view name) {
    if (!name.empty()) return session_.named_statements().get(name);
    if (unnamed_.statement == nullptr) {
        throw Error(Code::invalid_sql_statement_name, "unnamed prepared statement does not exist");
    }
    return unnamed_;
}

Portal& ExtendedQuery::portal(std::string_view name) {
    const auto portal = portals_.find(name);
    if (portal == portals_.end()) {
        throw Error(Code::invalid_cursor_name, "portal \"{}\" does not exist", name);
    }
    return *portal->second;
}

void ExtendedQuery::parse(std::string_view body) {
    MessageReader reader(body);
    const auto name = reader.read_cstring();
    const auto sql = std::make_shared<const std::string>(reader.read_cstring());
    std::vector<std::uint32_t> oids(reader.read_count16(sizeof(std::int32_t)));
    for (auto& oid : oids)
        oid = static_cast<std::uint32_t>(reader.read_int32());
    reader.expect_end();

    current_sql_ = sql;
    check_statement_text(*sql);
    if (name.empty()) unnamed_ = {};
    Entry entry{session_.prepare(*sql, oids), sql};
    if (name.empty()) {
        unnamed_ = std::move(entry);
    } else {
        session_.named_statements().add(name, std::move(entry));
    }
    wire_.writer().add_empty(BackendMessage::parse_complete);
}

void ExtendedQuery::bind(std::string_view body) {
    MessageReader reader(body);
    const auto portal_name = reader.read_cstring();
    const auto statement_name = reader.read_cstring();
    const auto message = read_bind_parameters(reader);

    const Entry& entry = statement(statement_name);
    current_sql_ = entry.sql;
    if (!portal_name.empty() && portals_.contains(portal_name)) {
        throw Error(Code::duplicate_cursor, "cursor \"{}\" already exists", portal_name);
    }
    if (portals_.size() >= kPortalCountMax) {
        throw Error(Code::program_limit_exceeded, "more than {} portals in one transaction",
                    kPortalCountMax);
    }
    PortalSource source{entry.statement, entry.sql};
    source.parameters = decode_parameters(message, entry.statement->parameter_types(),
                                          statement_name, session_.text_settings());
    source.formats =
        result::column_formats(message.result_formats, entry.statement->columns().size());
    portals_[std::string(portal_name)] =
        std::make_unique<Portal>(session_, wire_, std::move(source), redshift_protocol_);
    wire_.writer().add_empty(BackendMessage::bind_complete);
}

void ExtendedQuery::describe(std::string_view body) {
    MessageReader reader(body);
    const auto target = read_target(reader, "DESCRIBE");
    const auto name = reader.read_cstring();
    reader.expect_end();
    if (target == Target::portal) {
        // A cursor that was declared in SQL is a portal, too.
        if (!portals_.contains(name)) {
            if (const auto columns = session_.cursor_columns(name)) {
                write_row_description(wire_.writer(), *columns, {}, redshift_protocol_);
                return;
            }
        }
        const Portal& described = portal(name);
        current_sql_ = described.source().sql;
        write_row_description(wire_.writer(), described.columns(), described.source().formats,
                              redshift_protocol_);
        return;
    }
    const Entry& entry = statement(name);
    current_sql_ = entry.sql;
    write_parameter_description(wire_.writer(), entry.statement->parameter_types());
    write_row_description(wire_.writer(), entry.statement->columns(), {}, redshift_protocol_);
}

void ExtendedQuery::execute(std::string_view body) {
    MessageReader reader(body);
    const std::string name(reader.read_cstring());  // a COPY reads on and overwrites the message
    const auto row_limit = std::max(reader.read_int32(), 0);
    reader.expect_end();

    Portal& running = portal(name);
    current_sql_ = running.source().sql;
    if (running.source().statement->is_empty()) {
        wire_.writer().add_empty(BackendMessage::empty_query_response);
        return;
    }
    if (running.is_finished()) {
        // A result that has been read to its end gives no more rows; other statements run once.
        if (!running.has_columns()) {
            throw Error(Code::object_not_in_prerequisite_state, "portal \"{}\" cannot be run",
                        name);
        }
        write_command_complete(wire_.writer(), "SELECT 0");
        return;
    }
    const StatementTimer timer(alarms_, session_);
    const bool was_in_block = session_.transaction_status() != session::TransactionStatus::idle;
    if (!running.is_started()) running.start(true);
    const auto tag = running.run(row_limit);
    write_notices(wire_.writer(), session_);
    if (!tag) {
        wire_.writer().add_empty(BackendMessage::portal_suspended);
        return;
    }
    write_command_complete(wire_.writer(), *tag);
    if (was_in_block && session_.transaction_status() == session::TransactionStatus::idle)
        drop_other_portals(name);
}

void ExtendedQuery::drop_other_portals(std::string_view name) {
    std::erase_if(portals_, [name](const auto& portal) { return portal.first != name; });
}

void ExtendedQuery::drop_unnamed() {
    unnamed_ = {};
    if (const auto portal = portals_.find(""); portal != portals_.end()) portals_.erase(portal);
}

void ExtendedQuery::close(std::string_view body) {
    MessageReader reader(body);
    const auto target = read_target(reader, "CLOSE");
    const auto name = reader.read_cstring();
    reader.expect_end();
    if (target == Target::portal) {
        if (const auto portal = portals_.find(name); portal != portals_.end())
            portals_.erase(portal);
    } else if (name.empty()) {
        unnamed_ = {};
    } else {
        session_.named_statements().remove(name);
    }
    wire_.writer().add_empty(BackendMessage::close_complete);
}

}  // namespace blueshift::protocol
