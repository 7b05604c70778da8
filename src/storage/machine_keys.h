#pragma once
/// The keys that the machine itself has: its environment, the shared credentials file, the container's or the instance's role.
#include "base/cancel.h"
#include "storage/signature.h"

namespace blueshift::storage {

/// `place` with the first keys found, in that order; kept until shortly before they expire. Without any it is returned as it is.
Credentials with_machine_keys(Credentials place, const CancelToken& cancel);

}  // namespace blueshift::storage
