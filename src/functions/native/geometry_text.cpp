#include "functions/native/geometry_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>

#include "base/error.h"

namespace blueshift::functions {

namespace {

struct ShapeName {
    Shape shape;
    std::string_view name;
};

constexpr ShapeName kNames[] = {
    {Shape::point, "POINT"}, {Shape::linestring, "LINESTRING"}, {Shape::polygon, "POLYGON"},
    {Shape::multipoint, "MULTIPOINT"}, {Shape::multilinestring, "MULTILINESTRING"},
    {Shape::multipolygon, "MULTIPOLYGON"}, {Shape::collection, "GEOMETRYCOLLECTION"},
};

std::string_view name_of(Shape shape) { return kNames[static_cast<int>(shape) - 1].name; }

/// What the members of a multi-geometry are.
Shape member_of(Shape shape) { return static_cast<Shape>(static_cast<int>(shape) - 3); }

class Parser {
public:
    explicit Parser(std::string_view text) : text_(text) {}

    Geometry parse() {
        std::int32_t srid = 0;
        if (take_word("SRID")) {
            take('=');
            srid = static_cast<std::int32_t>(number());
            take(';');
        }
        Geometry out = tagged(0);
        skip();
        if (at_ != text_.size()) fail();
        out.srid = srid;
        set_dimensions(out, out.has_z, out.has_m);
        return out;
    }

private:
    /// A geometry with its type in front.
    Geometry tagged(int depth) {
        if (depth > kGeometryDepthMax) fail();
        Geometry out;
        const auto* found = std::ranges::find_if(kNames, [&](const ShapeName& row) { return take_word(row.name); });
        if (found == std::end(kNames)) fail();
        out.shape = found->shape;
        if (take_word("ZM")) out.has_z = out.has_m = true;
        else if (take_word("Z")) out.has_z = true;
        else if (take_word("M")) out.has_m = true;
        explicit_ = out.has_z || out.has_m;
        body(out, depth);
        return out;
    }

    void body(Geometry& out, int depth) {
        if (take_word("EMPTY")) return;
        take('(');
        switch (out.shape) {
            case Shape::point: out.coordinates.push_back(coordinate(out)); break;
            case Shape::linestring: list([&] { out.coordinates.push_back(coordinate(out)); }); break;
            case Shape::polygon: list([&] { add_part(out, Shape::linestring, depth); }); break;
            case Shape::multipoint: list([&] { add_point(out); }); break;
            case Shape::collection: list([&] {
                out.parts.push_back(tagged(depth + 1));
                out.has_z |= out.parts.back().has_z;
                out.has_m |= out.parts.back().has_m;
            }); break;
            default: list([&] { add_part(out, member_of(out.shape), depth); }); break;
        }
        take(')');
    }

    void add_part(Geometry& out, Shape shape, int depth) {
        Geometry part = out.similar(shape);
        body(part, depth);
        out.has_z |= part.has_z;
        out.has_m |= part.has_m;
        out.parts.push_back(std::move(part));
    }

    /// A point of a multipoint, with or without parentheses.
    void add_point(Geometry& out) {
        Geometry point = out.similar(Shape::point);
        if (!take_word("EMPTY")) {
            const bool parentheses = peek() == '(';
            if (parentheses) take('(');
            point.coordinates.push_back(coordinate(point));
            if (parentheses) take(')');
        }
        out.has_z |= point.has_z;
        out.has_m |= point.has_m;
        out.parts.push_back(std::move(point));
    }

    template <class Item>
    void list(Item item) {
        do item();
        while (peek() == ',' && ++at_ > 0);
    }

    Coordinate coordinate(Geometry& of) {
        std::array<double, 4> values{};
        std::size_t count = 0;
        while (count < values.size() && peek() != ',' && peek() != ')' && peek() != '\0') values[count++] = number();
        // Without a word, three numbers are a Z, four a Z and an M.
        if (!explicit_ && count > 2) of.has_z = true;
        if (!explicit_ && count > 3) of.has_m = true;
        const std::size_t expected = 2 + static_cast<std::size_t>(of.has_z) + static_cast<std::size_t>(of.has_m);
        if (count != expected) fail();
        return {values[0], values[1], of.has_z ? values[2] : 0, of.has_m ? values[expected - 1] : 0};
    }

