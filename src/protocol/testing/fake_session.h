#pragma once
/// A session that understands a handful of words, for tests of the protocol around it.
#include <algorithm>
#include <condition_variable>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <vector>

#include "catalog/password.h"
#include "session/session.h"

namespace blueshift::protocol::testing {

/// What a test sees of a session, and how it waits for it.
struct FakeWorld {
    std::mutex mutex;
    std::condition_variable changed;
    int sleeping_count = 0;
    int napping_count = 0;  ///< a test that sets it to 0 wakes the nappers
    int open_count = 0;
    std::set<CancelReason> cancels;
    std::string copied;
    std::vector<std::string> transactions;  ///< "commit" and "rollback" of implicit transactions
    std::vector<session::ClientInfo> clients;
    std::int64_t statement_timeout_ms = 0;
    std::int64_t idle_timeout_ms = 0;

    void update(const std::function<void()>& change) {
        std::lock_guard lock(mutex);
        change();
        changed.notify_all();
    }
    /// False when it has not come about in ten seconds.
    bool wait_for(const std::function<bool()>& condition) {
        std::unique_lock lock(mutex);
        return changed.wait_for(lock, std::chrono::seconds(10), condition);
    }
};

/// Words, separated by semicolons:
/// `rows <n>` integers from 1 · `wide <n>` rows of 1000 bytes · `echo $1` a parameter · `error` a
/// syntax error at the word · `fail <n>` an error after n rows · `notice` · `begin` `commit`
/// `rollback` · `set <name> <value>` · `sleep` until canceled
/// `nap` until woken · `copyin` · `copyin missing` · `copybad` reads one
/// block and fails · `copyout <n>` · `insert` a statement without rows
class FakeStatement : public session::PreparedStatement {
public:
    explicit FakeStatement(std::string text, std::size_t offset)
        : text_(std::move(text)), offset_(offset) {
        const auto space = text_.find(' ');
        word_ = text_.substr(0, space);
        if (space != std::string::npos) argument_ = text_.substr(space + 1);
        if (word_ == "echo") parameter_types_ = {{TypeId::text}};
        if (word_ == "rows" || word_ == "fail")
            columns_ = {{"i", {TypeId::integer}, 16384, 1, "public", "t", "dev", true}};
        if (word_ == "wide" || word_ == "echo") columns_ = {{"s", {TypeId::text}}};
    }
    std::span<const Type> parameter_types() const override { return parameter_types_; }
    std::span<const session::ResultColumn> columns() const override { return columns_; }
    bool is_empty() const override { return text_.empty(); }

    std::string text_;
    std::size_t offset_;
    std::string word_;
    std::string argument_;
    std::vector<Type> parameter_types_;
    std::vector<session::ResultColumn> columns_;
};

class FakeSession : public session::Session {
public:
    FakeSession(FakeWorld& world, session::ClientInfo client, std::int32_t process_id)
        : world_(world), client_(std::move(client)), process_id_(process_id) {
        world_.update([&] {
            ++world_.open_count;
            world_.clients.push_back(client_);
        });
    }
    ~FakeSession() override {
        world_.update([&] { --world_.open_count; });
    }

    std::vector<std::unique_ptr<session::PreparedStatement>> parse_script(
        std::string_view sql) override {
        std::vector<std::unique_ptr<session::PreparedStatement>> out;
        std::size_t offset = 0;
        while (offset <= sql.size()) {
            const auto end = std::min(sql.find(';', offset), sql.size());
            auto text = sql.substr(offset, end - offset);
            while (text.starts_with(' '))
                text.remove_prefix(1);
            if (!text.empty())
                out.push_back(
                    std::make_unique<FakeStatement>(std::string(text), text.data() - sql.data()));
            offset = end + 1;
        }
        return out;
    }
    std::unique_ptr<session::PreparedStatement> prepare(std::string_view sql,
                                                        std::span<const std::uint32_t>) override {
        refuse_when_failed(std::string(sql));
        if (sql == "unparsable")
            throw Error(Code::syntax_error, "syntax error at or near \"unparsable\"").at({0, 10});
        return std::make_unique<FakeStatement>(std::string(sql), 0);
    }
    std::unique_ptr<session::Execution> execute(
        std::shared_ptr<session::PreparedStatement> statement, std::vector<Value> parameters,
        bool implicit_block) override;

