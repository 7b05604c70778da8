#pragma once
/// The COPY sub-protocol: data of COPY … FROM STDIN and TO STDOUT.
#include <cstddef>

#include "protocol/wire.h"
#include "session/session.h"

namespace blueshift::protocol {

/// What the client is told of the data to come.
struct CopyLayout {
    std::size_t column_count = 0;
    bool is_binary = false;
};

/// Asks the client for data and hands it on. Flush and Sync are ignored meanwhile, as the protocol
/// says.
class CopyInStream : public session::CopySource {
public:
    /// Sends CopyInResponse.
    CopyInStream(Wire& wire, session::Session& session, CopyLayout layout);

    /// Throws query_canceled (57014) at CopyFail and when the statement is canceled.
    std::optional<std::string_view> next() override;
    /// Reads on to the client's CopyDone when the statement did not.
    void finish();

private:
    Wire& wire_;
    session::Session& session_;
    bool done_ = false;
};

/// Announces data and sends it.
class CopyOutStream : public session::CopySink {
public:
    /// Sends CopyOutResponse.
    CopyOutStream(Wire& wire, CopyLayout layout);

    void write(std::string_view row) override;
    /// Sends CopyDone.
    void finish();

private:
    Wire& wire_;
};

}  // namespace blueshift::protocol
