#pragma once
/// A bound statement and how far its rows have been sent.
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "protocol/wire.h"
#include "result/encode.h"
#include "session/session.h"

namespace blueshift::protocol {

/// What a portal runs and in which forms its results go out.
struct PortalSource {
    std::shared_ptr<session::PreparedStatement> statement;
    std::shared_ptr<const std::string> sql;
    std::vector<Value> parameters;
    std::vector<result::Format> formats;  ///< one per column; none for text
};

/// One execution, seen from the wire. All members may throw what the session throws.
class Portal {
public:
    Portal(session::Session& session, Wire& wire, PortalSource source, int redshift_protocol)
        : session_(session),
          wire_(wire),
          source_(std::move(source)),
          redshift_protocol_(redshift_protocol) {}

    const PortalSource& source() const { return source_; }
    bool is_started() const { return execution_ != nullptr || finished_; }
    /// True when all rows have been sent.
    bool is_finished() const { return finished_; }
    bool has_columns() const { return !columns().empty(); }
    /// Once started: whether it is a COPY from or to the client, which has a sub-protocol in place
    /// of rows.
    bool is_copy() const { return execution_->copy() != session::CopyDirection::none; }

    /// Begins the execution. `implicit_block` as in Session::execute.
    void start(bool implicit_block);
    /// The result's columns, before and after the start.
    std::span<const session::ResultColumn> columns() const;
    void write_row_description();
    /// Sends up to `row_limit` rows (0: all), or does the COPY that the statement asks for. Returns
    /// the command tag at the end, after which the execution is gone; nothing when the limit was
    /// reached.
    std::optional<std::string> run(std::int64_t row_limit);

private:
    /// Sends rows of the current batch; at most `row_limit` of them.
    std::int64_t send_batch(std::int64_t row_limit);
    void copy();

    session::Session& session_;
    Wire& wire_;
    PortalSource source_;
    const int redshift_protocol_;
    std::unique_ptr<session::Execution> execution_;
    std::optional<result::RowEncoder> encoder_;
    Batch batch_;
    std::size_t next_row_ = 0;  ///< of batch_
    bool finished_ = false;
};

}  // namespace blueshift::protocol
