#pragma once
/// Authorization of COPY and UNLOAD, and the engine's addresses of objects.  Doc: dg/copy-parameters-authorization
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "copy/environment.h"
#include "sql/ast/dml.h"

namespace blueshift::copy {

/// What the statement's options lead to. A role is looked up among the configured ones; without any, each stands for the default keys.
/// Throws invalid_parameter_value (22023) when the options name none or are malformed, insufficient_privilege (42501) for a role
/// that is unknown or not for this user.
Authorization authorize(std::span<const sql::CopyOption> options, const Environment& environment);

/// What the role of an external schema stands for. Who may use the schema may use its role.
Authorization authorize_schema(const std::string& role, const StorageDefaults& storage, const CancelToken& cancel);

/// Opens the store of `location`; the authorization matters for S3 only.
/// Throws insufficient_privilege (42501) when it does not reach so far.
std::unique_ptr<storage::ObjectStore> open_store(const storage::Location& location, const Authorization& authorization,
                                                 const StorageDefaults& defaults);

/// A string literal of the engine's SQL that is the address of `location`, with the credentials in it: so they reach this
/// statement alone. Never to be logged. Throws feature_not_supported (0A000) for keys that the engine would take for patterns.
std::string engine_address(const storage::Location& location, const storage::Credentials& credentials);

/// `text` of the engine without the credentials that addresses in it hold.
std::string without_credentials(std::string_view text);

/// `error` with its texts so treated; other parts are kept.
Error without_credentials(const Error& error);

}  // namespace blueshift::copy
