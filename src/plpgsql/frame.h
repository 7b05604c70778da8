#pragma once
/// The variables of one call.
#include <optional>
#include <string>
#include <vector>

#include "plpgsql/host.h"

namespace blueshift::plpgsql {

/// Values by slot. Conversions and look-ups that need the session go through the host.
class Frame {
public:
    Frame(const Procedure& procedure, Host& host);

    /// What a place holds. Throws object_not_in_prerequisite_state (55000) for a record without a row, undefined_column (42703).
    Cell get(const VariableUse& use) const;
    std::vector<Cell> get(const std::vector<VariableUse>& uses) const;
    /// Assigns with conversion. Throws null_value_not_allowed (22004) for a variable that is NOT NULL, and what the conversion throws.
    void set(const VariableUse& use, const Cell& cell);
    void set(std::size_t slot, const Cell& cell) { set(VariableUse{slot, {}}, cell); }
    /// Without conversion.
    void put(std::size_t slot, Type type, Value value) { slots_[slot].cell = {type, std::move(value)}; }
    /// Gives a row, or NULLs when there is none, to the target.
    /// Throws datatype_mismatch (42804) when a list of places has another length.
    void set_row(const Target& target, const Shape& shape, const std::vector<Value>* row);
    /// Back to the state at a block's beginning, before its initial value.
    void reset(std::size_t slot);
    Type type_of(std::size_t slot) const { return slots_[slot].cell.type; }

private:
    struct Record {
        Shape shape;
        std::vector<Value> values;
    };
    struct Slot {
        Cell cell;
        std::optional<Record> record;
    };
    std::size_t field_index(const VariableUse& use) const;
    const std::string& name_of(std::size_t slot) const { return procedure_.variables[slot].name; }
    Cell whole_record(const Slot& slot) const;

    const Procedure& procedure_;
    Host& host_;
    std::vector<Slot> slots_;
};

}  // namespace blueshift::plpgsql