    void end_implicit_transaction() override {
        if (status_ != session::TransactionStatus::idle || !implicit_open_) return;
        world_.update(
            [&] { world_.transactions.push_back(implicit_failed_ ? "rollback" : "commit"); });
        implicit_open_ = implicit_failed_ = false;
    }
    void statement_failed() override {
        implicit_failed_ = true;
        if (status_ == session::TransactionStatus::in_transaction)
            status_ = session::TransactionStatus::failed;
    }
    session::TransactionStatus transaction_status() const override { return status_; }
    std::vector<Notice> take_notices() override { return std::exchange(notices_, {}); }
    std::vector<std::pair<std::string, std::string>> take_parameter_changes() override {
        return std::exchange(changes_, {});
    }
    const TextSettings& text_settings() const override { return settings_; }
    void cancel(CancelReason reason) override {
        token_.cancel(reason);
        world_.update([&] { world_.cancels.insert(reason); });
    }
    void check_canceled() const override { token_.check(); }
    std::optional<std::vector<session::ResultColumn>> cursor_columns(
        std::string_view) const override {
        return std::nullopt;
    }
    session::NamedStatements& named_statements() override { return named_; }
    std::int64_t statement_timeout_ms() const override { return world_.statement_timeout_ms; }
    std::int64_t idle_timeout_ms() const override { return world_.idle_timeout_ms; }
    std::int32_t process_id() const override { return process_id_; }

    void refuse_when_failed(const std::string& word) const {
        if (status_ == session::TransactionStatus::failed && word != "rollback") {
            throw Error(
                Code::in_failed_sql_transaction,
                "current transaction is aborted, commands ignored until end of transaction block");
        }
    }

    FakeWorld& world_;
    session::ClientInfo client_;
    std::int32_t process_id_;
    session::NamedStatements named_;
    CancelToken token_;
    TextSettings settings_;
    session::TransactionStatus status_ = session::TransactionStatus::idle;
    bool implicit_open_ = false;
    bool implicit_failed_ = false;
    std::vector<Notice> notices_;
    std::vector<std::pair<std::string, std::string>> changes_{{"server_version", "8.0.2"},
                                                              {"client_encoding", "UTF8"}};
};

class FakeExecution : public session::Execution {
public:
    FakeExecution(FakeSession& session, std::shared_ptr<session::PreparedStatement> statement,
                  std::vector<Value> parameters)
        : session_(session),
          owner_(std::move(statement)),
          statement_(static_cast<FakeStatement&>(*owner_)),
          parameters_(std::move(parameters)) {}

    std::span<const session::ResultColumn> columns() const override { return statement_.columns_; }
    session::CopyDirection copy() const override {
        if (statement_.word_ == "copyin" || statement_.word_ == "copybad")
            return session::CopyDirection::in;
        return statement_.word_ == "copyout" ? session::CopyDirection::out
                                             : session::CopyDirection::none;
    }
    void copy_in(session::CopySource& source) override {
        if (statement_.argument_ == "missing")
            throw Error(Code::undefined_table, "relation \"missing\" does not exist");
        source.begin({2, false});
        while (const auto block = source.next()) {
            if (statement_.word_ == "copybad")
                throw Error(Code::bad_copy_file_format, "extra data after last expected column");
            session_.world_.update([&] { session_.world_.copied += *block; });
        }
    }
    void copy_out(session::CopySink& sink) override {
        sink.begin({2, false});
        for (int row = 1; row <= std::stoi(statement_.argument_); ++row)
            sink.write(std::to_string(row) + "\tx\n");
    }
    bool next(Batch& batch) override {
        if (!started_) {
            started_ = true;
            run();
        }
        if (rows_ != nullptr && rows_->next(batch)) return true;
        if (statement_.word_ == "fail") throw syntax_error();
        return false;
    }
    std::string command_tag(std::int64_t row_count) const override {
        static const std::map<std::string, std::string> kTags = {
            {"begin", "BEGIN"},   {"commit", "COMMIT"},     {"rollback", "ROLLBACK"},
            {"set", "SET"},       {"insert", "INSERT 0 1"}, {"nap", "NAP"},
            {"notice", "NOTICE"}, {"copyin", "COPY"},       {"copyout", "COPY"}};
        const auto tag = kTags.find(statement_.word_);
        return tag != kTags.end() ? tag->second : "SELECT " + std::to_string(row_count);
    }

private:
    Error syntax_error() const {
        const auto offset = static_cast<std::uint32_t>(statement_.offset_);
        return Error(Code::syntax_error, "syntax error at or near \"error\"")
            .at({offset, offset + 5})
            .detail("A detail.")
            .hint("A hint.")
            .on("public", "t", "c");
    }