    void skip() {
        while (at_ < text_.size() && std::isspace(static_cast<unsigned char>(text_[at_])) != 0) ++at_;
    }
    char peek() {
        skip();
        return at_ < text_.size() ? text_[at_] : '\0';
    }
    void take(char c) {
        if (peek() != c) fail();
        ++at_;
    }
    bool take_word(std::string_view word) {
        skip();
        if (text_.size() - at_ < word.size()) return false;
        for (std::size_t i = 0; i < word.size(); ++i) {
            if (std::toupper(static_cast<unsigned char>(text_[at_ + i])) != word[i]) return false;
        }
        const std::size_t end = at_ + word.size();
        if (end < text_.size() && std::isalpha(static_cast<unsigned char>(text_[end])) != 0) {
            // POINTZ is POINT Z.
            const auto next = static_cast<char>(std::toupper(static_cast<unsigned char>(text_[end])));
            if (word.size() < 5 || (next != 'Z' && next != 'M')) return false;
        }
        at_ = end;
        return true;
    }
    double number() {
        skip();
        if (at_ < text_.size() && text_[at_] == '+') ++at_;
        double value = 0;
        const auto [end, error] = std::from_chars(text_.data() + at_, text_.data() + text_.size(), value);
        if (error != std::errc()) fail();
        at_ = static_cast<std::size_t>(end - text_.data());
        return value;
    }
    [[noreturn]] void fail() const {
        throw Error(Code::invalid_parameter_value, "Compass I/O exception: Invalid WKT format: {}", text_);
    }

    std::string_view text_;
    std::size_t at_ = 0;
    bool explicit_ = false;
};

class Printer {
public:
    explicit Printer(int precision) : precision_(precision) {}

    void tagged(const Geometry& geometry) {
        out_ += name_of(geometry.shape);
        if (geometry.has_z || geometry.has_m) {
            out_ += geometry.has_z && geometry.has_m ? " ZM " : geometry.has_z ? " Z " : " M ";
        }
        body(geometry, geometry.has_z || geometry.has_m);
    }
    std::string take() { return std::move(out_); }

private:
    /// What stands behind the type's name, or stands for a member of a list.
    void body(const Geometry& geometry, bool spaced) {
        const bool has_coordinates = geometry.shape == Shape::point || geometry.shape == Shape::linestring;
        if (has_coordinates ? geometry.coordinates.empty() : geometry.parts.empty()) {
            out_ += spaced ? "EMPTY" : " EMPTY";
            return;
        }
        out_ += '(';
        const std::size_t begin = out_.size();
        for (const Coordinate& point : geometry.coordinates) {
            if (out_.size() > begin) out_ += ',';
            coordinate(geometry, point);
        }
        for (const Geometry& part : geometry.parts) {
            if (out_.size() > begin) out_ += ',';
            if (geometry.shape == Shape::collection) tagged(part);
            else body(part, true);
        }
        out_ += ')';
    }
    void coordinate(const Geometry& of, const Coordinate& point) {
        number(point.x);
        out_ += ' ';
        number(point.y);
        if (of.has_z) out_ += ' ', number(point.z);
        if (of.has_m) out_ += ' ', number(point.m);
    }
    void number(double value) { out_ += fmt::format("{:.{}g}", value, precision_); }

    std::string out_;
    int precision_;
};

}  // namespace

Geometry geometry_from_text(std::string_view text) { return Parser(text).parse(); }

std::string geometry_to_text(const Geometry& geometry, int precision, bool with_srid) {
    if (precision < 1 || precision > 20) {
        throw Error(Code::invalid_parameter_value, "precision must be between 1 and 20");
    }
    Printer printer(precision);
    printer.tagged(geometry);
    const std::string text = printer.take();
    return with_srid && geometry.srid != 0 ? fmt::format("SRID={};{}", geometry.srid, text) : text;
}

}  // namespace blueshift::functions
