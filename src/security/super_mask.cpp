#include "security/super_mask.h"

#include <nlohmann/json.hpp>

#include "analyze/coerce.h"
#include "base/error.h"

namespace blueshift::security {

using namespace analyze;

BoundExprPtr replace_in_super(BoundExprPtr document, const std::vector<std::string>& path, BoundExprPtr value,
                              AnalyzeContext& context) {
    const auto signatures = functions::find("bs_super_replace");
    if (signatures.empty()) {
        throw Error(Code::feature_not_supported, "masks on parts of SUPER columns are not supported");
    }
    const Type super{TypeId::super};
    if (value->type.id != TypeId::super) {
        value = make_cast(std::move(value), super, {functions::CastContext::explicit_}, context);
    }
    auto call = std::make_unique<BoundCall>(super, &signatures[0]);
    call->arguments.push_back(std::move(document));
    call->arguments.push_back(
        std::make_unique<BoundConstant>(varchar_type(kVarcharBytesMax), Value(nlohmann::json(path).dump())));
    call->arguments.push_back(std::move(value));
    return call;
}

}  // namespace blueshift::security
