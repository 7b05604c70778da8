/// `blueshift init`: a new cluster.
#include <cstdio>
#include <filesystem>
#include <fstream>

#include "base/crypto.h"
#include "server/commands.h"
#include "server/data_directory.h"
#include "session/cluster.h"

namespace blueshift::server {

namespace {

constexpr std::size_t kGeneratedPasswordLength = 20;

/// A password that Redshift's rules allow: letters of both cases and digits.
std::string generate_password() {
    constexpr std::string_view kLower = "abcdefghijkmnpqrstuvwxyz";
    constexpr std::string_view kUpper = "ABCDEFGHJKLMNPQRSTUVWXYZ";
    constexpr std::string_view kDigits = "23456789";
    const std::string all = std::string(kLower) + std::string(kUpper) + std::string(kDigits);
    const std::string bytes = crypto::random_bytes(kGeneratedPasswordLength * 4);
    const auto pick = [&](std::size_t index, std::string_view alphabet) {
        std::uint32_t number = 0;
        for (std::size_t byte = 0; byte < 4; ++byte) {
            number = number << 8 | static_cast<unsigned char>(bytes[index * 4 + byte]);
        }
        return alphabet[number % alphabet.size()];
    };
    std::string password{pick(0, kLower), pick(1, kUpper), pick(2, kDigits)};
    for (std::size_t index = 3; index < kGeneratedPasswordLength; ++index) password += pick(index, all);
    return password;
}

std::string read_password(const std::string& path) {
    std::ifstream file(path);
    std::string password;
    if (!std::getline(file, password) || password.empty()) {
        throw Error(Code::undefined_file, "could not read a password from \"{}\"", path);
    }
    return password;
}

}  // namespace

int run_init(const Options& options) {
    DataDirectory directory(options.data_directory, true);
    if (std::filesystem::exists(directory.database_file())) {
        throw Error(Code::duplicate_object, "data directory \"{}\" already holds a cluster",
                    options.data_directory);
    }
    session::BootstrapOptions bootstrap;
    bootstrap.admin_user = options.admin_user;
    bootstrap.database = options.database;
    bool generated = false;
    if (!options.admin_password_file.empty()) {
        bootstrap.admin_password = read_password(options.admin_password_file);
    } else if (!options.admin_password.empty()) {
        bootstrap.admin_password = options.admin_password;
    } else {
        bootstrap.admin_password = generate_password();
        generated = true;
    }
    engine::Options engine_options;
    engine_options.path = directory.database_file();
    engine_options.temp_directory = directory.temp_directory();
    try {
        session::Cluster::bootstrap(engine_options, bootstrap);
    } catch (const Error&) {
        // A half-made cluster would only look like one.
        std::filesystem::remove(directory.database_file());
        throw;
    }
    std::printf("created a cluster in %s\n  database %s\n  user     %s\n", options.data_directory.c_str(),
                options.database.c_str(), options.admin_user.c_str());
    if (generated) {
        std::printf("  password %s   (shown this once; change it with ALTER USER)\n",
                    bootstrap.admin_password.c_str());
    }
    return 0;
}

}  // namespace blueshift::server
