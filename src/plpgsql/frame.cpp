#include "plpgsql/frame.h"

#include <algorithm>

namespace blueshift::plpgsql {

Frame::Frame(const Procedure& procedure, Host& host) : procedure_(procedure), host_(host) {
    slots_.resize(procedure.variables.size());
    for (std::size_t slot = 0; slot < slots_.size(); ++slot) reset(slot);
    put(kFoundSlot, Type{TypeId::boolean}, Value(false));
}

void Frame::reset(std::size_t slot) {
    const Variable& variable = procedure_.variables[slot];
    slots_[slot].cell = {variable.type, Value()};
    slots_[slot].record.reset();
    if (variable.column_type) slots_[slot].cell.type = host_.column_type(*variable.column_type);
}

std::size_t Frame::field_index(const VariableUse& use) const {
    const std::optional<Record>& record = slots_[use.slot].record;
    if (!record) {
        throw Error(Code::object_not_in_prerequisite_state, "record \"{}\" is not assigned yet", name_of(use.slot))
            .detail("The tuple structure of a not-yet-assigned record is indeterminate.");
    }
    const auto& names = record->shape.names;
    const auto found = std::find(names.begin(), names.end(), use.field);
    if (found == names.end()) {
        throw Error(Code::undefined_column, "record \"{}\" has no field \"{}\"", name_of(use.slot), use.field);
    }
    return static_cast<std::size_t>(found - names.begin());
}

/// A record in an expression: NULL while it holds nothing but NULLs, its text form otherwise.
Cell Frame::whole_record(const Slot& slot) const {
    const Type text{TypeId::varchar};
    if (!slot.record) return {text, Value()};
    const Record& record = *slot.record;
    const bool empty = std::all_of(record.values.begin(), record.values.end(),
                                   [](const Value& value) { return value.is_null(); });
    if (empty) return {text, Value()};
    std::string out = "(";
    for (std::size_t i = 0; i < record.values.size(); ++i) {
        if (i > 0) out += ',';
        if (!record.values[i].is_null()) out += host_.to_text({record.shape.types[i], record.values[i]});
    }
    return {text, Value(out + ")")};
}

Cell Frame::get(const VariableUse& use) const {
    const Slot& slot = slots_[use.slot];
    if (!use.field.empty()) {
        const std::size_t index = field_index(use);
        return {slot.record->shape.types[index], slot.record->values[index]};
    }
    if (procedure_.variables[use.slot].kind == VariableKind::record) return whole_record(slot);
    return slot.cell;
}

std::vector<Cell> Frame::get(const std::vector<VariableUse>& uses) const {
    std::vector<Cell> cells;
    cells.reserve(uses.size());
    for (const VariableUse& use : uses) cells.push_back(get(use));
    return cells;
}

void Frame::set(const VariableUse& use, const Cell& cell) {
    Slot& slot = slots_[use.slot];
    if (!use.field.empty()) {
        const std::size_t index = field_index(use);
        slot.record->values[index] = host_.convert(cell, slot.record->shape.types[index]);
        return;
    }
    const Variable& variable = procedure_.variables[use.slot];
    if (variable.kind == VariableKind::record) {
        throw Error(Code::datatype_mismatch, "cannot assign non-composite value to a record variable");
    }
    // A place without a type of its own takes the value's.
    if (slot.cell.type.id == TypeId::unknown) {
        slot.cell = cell;
        return;
    }
    if (cell.value.is_null() && variable.not_null) {
        throw Error(Code::null_value_not_allowed,
                    "null value cannot be assigned to variable \"{}\" declared NOT NULL", variable.name);
    }
    slot.cell.value = host_.convert(cell, slot.cell.type);
}

void Frame::set_row(const Target& target, const Shape& shape, const std::vector<Value>* row) {
    if (target.whole_record) {
        Record record{shape, row != nullptr ? *row : std::vector<Value>(shape.types.size())};
        slots_[target.places.front().slot].record = std::move(record);
        return;
    }
    if (target.places.size() != shape.types.size()) {
        throw Error(Code::datatype_mismatch, "number of source and target fields in assignment does not match")
            .detail(fmt::format("The query returns {} columns, and there are {} variables.", shape.types.size(),
                                target.places.size()));
    }
    for (std::size_t i = 0; i < target.places.size(); ++i) {
        set(target.places[i], {shape.types[i], row != nullptr ? (*row)[i] : Value()});
    }
}

}  // namespace blueshift::plpgsql
