#pragma once
/// The COPY sub-protocol: data of COPY … FROM STDIN and TO STDOUT.
#include "protocol/wire.h"
#include "session/session.h"

namespace blueshift::protocol {

/// Asks the client for data and hands it on. Flush and Sync are ignored meanwhile, as the protocol
/// says.
class CopyInStream : public session::CopySource {
public:
    CopyInStream(Wire& wire, session::Session& session) : wire_(wire), session_(session) {}

    /// Sends CopyInResponse.
    void begin(session::CopyLayout layout) override;
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
    explicit CopyOutStream(Wire& wire) : wire_(wire) {}

    /// Sends CopyOutResponse.
    void begin(session::CopyLayout layout) override;
    void write(std::string_view row) override;
    /// Sends CopyDone.
    void finish();

private:
    Wire& wire_;
};

}  // namespace blueshift::protocol
