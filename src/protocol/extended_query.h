#pragma once
/// The extended query protocol: prepared statements and portals.
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "net/alarm.h"
#include "protocol/portal.h"
#include "protocol/wire.h"
#include "session/session.h"

namespace blueshift::protocol {

/// Statements and portals of one connection. Each public function handles one message and writes
/// its answer; errors are thrown.
class ExtendedQuery {
public:
    ExtendedQuery(session::Session& session, Wire& wire, net::AlarmClock& alarms,
                  int redshift_protocol)
        : session_(session), wire_(wire), alarms_(alarms), redshift_protocol_(redshift_protocol) {}

    void parse(std::string_view body);
    void bind(std::string_view body);
    void describe(std::string_view body);
    void execute(std::string_view body);
    void close(std::string_view body);

    /// The text that an error of the last message is about; empty when it is about none.
    std::string_view current_sql() const {
        return current_sql_ == nullptr ? std::string_view() : *current_sql_;
    }
    void clear_current_sql() { current_sql_ = nullptr; }
    /// Portals do not outlive their transaction; the session must not be asked to end one before.
    void drop_portals() { portals_.clear(); }
    /// A simple query ends the unnamed statement and the unnamed portal.
    void drop_unnamed();

    static constexpr std::size_t kPortalCountMax = 10'000;

private:
    using Entry = session::NamedStatements::Entry;

    const Entry& statement(std::string_view name);
    Portal& portal(std::string_view name);
    /// Drops the portals of a transaction that a statement of its own has ended, except the one
    /// that ran it.
    void drop_other_portals(std::string_view name);

    session::Session& session_;
    Wire& wire_;
    net::AlarmClock& alarms_;
    const int redshift_protocol_;
    Entry unnamed_;
    std::map<std::string, std::unique_ptr<Portal>, std::less<>> portals_;
    std::shared_ptr<const std::string> current_sql_;
};

}  // namespace blueshift::protocol
