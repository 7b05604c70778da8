#include "storage/http_client.h"

#include <curl/curl.h>

#include <algorithm>
#include <chrono>
#include <memory>
#include <mutex>
#include <optional>
#include <random>
#include <thread>

#include "base/error.h"

namespace blueshift::storage {

namespace {

constexpr long kConnectTimeoutMs = 10'000;
constexpr long kStallSeconds = 60;  ///< a transfer slower than one byte a second for so long has failed

std::size_t take(char* data, std::size_t size, std::size_t count, void* target) {
    static_cast<std::string*>(target)->append(data, size * count);
    return size * count;
}

std::size_t take_header(char* data, std::size_t size, std::size_t count, void* target) {
    const std::string_view line(data, size * count);
    const std::size_t colon = line.find(':');
    if (colon != std::string_view::npos) {
        std::string name(line.substr(0, colon));
        std::transform(name.begin(), name.end(), name.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
        const std::size_t begin = line.find_first_not_of(' ', colon + 1);
        const std::size_t end = line.find_last_not_of("\r\n ");
        const bool empty = begin == std::string_view::npos || end < begin;
        (*static_cast<std::map<std::string, std::string>*>(target))[name] = empty ? "" : line.substr(begin, end - begin + 1);
    }
    return size * count;
}

int stop_when_canceled(void* token, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
    return static_cast<const CancelToken*>(token)->canceled() ? 1 : 0;
}

/// This thread's handle, which keeps its connections open from one request to the next.
CURL* thread_handle() {
    static std::once_flag initialized;
    std::call_once(initialized, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
    thread_local const std::unique_ptr<CURL, void (*)(CURL*)> handle(curl_easy_init(), curl_easy_cleanup);
    curl_easy_reset(handle.get());
    return handle.get();
}

struct Failure {
    std::string text;
    bool unreachable = false;  ///< no connection came about
};

/// The reply, or in `failure` why there is none. `timeout_ms` 0: as long as bytes come.
std::optional<HttpReply> send(const HttpCall& call, const CancelToken& cancel, long timeout_ms, Failure& failure) {
    CURL* handle = thread_handle();
    curl_slist* list = nullptr;
    for (const auto& [name, value] : call.headers) list = curl_slist_append(list, (name + ": " + value).c_str());
    // curl would wait for a 100 before it sends a body.
    list = curl_slist_append(list, "Expect:");
    const std::unique_ptr<curl_slist, void (*)(curl_slist*)> headers(list, curl_slist_free_all);

    HttpReply reply;
    curl_easy_setopt(handle, CURLOPT_URL, call.url.c_str());
    curl_easy_setopt(handle, CURLOPT_CUSTOMREQUEST, call.method.c_str());
    curl_easy_setopt(handle, CURLOPT_HTTPHEADER, headers.get());
    curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, take);
    curl_easy_setopt(handle, CURLOPT_WRITEDATA, &reply.body);
    curl_easy_setopt(handle, CURLOPT_HEADERFUNCTION, take_header);
    curl_easy_setopt(handle, CURLOPT_HEADERDATA, &reply.headers);
    curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(handle, CURLOPT_CONNECTTIMEOUT_MS, timeout_ms > 0 ? std::min(timeout_ms, kConnectTimeoutMs) : kConnectTimeoutMs);
    curl_easy_setopt(handle, CURLOPT_TIMEOUT_MS, timeout_ms);
    curl_easy_setopt(handle, CURLOPT_LOW_SPEED_LIMIT, 1L);
    curl_easy_setopt(handle, CURLOPT_LOW_SPEED_TIME, kStallSeconds);
    curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(handle, CURLOPT_NOPROGRESS, 0L);
    curl_easy_setopt(handle, CURLOPT_XFERINFOFUNCTION, stop_when_canceled);
    curl_easy_setopt(handle, CURLOPT_XFERINFODATA, &cancel);
    if (call.method == "HEAD") curl_easy_setopt(handle, CURLOPT_NOBODY, 1L);
    if (call.method == "PUT" || call.method == "POST") {
        curl_easy_setopt(handle, CURLOPT_POSTFIELDS, call.body.data());
        curl_easy_setopt(handle, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(call.body.size()));
    }
    const CURLcode result = curl_easy_perform(handle);
    cancel.check();
    if (result != CURLE_OK) {
        failure = {curl_easy_strerror(result), result == CURLE_COULDNT_CONNECT || result == CURLE_COULDNT_RESOLVE_HOST ||
                                                   result == CURLE_PEER_FAILED_VERIFICATION};
        return std::nullopt;
    }
    curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &reply.status);
    return reply;
}

bool passes(long status) {
    return status == 429 || status == 500 || status == 502 || status == 503 || status == 504;
}

/// Half of `delay` and up to as much again.
void wait(std::chrono::milliseconds delay, const CancelToken& cancel) {
    thread_local std::minstd_rand random(std::random_device{}());
    const auto half = delay / 2;
    const auto until = std::chrono::steady_clock::now() + half + half * (random() % 1000) / 1000;
    constexpr auto kStep = std::chrono::milliseconds(50);
    for (auto now = std::chrono::steady_clock::now(); now < until; now = std::chrono::steady_clock::now()) {
        cancel.check();
        std::this_thread::sleep_for(std::min<std::chrono::steady_clock::duration>(until - now, kStep));
    }
}

Error no_reply(const HttpCall& call, const Failure& failure) {
    const std::size_t host = call.url.find("://") + 3;
    return Error(Code::io_error, "could not reach {}: {}", call.url.substr(0, call.url.find('/', host)), failure.text);
}

}  // namespace

HttpReply send_with_retries(const std::function<HttpCall()>& make, const CancelToken& cancel) {
    auto delay = std::chrono::milliseconds(kRetryDelayMs);
    for (int attempt = 1;; ++attempt) {
        cancel.check();
        const HttpCall call = make();
        Failure failure;
        std::optional<HttpReply> reply = send(call, cancel, 0, failure);
        if (reply && !passes(reply->status)) return std::move(*reply);
        if (attempt >= (failure.unreachable ? kConnectAttemptsMax : kAttemptsMax)) {
            if (reply) return std::move(*reply);
            throw no_reply(call, failure);
        }
        wait(delay, cancel);
        delay = std::min(delay * 2, std::chrono::milliseconds(kRetryDelayMaxMs));
    }
}

HttpReply send_once(const HttpCall& call, const CancelToken& cancel, long timeout_ms) {
    Failure failure;
    std::optional<HttpReply> reply = send(call, cancel, timeout_ms, failure);
    if (!reply) throw no_reply(call, failure);
    return std::move(*reply);
}

}  // namespace blueshift::storage
