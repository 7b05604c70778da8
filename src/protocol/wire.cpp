#include "protocol/wire.h"

#include "protocol/fatal_error.h"

namespace blueshift::protocol {

namespace {

/// What an idle connection may hold on to.
constexpr std::size_t kKeptBytesMax = 16 * 1024;

}  // namespace

Wire::Fill Wire::fill(std::chrono::milliseconds patience) {
    const auto room = input_.prepare();
    auto count = socket_.try_read(room);
    // With TLS, readable does not mean that a whole record is there.
    if (!count && socket_.wait_blocking(patience)) count = socket_.try_read(room);
    if (!count) return Fill::nothing;
    input_.commit(*count);
    return *count == 0 ? Fill::end : Fill::data;
}

Frame Wire::wait_frame(const std::function<void()>& check) {
    while (true) {
        if (const auto frame = next_frame()) return *frame;
        check();
        if (fill(kCheckInterval) == Fill::end) {
            throw FatalError(Code::connection_failure,
                             "unexpected end of file on client connection");
        }
    }
}

void Wire::flush() {
    socket_.write_all_blocking(writer_.buffer());
    writer_.buffer().clear();
}

void Wire::shrink() {
    input_.shrink();
    if (writer_.buffer().empty() && writer_.buffer().capacity() > kKeptBytesMax) {
        std::string().swap(writer_.buffer());
    }
}

}  // namespace blueshift::protocol
