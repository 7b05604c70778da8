#include "copy/feeds.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <system_error>

#include "copy/byte_stream.h"
#include "copy/line_scan.h"
#include "copy/time.h"

namespace blueshift::copy {

namespace {

constexpr int kPipeBytes = 1 << 20;
constexpr auto kOpenStep = std::chrono::milliseconds(1);
constexpr int kWriteStepMs = 50;

/// Closes a file descriptor.
class OpenPipe {
public:
    explicit OpenPipe(int descriptor) : descriptor_(descriptor) {}
    ~OpenPipe() {
        if (descriptor_ >= 0) close(descriptor_);
    }
    OpenPipe(const OpenPipe&) = delete;
    OpenPipe& operator=(const OpenPipe&) = delete;
    int descriptor() const { return descriptor_; }

private:
    int descriptor_;
};

}  // namespace

Feeds::Feeds(const Source& source, const LoadOptions& options, std::size_t column_count, const Environment& environment,
             std::size_t reader_count)
    : source_(source),
      options_(options),
      column_count_(column_count),
      environment_(environment),
      folder_(environment.storage.temp_directory),
      files_(source.objects.size()) {
    for (std::size_t i = 0; i < source.objects.size(); ++i) {
        paths_.push_back(fmt::format("{}/{}", folder_.path(), i));
        if (mkfifo(paths_.back().c_str(), S_IRUSR | S_IWUSR) != 0) {
            throw Error(Code::io_error, "could not create a pipe: {}", std::strerror(errno));
        }
    }
    // Those that are being read, and as many that wait to be opened.
    const std::size_t thread_count = std::min(source.objects.size(), 2 * reader_count);
    try {
        for (std::size_t i = 0; i < thread_count; ++i) threads_.emplace_back([this] { run(); });
    } catch (const std::system_error&) {
        stop();
        throw Error(Code::out_of_memory, "could not start a thread to read objects");
    }
}

Feeds::~Feeds() { stop(); }

void Feeds::stop() {
    stopping_ = true;
    for (std::thread& thread : threads_) thread.join();
    threads_.clear();
}

void Feeds::finish() {
    stop();
    if (failure_) throw Error(*failure_);
}

void Feeds::fail(const Error& error) {
    std::lock_guard lock(mutex_);
    if (!failure_) failure_ = error;
}

void Feeds::run() {
    for (std::size_t index = next_++; index < paths_.size() && !stopping_; index = next_++) {
        try {
            feed(index);
        } catch (const Error& error) {
            fail(error);
            // The engine may wait for this pipe's bytes: it gets none.
            const OpenPipe pipe(open_pipe(paths_[index]));
        }
    }
}

void Feeds::feed(std::size_t index) {
    const SourceObject& object = source_.objects[index];
    catalog::system::TransferredFile& file = files_[index];
    file.name = object.location.url();
    file.size_bytes = object.size_bytes;
    file.started_micros = now_micros();
    const auto store = open_store(object.location, source_.authorization, environment_.storage);
    const auto bytes = without_header(open_bytes(*store, object, options_, environment_.cancel), options_.header_lines);
    LineScan scan(options_, column_count_);
    // The first bytes come while nobody reads yet.
    std::string_view block = bytes->next();
    const OpenPipe pipe(open_pipe(paths_[index]));
    for (; pipe.descriptor() >= 0 && !block.empty(); block = bytes->next()) {
        if (!scan.pass(block)) {
            engine_unfit_ = true;
            return;
        }
        file.line_count += std::count(block.begin(), block.end(), '\n');
        if (!write_all(pipe.descriptor(), block)) return;
    }
    file.ended_micros = now_micros();
}

int Feeds::open_pipe(const std::string& path) const {
    while (!stopping_) {
        const int descriptor = open(path.c_str(), O_WRONLY | O_NONBLOCK | O_CLOEXEC);
        if (descriptor >= 0) {
            fcntl(descriptor, F_SETPIPE_SZ, kPipeBytes);
            return descriptor;
        }
        std::this_thread::sleep_for(kOpenStep);
    }
    return -1;
}

bool Feeds::write_all(int pipe, std::string_view bytes) const {
    while (!bytes.empty() && !stopping_) {
        environment_.cancel.check();
        const ssize_t written = write(pipe, bytes.data(), bytes.size());
        if (written > 0) {
            bytes.remove_prefix(static_cast<std::size_t>(written));
        } else if (errno == EAGAIN) {
            pollfd waiting{pipe, POLLOUT, 0};
            poll(&waiting, 1, kWriteStepMs);
        } else if (errno != EINTR) {
            return false;
        }
    }
    return bytes.empty();
}

}  // namespace blueshift::copy
