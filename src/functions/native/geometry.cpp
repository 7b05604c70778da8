#include "functions/native/geometry.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstring>
#include <limits>

#include "base/error.h"

namespace blueshift::functions {

namespace {

constexpr std::uint32_t kFlagZ = 0x80000000U;
constexpr std::uint32_t kFlagM = 0x40000000U;
constexpr std::uint32_t kFlagSrid = 0x20000000U;
constexpr std::uint32_t kIsoStep = 1000;

[[noreturn]] void throw_malformed() {
    throw Error(Code::invalid_parameter_value, "Compass I/O exception: Invalid WKB format");
}

class Reader {
public:
    explicit Reader(std::string_view bytes) : bytes_(bytes) {}

    Geometry geometry(int depth = 0) {
        if (depth > kGeometryDepthMax) throw_malformed();
        swap_ = byte() == 0;
        std::uint32_t code = number<std::uint32_t>();
        Geometry out;
        out.has_z = (code & kFlagZ) != 0;
        out.has_m = (code & kFlagM) != 0;
        if ((code & kFlagSrid) != 0) out.srid = number<std::int32_t>();
        code &= ~(kFlagZ | kFlagM | kFlagSrid);
        const std::uint32_t dimensions = code / kIsoStep;
        if (dimensions > 3 || code % kIsoStep < 1 || code % kIsoStep > 7) throw_malformed();
        out.has_z |= dimensions == 1 || dimensions == 3;
        out.has_m |= dimensions >= 2;
        out.shape = static_cast<Shape>(code % kIsoStep);
        read_body(out, depth);
        return out;
    }
    bool at_end() const { return at_ == bytes_.size(); }

private:
    void read_body(Geometry& out, int depth) {
        if (out.shape == Shape::point) {
            const Coordinate point = coordinate(out);
            if (!std::isnan(point.x)) out.coordinates.push_back(point);
            return;
        }
        const auto count = number<std::uint32_t>();
        // Each part has at least four bytes.
        if (count > (bytes_.size() - at_) / 4) throw_malformed();
        for (std::uint32_t i = 0; i < count; ++i) {
            if (out.shape == Shape::linestring) {
                out.coordinates.push_back(coordinate(out));
            } else if (out.shape == Shape::polygon) {
                Geometry ring = out.similar(Shape::linestring);
                const auto point_count = number<std::uint32_t>();
                if (point_count > (bytes_.size() - at_) / 16) throw_malformed();
                for (std::uint32_t k = 0; k < point_count; ++k) ring.coordinates.push_back(coordinate(out));
                out.parts.push_back(std::move(ring));
            } else {
                out.parts.push_back(geometry(depth + 1));
                out.has_z |= out.parts.back().has_z;
                out.has_m |= out.parts.back().has_m;
            }
        }
    }

    Coordinate coordinate(const Geometry& of) {
        Coordinate out;
        out.x = number<double>();
        out.y = number<double>();
        if (of.has_z) out.z = number<double>();
        if (of.has_m) out.m = number<double>();
        return out;
    }

    unsigned char byte() {
        if (at_ == bytes_.size()) throw_malformed();
        return static_cast<unsigned char>(bytes_[at_++]);
    }

    template <class T>
    T number() {
        if (bytes_.size() - at_ < sizeof(T)) throw_malformed();
        std::array<char, sizeof(T)> raw;
        std::memcpy(raw.data(), bytes_.data() + at_, sizeof(T));
        at_ += sizeof(T);
        if (swap_) std::reverse(raw.begin(), raw.end());
        return std::bit_cast<T>(raw);
    }

    std::string_view bytes_;
    std::size_t at_ = 0;
    bool swap_ = false;
};

class Writer {
public:
    explicit Writer(bool extended) : extended_(extended) {}

    void geometry(const Geometry& geometry, bool with_srid) {
        out_ += '\1';
        auto code = static_cast<std::uint32_t>(geometry.shape);
        if (extended_) {
            code |= (geometry.has_z ? kFlagZ : 0) | (geometry.has_m ? kFlagM : 0) | (with_srid ? kFlagSrid : 0);
        } else {
            code += (geometry.has_z ? kIsoStep : 0) + (geometry.has_m ? 2 * kIsoStep : 0);
        }
        number(code);
        if (with_srid) number(geometry.srid);
        body(geometry);
    }
    std::string take() { return std::move(out_); }

private:
    void body(const Geometry& geometry) {
        if (geometry.shape == Shape::point) {
            constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
            coordinate(geometry, geometry.coordinates.empty() ? Coordinate{kNone, kNone, kNone, kNone} : geometry.coordinates[0]);
            return;
        }
        if (geometry.shape == Shape::linestring) {
            coordinates(geometry);
            return;
        }
        number(static_cast<std::uint32_t>(geometry.parts.size()));
        for (const Geometry& part : geometry.parts) {
            if (geometry.shape == Shape::polygon) coordinates(part);
            else this->geometry(part, false);
        }
    }
    void coordinates(const Geometry& line) {
        number(static_cast<std::uint32_t>(line.coordinates.size()));
        for (const Coordinate& point : line.coordinates) coordinate(line, point);
    }
    void coordinate(const Geometry& of, const Coordinate& point) {
        number(point.x);
        number(point.y);
        if (of.has_z) number(point.z);
        if (of.has_m) number(point.m);
    }
    template <class T>
    void number(T value) {
        out_.append(reinterpret_cast<const char*>(&value), sizeof(T));
    }

    std::string out_;
    bool extended_;
};

}  // namespace

bool Geometry::is_empty() const {
    return coordinates.empty() && std::ranges::all_of(parts, [](const Geometry& part) { return part.is_empty(); });
}

Geometry Geometry::similar(Shape other) const {
    return {.shape = other, .has_z = has_z, .has_m = has_m, .srid = srid, .coordinates = {}, .parts = {}};
}

Geometry geometry_from_wkb(std::string_view bytes) {
    Reader reader(bytes);
    Geometry out = reader.geometry();
    if (!reader.at_end()) throw_malformed();
    set_dimensions(out, out.has_z, out.has_m);
    return out;
}

std::string geometry_to_ewkb(const Geometry& geometry) {
    Writer writer(true);
    writer.geometry(geometry, geometry.srid != 0);
    return writer.take();
}

std::string geometry_to_wkb(const Geometry& geometry) {
    Writer writer(false);
    writer.geometry(geometry, false);
    return writer.take();
}

void for_each_coordinate(const Geometry& geometry, const std::function<void(const Coordinate&)>& visit) {
    for (const Coordinate& point : geometry.coordinates) visit(point);
    for (const Geometry& part : geometry.parts) for_each_coordinate(part, visit);
}

void change_coordinates(Geometry& geometry, const std::function<void(Coordinate&)>& change) {
    for (Coordinate& point : geometry.coordinates) change(point);
    for (Geometry& part : geometry.parts) change_coordinates(part, change);
}

void set_dimensions(Geometry& geometry, bool has_z, bool has_m) {
    geometry.has_z = has_z;
    geometry.has_m = has_m;
    for (Coordinate& point : geometry.coordinates) {
        if (!has_z) point.z = 0;
        if (!has_m) point.m = 0;
    }
    for (Geometry& part : geometry.parts) set_dimensions(part, has_z, has_m);
}

}  // namespace blueshift::functions
