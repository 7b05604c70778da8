#include "protocol/statement_text.h"

#include "base/error.h"
#include "types/utf8.h"

namespace blueshift::protocol {

void check_statement_text(std::string_view sql) {
    if (sql.size() > kStatementBytesMax) {
        throw Error(Code::program_limit_exceeded,
                    "Statement is too large. Statement Size: {} bytes. Maximum Allowed: {} bytes",
                    sql.size(), kStatementBytesMax);
    }
    check_utf8(sql);
}

}  // namespace blueshift::protocol
