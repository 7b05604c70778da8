#include "functions/native/number_template.h"

#include <algorithm>

#include "base/error.h"
#include "types/text_scan.h"

namespace blueshift::functions {

namespace {

using enum NumberToken;

bool take(std::string_view& text, std::string_view upper) {
    if (text.size() < upper.size()) return false;
    for (std::size_t index = 0; index < upper.size(); ++index) {
        if (to_upper(text[index]) != upper[index]) return false;
    }
    text.remove_prefix(upper.size());
    return true;
}

class Parser {
public:
    explicit Parser(std::string_view text) : rest_(text) {}

    NumberTemplate parse() {
        while (!rest_.empty()) {
            if (!take_flag() && !take_token()) take_literal();
        }
        return std::move(out_);
    }

private:
    /// What is no place of its own.
    bool take_flag() {
        const char written = rest_[0];
        if (take(rest_, "FM")) {
            out_.fill = false;
        } else if (take(rest_, "PR")) {
            out_.angle_brackets = true;
        } else if (take(rest_, "RN")) {
            out_.roman = true;
            out_.roman_lower = written == 'r';
        } else if (take(rest_, "V")) {
            if (after_point_) throw Error(Code::invalid_parameter_value, "cannot use \"V\" and decimal point together");
            after_v_ = true;
        } else {
            return false;
        }
        return true;
    }

    bool take_token() {
        const char written = rest_[0];
        if (take(rest_, "TH")) return add(written == 't' ? ordinal_lower : ordinal_upper);
        if (take(rest_, "MI")) return add(minus);
        if (take(rest_, "PL")) return add(plus);
        if (take(rest_, "SG")) return add(sign_here);
        if (take(rest_, "S")) {
            out_.sign_at_end = has_digits_;
            return add(sign);
        }
        if (take(rest_, "9")) return add_digit(digit);
        if (take(rest_, "0")) return add_digit(zero_digit);
        if (take(rest_, ".") || take(rest_, "D")) return add_point();
        if (take(rest_, ",") || take(rest_, "G")) return add(group);
        if (take(rest_, "L")) return add(currency);
        return false;
    }

    bool add(NumberToken token) {
        out_.elements.push_back({token, {}});
        return true;
    }

    bool add_digit(NumberToken token) {
        has_digits_ = true;
        if (after_point_) {
            ++out_.fraction_digits;
            if (token == zero_digit) out_.last_zero_fraction = out_.fraction_digits;
        } else {
            if (token == zero_digit && out_.first_zero < 0) out_.first_zero = out_.whole_digits;
            ++out_.whole_digits;
            if (after_v_) ++out_.shifted_digits;
        }
        return add(token);
    }

    bool add_point() {
        if (after_point_) throw Error(Code::invalid_parameter_value, "multiple decimal points");
        if (after_v_) throw Error(Code::invalid_parameter_value, "cannot use \"V\" and decimal point together");
        after_point_ = true;
        return add(point);
    }

    void take_literal() {
        std::string text;
        if (rest_[0] == '"') {
            rest_.remove_prefix(1);
            text = rest_.substr(0, rest_.find('"'));
            rest_.remove_prefix(std::min(text.size() + 1, rest_.size()));
        } else {
            text = rest_.substr(0, 1);
            rest_.remove_prefix(1);
        }
        out_.elements.push_back({literal, std::move(text)});
    }

    std::string_view rest_;
    NumberTemplate out_;
    bool after_point_ = false;
    bool after_v_ = false;
    bool has_digits_ = false;
};

}  // namespace

const NumberTemplate& number_template(std::string_view text) {
    thread_local std::string last_text;
    thread_local NumberTemplate last;
    if (text != last_text) {
        last = Parser(text).parse();
        last_text = text;
    }
    return last;
}

}  // namespace blueshift::functions
