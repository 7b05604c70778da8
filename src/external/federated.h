#pragma once
/// Tables of PostgreSQL and MySQL servers behind external schemas, read by the engine's scanners.
/// Doc: dg/federated-overview
#include <memory>
#include <string>
#include <vector>

#include "analyze/bound_query.h"
#include "catalog/external_relation.h"
#include "engine/engine.h"

namespace blueshift::external {

/// Thread-safe. Remote servers are asked on connections of its own, so that sessions can look up names while they read.
class FederatedServers : public catalog::FederatedTables {
public:
    /// `secrets_file` as find_secret() takes it. `engine` outlives this.
    FederatedServers(engine::Engine& engine, std::string secrets_file);

    std::shared_ptr<const catalog::Relation> find(const catalog::Schema& schema, std::string_view name) const override;
    std::vector<std::shared_ptr<const catalog::Relation>> all(const catalog::Schema& schema) const override;

    /// The query that gives the rows of a remote table: one column c<number> per column. The engine pushes filters and the choice
    /// of columns to the remote server.
    std::string scan_query(const analyze::BoundTable& table, const catalog::Schema& schema) const;

private:
    struct RemoteColumn {
        std::string table;
        std::string name;
        std::string type;
    };
    std::vector<RemoteColumn> columns(const catalog::Schema& schema, std::string_view table) const;
    std::vector<std::shared_ptr<const catalog::Relation>> relations(const catalog::Schema& schema, std::string_view table) const;
    /// Makes sure that the engine has the server attached; returns the name under which it has.
    std::string attach(const catalog::Schema& schema, engine::Connection& connection) const;

    engine::Engine& engine_;
    const std::string secrets_file_;
};

}  // namespace blueshift::external
