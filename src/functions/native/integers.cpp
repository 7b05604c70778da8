#include "functions/native/integers.h"

#include <cmath>
#include <limits>

#include "base/error.h"

namespace blueshift::functions {

namespace {

[[noreturn]] void throw_division_by_zero() { throw Error(Code::division_by_zero, "division by zero"); }

[[noreturn]] void throw_overflow() {
    throw Error(Code::numeric_value_out_of_range, "value out of range: overflow");
}

template <class T>
T divide(T left, T right, const char* type_name) {
    if (right == 0) throw_division_by_zero();
    // The one quotient that does not fit.
    if (right == -1 && left == std::numeric_limits<T>::min()) {
        throw Error(Code::numeric_value_out_of_range, "{} out of range", type_name);
    }
    return static_cast<T>(left / right);
}

template <class T>
T modulo(T left, T right) {
    if (right == 0) throw_division_by_zero();
    if (right == -1) return 0;  // the processor would trap on the smallest integer
    return static_cast<T>(left % right);
}

}  // namespace

std::int16_t int2_divide(std::int16_t left, std::int16_t right) { return divide(left, right, "smallint"); }
std::int32_t int4_divide(std::int32_t left, std::int32_t right) { return divide(left, right, "integer"); }
std::int64_t int8_divide(std::int64_t left, std::int64_t right) { return divide(left, right, "bigint"); }

std::int16_t int2_modulo(std::int16_t left, std::int16_t right) { return modulo(left, right); }
std::int32_t int4_modulo(std::int32_t left, std::int32_t right) { return modulo(left, right); }
std::int64_t int8_modulo(std::int64_t left, std::int64_t right) { return modulo(left, right); }

float float4_divide(float left, float right) {
    if (right == 0) throw_division_by_zero();
    return left / right;
}

double float8_power(double base, double exponent) {
    if (base == 0 && exponent < 0) {
        throw Error(Code::invalid_argument_for_power_function, "zero raised to a negative power is undefined");
    }
    if (base < 0 && std::floor(exponent) != exponent) {
        throw Error(Code::invalid_argument_for_power_function,
                    "a negative number raised to a non-integer power yields a complex result");
    }
    const double result = std::pow(base, exponent);
    if (std::isinf(result) && !std::isinf(base) && !std::isinf(exponent)) throw_overflow();
    return result;
}

double float8_exp(double exponent) {
    const double result = std::exp(exponent);
    if (std::isinf(result) && !std::isinf(exponent)) throw_overflow();
    return result;
}

double float8_divide(double left, double right) {
    if (right == 0) throw_division_by_zero();
    return left / right;
}

}  // namespace blueshift::functions