    void run() {
        const std::string& word = statement_.word_;
        const std::string& argument = statement_.argument_;
        if (word == "error") throw syntax_error();
        if (word == "crash") throw std::runtime_error("something broke");
        if (word == "sleep") sleep();
        if (word == "nap") {
            session_.world_.update([&] { ++session_.world_.napping_count; });
            session_.world_.wait_for([&] { return session_.world_.napping_count == 0; });
        }
        if (word == "begin") session_.status_ = session::TransactionStatus::in_transaction;
        if (word == "commit" || word == "rollback")
            session_.status_ = session::TransactionStatus::idle;
        if (word == "notice") session_.notices_.push_back({"NOTICE", Code::warning, "take note"});
        if (word == "set") {
            const auto space = argument.find(' ');
            session_.changes_.emplace_back(argument.substr(0, space), argument.substr(space + 1));
        }
        std::vector<std::vector<Value>> rows;
        if (word == "echo") rows = {{parameters_.at(0)}};
        if (word == "wide") rows.assign(std::stoul(argument), {Value(std::string(1000, 'x'))});
        if (word == "rows" || word == "fail") {
            for (int row = 1; row <= std::stoi(argument); ++row)
                rows.push_back({Value(row)});
        }
        if (rows.empty()) return;
        rows_ = std::make_unique<RowSource>(std::vector<Type>{statement_.columns_.at(0).type},
                                            std::move(rows));
    }

    void sleep() {
        std::mutex mutex;
        std::condition_variable woken;
        session_.token_.on_cancel([&] {
            std::lock_guard lock(mutex);
            woken.notify_all();
        });
        session_.world_.update([&] { ++session_.world_.sleeping_count; });
        {
            std::unique_lock lock(mutex);
            woken.wait(lock, [&] { return session_.token_.canceled(); });
        }
        session_.token_.on_cancel({});
        session_.world_.update([&] { --session_.world_.sleeping_count; });
        session_.token_.check();
    }

    FakeSession& session_;
    std::shared_ptr<session::PreparedStatement> owner_;
    FakeStatement& statement_;
    std::vector<Value> parameters_;
    std::unique_ptr<RowSource> rows_;
    bool started_ = false;
};

inline std::unique_ptr<session::Execution> FakeSession::execute(
    std::shared_ptr<session::PreparedStatement> statement, std::vector<Value> parameters, bool) {
    refuse_when_failed(static_cast<FakeStatement&>(*statement).word_);
    token_.reset();
    implicit_open_ = true;
    return std::make_unique<FakeExecution>(*this, std::move(statement), std::move(parameters));
}

/// Knows the user `ana` with password `Secret123`, and users of the same password that only one
/// method serves.
class FakeFactory : public session::SessionFactory {
public:
    explicit FakeFactory(FakeWorld& world) : world_(world) {
        const auto hashes = catalog::hash_password("ana", "Secret123");
        users_["ana"] = {hashes.md5, hashes.scram, hashes.digest_salt, hashes.digest_hash, false};
        users_["disabled"] = {catalog::hash_password("disabled", "Secret123").md5, hashes.scram,
                              hashes.digest_salt, hashes.digest_hash, true};
        users_["md5only"].md5 = catalog::hash_password("md5only", "Secret123").md5;
        users_["digestonly"] = {{}, {}, hashes.digest_salt, hashes.digest_hash, false};
    }
    session::PasswordVerifier password_verifier(std::string_view user) override {
        if (const auto found = users_.find(std::string(user)); found != users_.end())
            return found->second;
        const auto hashes = catalog::hashes_for_unknown_user(user, "secret");
        return {hashes.md5, hashes.scram, hashes.digest_salt, hashes.digest_hash, true};
    }
    std::unique_ptr<session::Session> open(const session::ClientInfo& client,
                                           std::int32_t process_id) override {
        if (client.database == "missing")
            throw Error(Code::invalid_catalog_name, "database \"missing\" does not exist");
        return std::make_unique<FakeSession>(world_, client, process_id);
    }

private:
    FakeWorld& world_;
    std::map<std::string, session::PasswordVerifier> users_;
};

}  // namespace blueshift::protocol::testing
