#include "storage/http_client.h"

#include <curl/curl.h>

#include <chrono>
#include <memory>
#include <mutex>
#include <optional>
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

int stop_when_canceled(void* token, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
    return static_cast<const CancelToken*>(token)->canceled() ? 1 : 0;
}

/// The reply, or in `failure` why there is none.
std::optional<HttpReply> send(const HttpCall& call, const CancelToken& cancel, std::string& failure) {
    static std::once_flag initialized;
    std::call_once(initialized, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
    const std::unique_ptr<CURL, void (*)(CURL*)> handle(curl_easy_init(), curl_easy_cleanup);
    curl_slist* list = nullptr;
    for (const auto& [name, value] : call.headers) list = curl_slist_append(list, (name + ": " + value).c_str());
    // curl would wait for a 100 before it sends a body.
    list = curl_slist_append(list, "Expect:");
    const std::unique_ptr<curl_slist, void (*)(curl_slist*)> headers(list, curl_slist_free_all);

    HttpReply reply;
    curl_easy_setopt(handle.get(), CURLOPT_URL, call.url.c_str());
    curl_easy_setopt(handle.get(), CURLOPT_CUSTOMREQUEST, call.method.c_str());
    curl_easy_setopt(handle.get(), CURLOPT_HTTPHEADER, headers.get());
    curl_easy_setopt(handle.get(), CURLOPT_WRITEFUNCTION, take);
    curl_easy_setopt(handle.get(), CURLOPT_WRITEDATA, &reply.body);
    curl_easy_setopt(handle.get(), CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(handle.get(), CURLOPT_CONNECTTIMEOUT_MS, kConnectTimeoutMs);
    curl_easy_setopt(handle.get(), CURLOPT_LOW_SPEED_LIMIT, 1L);
    curl_easy_setopt(handle.get(), CURLOPT_LOW_SPEED_TIME, kStallSeconds);
    curl_easy_setopt(handle.get(), CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(handle.get(), CURLOPT_NOPROGRESS, 0L);
    curl_easy_setopt(handle.get(), CURLOPT_XFERINFOFUNCTION, stop_when_canceled);
    curl_easy_setopt(handle.get(), CURLOPT_XFERINFODATA, &cancel);
    if (call.method == "PUT" || call.method == "POST") {
        curl_easy_setopt(handle.get(), CURLOPT_POSTFIELDS, call.body.data());
        curl_easy_setopt(handle.get(), CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(call.body.size()));
    }
    const CURLcode result = curl_easy_perform(handle.get());
    cancel.check();
    if (result != CURLE_OK) {
        failure = curl_easy_strerror(result);
        return std::nullopt;
    }
    curl_easy_getinfo(handle.get(), CURLINFO_RESPONSE_CODE, &reply.status);
    return reply;
}

bool passes(long status) {
    return status == 429 || status == 500 || status == 502 || status == 503 || status == 504;
}

}  // namespace

HttpReply send_with_retries(const std::function<HttpCall()>& make, const CancelToken& cancel) {
    auto delay = std::chrono::milliseconds(kRetryDelayMs);
    for (int attempt = 1;; ++attempt) {
        cancel.check();
        const HttpCall call = make();
        std::string failure;
        std::optional<HttpReply> reply = send(call, cancel, failure);
        if (reply && !passes(reply->status)) return std::move(*reply);
        if (attempt == kAttemptsMax) {
            if (reply) return std::move(*reply);
            const std::size_t host = call.url.find("://") + 3;
            throw Error(Code::io_error, "could not reach {}: {}", call.url.substr(0, call.url.find('/', host)), failure);
        }
        std::this_thread::sleep_for(delay);
        delay *= 2;
    }
}

}  // namespace blueshift::storage
