#include "sql/print/copy_job.h"

#include "sql/print/statement_writer.h"

namespace blueshift::sql {

void write(SqlWriter& out, const CopyJob& node) {
    const auto write_auto = [&] { out.text(node.automatic ? " AUTO ON" : " AUTO OFF"); };
    switch (node.action) {
        case CopyJobAction::create:
            write(out, *node.copy);
            out.text(" JOB CREATE ");
            out.identifier(node.name);
            return write_auto();
        case CopyJobAction::alter:
            out.text("COPY JOB ALTER ");
            out.identifier(node.name);
            return write_auto();
        case CopyJobAction::list: return out.text("COPY JOB LIST");
        case CopyJobAction::run: out.text("COPY JOB RUN "); break;
        case CopyJobAction::show: out.text("COPY JOB SHOW "); break;
        case CopyJobAction::drop: out.text("COPY JOB DROP "); break;
    }
    out.identifier(node.name);
}

}  // namespace blueshift::sql
