#pragma once
/// COPY JOB: loads that are kept and run again and again.
#include "sql/ast/dml.h"

namespace blueshift::sql {

enum class CopyJobAction { create, alter, run, list, show, drop };

/// COPY … JOB CREATE name, COPY JOB ALTER name …  Doc: dg/r_COPY-JOB
struct CopyJob : Statement {
    static constexpr StatementKind kKind = StatementKind::copy_job;
    CopyJob() : Statement(kKind) {}
    CopyJobAction action = CopyJobAction::list;
    Name name;                   ///< not of LIST
    bool automatic = true;       ///< of create and alter
    std::unique_ptr<Copy> copy;  ///< of create
};

}  // namespace blueshift::sql
