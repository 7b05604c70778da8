#include "net/socket.h"

#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <future>

#include "base/crypto.h"
#include "base/error.h"
#include "net/listener.h"

namespace blueshift::net {
namespace {

using std::chrono::milliseconds;

Code code_of(const std::function<void()>& action) {
    try {
        action();
    } catch (const Error& error) {
        return error.code();
    }
    return Code::successful_completion;
}

/// A listener and one connection through it.
class SocketTest : public ::testing::Test {
protected:
    SocketTest()
        : listener_(
              loop_, "127.0.0.1", 0,
              [this](std::unique_ptr<Socket> socket) { accepted_.set_value(std::move(socket)); }),
          client_(::socket(AF_INET, SOCK_STREAM, 0)) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(static_cast<std::uint16_t>(listener_.port()));
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        EXPECT_EQ(::connect(client_, reinterpret_cast<sockaddr*>(&address), sizeof(address)), 0);
        server_ = accepted_.get_future().get();
    }
    ~SocketTest() override {
        if (client_ >= 0) ::close(client_);
    }

    /// Runs a coroutine on the server's socket to its end.
    template <class T>
    T run(std::function<Task<T>()> coroutine) {
        std::promise<T> result;
        spawn(server_->executor(), [&]() -> Task<> {
            try {
                result.set_value(co_await coroutine());
            } catch (...) {
                result.set_exception(std::current_exception());
            }
        });
        return result.get_future().get();
    }

    EventLoop loop_{1};
    std::promise<std::unique_ptr<Socket>> accepted_;
    Listener listener_;
    int client_;
    std::unique_ptr<Socket> server_;
};

TEST_F(SocketTest, KnowsItsPeer) {
    EXPECT_EQ(server_->peer().host, "127.0.0.1");
    EXPECT_GT(server_->peer().port, 0);
    EXPECT_FALSE(server_->is_peer_gone());
}

TEST_F(SocketTest, CoroutinesReadWhatComes) {
    const auto received = run<std::string>([&]() -> Task<std::string> {
        (void)!::write(client_, "hello", 5);
        char buffer[16];
        const std::size_t count = co_await server_->read_some(buffer, kNoDeadline);
        co_return std::string(buffer, count);
    });
    EXPECT_EQ(received, "hello");
}

TEST_F(SocketTest, WaitsEndAtTheDeadlineAndByInterruption) {
    EXPECT_EQ(server_->try_read({}), std::nullopt);
    const auto waits = run<std::vector<Wait>>([&]() -> Task<std::vector<Wait>> {
        std::vector<Wait> out;
        out.push_back(co_await server_->wait(Clock::now() + milliseconds(5)));
        post(server_->executor(), [&] { server_->interrupt(); });
        out.push_back(co_await server_->wait(kNoDeadline));
        server_->interrupt();
        out.push_back(co_await server_->wait(kNoDeadline));
        (void)!::write(client_, "x", 1);
        out.push_back(co_await server_->wait(kNoDeadline));
        co_return out;
    });
    EXPECT_EQ(waits, (std::vector<Wait>{Wait::timed_out, Wait::interrupted, Wait::interrupted,
                                        Wait::ready}));
}

TEST_F(SocketTest, TheEndOfTheStreamIsSeenBehindUnreadInput) {
    (void)!::write(client_, "unread", 6);
    ::close(std::exchange(client_, -1));
    while (!server_->is_peer_gone())
        std::this_thread::yield();
    char buffer[16];
    EXPECT_EQ(server_->try_read(buffer), 6u);
    EXPECT_EQ(server_->try_read(buffer), 0u);
}

TEST_F(SocketTest, BlockingWritesWaitForTheReader) {
    const std::string sent(8 << 20, 'x');
    std::thread writer([&] { server_->write_all_blocking(sent); });
    std::string received;
    char buffer[65536];
    while (received.size() < sent.size()) {
        const auto count = ::read(client_, buffer, sizeof(buffer));
        ASSERT_GT(count, 0);
        received.append(buffer, static_cast<std::size_t>(count));
    }
    writer.join();
    EXPECT_EQ(received, sent);
}

TEST_F(SocketTest, AbortEndsABlockedWrite) {
    auto failed = std::async(std::launch::async, [&] {
        return code_of([&] { server_->write_all_blocking(std::string(64 << 20, 'x')); });
    });
    EXPECT_EQ(failed.wait_for(milliseconds(20)), std::future_status::timeout);
    server_->abort();
    EXPECT_EQ(failed.get(), Code::connection_failure);
}

TEST(Listener, RefusesBadAddresses) {
    EventLoop loop(1);
    const auto listen = [&](const char* address, int port) {
        Listener(loop, address, port, [](auto) {});
    };
    EXPECT_EQ(code_of([&] { listen("no address", 0); }), Code::config_file_error);
    EXPECT_EQ(code_of([&] { listen("127.0.0.1", 70000); }), Code::config_file_error);
    Listener first(loop, "127.0.0.1", 0, [](auto) {});
    EXPECT_EQ(code_of([&] { listen("127.0.0.1", first.port()); }), Code::io_error);
}

class CertificateTest : public ::testing::Test {
protected:
    ~CertificateTest() override { std::filesystem::remove_all(directory_); }

    const std::string directory_ =
        ::testing::TempDir() + "certificate_" + crypto::hex_encode(crypto::random_bytes(8));
};

TEST_F(CertificateTest, IsMadeOnceAndItsKeyIsPrivate) {
    const auto files = ensure_certificate(directory_);
    struct stat status{};
    ASSERT_EQ(stat(files.key_path.c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777, 0600u);
    const auto read = [](const std::string& path) {
        std::ifstream file(path);
        return std::string(std::istreambuf_iterator<char>(file), {});
    };
    const auto certificate = read(files.certificate_path);
    ensure_certificate(directory_);
    EXPECT_EQ(read(files.certificate_path), certificate);
    TlsContext context(files);
}

TEST_F(CertificateTest, MissingOrWrongFiles) {
    const auto files = ensure_certificate(directory_);
    const auto others = ensure_certificate(directory_ + "/other");
    EXPECT_EQ(code_of([&] { TlsContext({files.certificate_path, others.key_path}); }),
              Code::config_file_error);
    EXPECT_EQ(code_of([&] { TlsContext({directory_ + "/none", files.key_path}); }),
              Code::config_file_error);
    std::filesystem::remove(files.key_path);
    EXPECT_EQ(code_of([&] { ensure_certificate(directory_); }), Code::config_file_error);
}

}  // namespace
}  // namespace blueshift::net
