#include "types/hll_sketch.h"

#include <fmt/format.h>
#include <openssl/evp.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <nlohmann/json.hpp>

#include "base/error.h"
#include "types/text_scan.h"

namespace blueshift {

namespace {

constexpr int kSparseBits = 26;
constexpr int kFineBits = kSparseBits - HllSketch::kLogm;
constexpr std::size_t kRegisterCount = std::size_t{1} << HllSketch::kLogm;
constexpr int kRegisterBits = 6;
constexpr std::uint8_t kRegisterMax = (1 << kRegisterBits) - 1;

// The bytes: version, logm, 0 or 1 for sparse or dense, 0; then the sparse entries in 4 bytes each,
// or all registers in 6 bits each.
constexpr char kVersion = 1;
constexpr std::size_t kHeaderBytes = 4;
constexpr std::size_t kEntryBytes = 4;
constexpr std::size_t kDenseBytes = kHeaderBytes + kRegisterCount * kRegisterBits / 8;
constexpr std::size_t kSparseEntriesMax = (kDenseBytes - kHeaderBytes) / kEntryBytes;

[[noreturn]] void throw_invalid() {
    throw Error(Code::invalid_text_representation, "invalid input syntax for type hllsketch");
}

/// Number of the first set bit, from 1, of a number whose highest bit is at `bits`.
std::uint8_t rank_of(std::uint64_t value, int bits) {
    return static_cast<std::uint8_t>(value == 0 ? bits + 1
                                                : std::countl_zero(value) - (64 - bits) + 1);
}

/// Expected number of values that leave `zero_count` of `size` places empty.
double linear_count(double size, double zero_count) {
    return size * std::log(size / zero_count);
}

std::string base64(std::string_view bytes) {
    std::string out((bytes.size() + 2) / 3 * 4 + 1, '\0');
    const int size = EVP_EncodeBlock(reinterpret_cast<unsigned char*>(out.data()),
                                     reinterpret_cast<const unsigned char*>(bytes.data()),
                                     static_cast<int>(bytes.size()));
    out.resize(static_cast<std::size_t>(size));
    return out;
}

std::string from_base64(std::string_view text) {
    if (text.empty() || text.size() % 4 != 0) throw_invalid();
    std::string out(text.size() / 4 * 3, '\0');
    const int size = EVP_DecodeBlock(reinterpret_cast<unsigned char*>(out.data()),
                                     reinterpret_cast<const unsigned char*>(text.data()),
                                     static_cast<int>(text.size()));
    if (size < 0) throw_invalid();
    // The decoder counts the padding as bytes.
    const auto padding =
        static_cast<std::size_t>(std::ranges::count(text.substr(text.size() - 2), '='));
    out.resize(static_cast<std::size_t>(size) - padding);
    return out;
}

}  // namespace

void HllSketch::add(std::uint64_t hash) {
    const auto index = static_cast<std::uint32_t>(hash >> (64 - kSparseBits));
    constexpr int kRestBits = 64 - kSparseBits;
    set_sparse(index, rank_of(hash & ((std::uint64_t{1} << kRestBits) - 1), kRestBits));
}

void HllSketch::set_sparse(std::uint32_t index, std::uint8_t value) {
    if (is_dense()) {
        // The fine bits of the index are the first bits of what the register's rank is counted in.
        const std::uint32_t fine = index & ((1U << kFineBits) - 1);
        set_dense(index >> kFineBits, fine != 0 ? rank_of(fine, kFineBits)
                                                : static_cast<std::uint8_t>(kFineBits + value));
        return;
    }
    std::uint8_t& entry = sparse_[index];
    entry = std::max(entry, value);
    if (sparse_.size() > kSparseEntriesMax) make_dense();
}

void HllSketch::set_dense(std::uint32_t index, std::uint8_t value) {
    registers_[index] = std::max(registers_[index], std::min(value, kRegisterMax));
}

void HllSketch::make_dense() {
    registers_.resize(kRegisterCount);
    for (const auto& [index, value] : sparse_)
        set_sparse(index, value);
    sparse_.clear();
}

void HllSketch::merge(const HllSketch& other) {
    if (other.is_dense() && !is_dense()) make_dense();
    for (const auto& [index, value] : other.sparse_)
        set_sparse(index, value);
    for (std::uint32_t index = 0; index < other.registers_.size(); ++index)
        set_dense(index, other.registers_[index]);
}

std::int64_t HllSketch::cardinality() const {
    if (!is_dense()) {
        constexpr double kSize = 1U << kSparseBits;
        return std::llround(linear_count(kSize, kSize - static_cast<double>(sparse_.size())));
    }
    constexpr double kSize = kRegisterCount;
    constexpr double kAlpha = 0.7213 / (1 + 1.079 / kSize);
    double sum = 0;
    for (const std::uint8_t value : registers_)
        sum += std::ldexp(1.0, -value);
    const double estimate = kAlpha * kSize * kSize / sum;
    const auto zero_count = static_cast<double>(std::ranges::count(registers_, 0));
    const bool small = estimate <= 2.5 * kSize && zero_count > 0;
    return std::llround(small ? linear_count(kSize, zero_count) : estimate);
}

std::string HllSketch::to_bytes() const {
    std::string out{kVersion, static_cast<char>(kLogm), static_cast<char>(is_dense()), 0};
    for (const auto& [index, value] : sparse_) {
        const std::uint32_t entry = (index << kRegisterBits) | value;
        for (int shift = 24; shift >= 0; shift -= 8)
            out += static_cast<char>((entry >> shift) & 0xFF);
    }
    std::uint32_t bits = 0;
    int bit_count = 0;
    for (const std::uint8_t value : registers_) {
        bits = (bits << kRegisterBits) | value;
        for (bit_count += kRegisterBits; bit_count >= 8; bit_count -= 8) {
            out += static_cast<char>((bits >> (bit_count - 8)) & 0xFF);
        }
    }
    return out;
}

HllSketch HllSketch::from_bytes(std::string_view bytes) {
    if (bytes.size() < kHeaderBytes || bytes[0] != kVersion || bytes[1] != kLogm) throw_invalid();
    HllSketch sketch;
    const std::string_view data = bytes.substr(kHeaderBytes);
    if (bytes[2] == 0) {
        if (data.size() % kEntryBytes != 0) throw_invalid();
        for (std::size_t at = 0; at < data.size(); at += kEntryBytes) {
            std::uint32_t entry = 0;
            for (std::size_t i = 0; i < kEntryBytes; ++i)
                entry = (entry << 8) | static_cast<unsigned char>(data[at + i]);
            sketch.set_sparse(entry >> kRegisterBits,
                              static_cast<std::uint8_t>(entry & kRegisterMax));
        }
        return sketch;
    }
    if (bytes.size() != kDenseBytes) throw_invalid();
    sketch.registers_.reserve(kRegisterCount);
    std::uint32_t bits = 0;
    int bit_count = 0;
    for (const char byte : data) {
        bits = (bits << 8) | static_cast<unsigned char>(byte);
        for (bit_count += 8; bit_count >= kRegisterBits; bit_count -= kRegisterBits) {
            sketch.registers_.push_back(
                static_cast<std::uint8_t>((bits >> (bit_count - kRegisterBits)) & kRegisterMax));
        }
    }
    return sketch;
}

std::string HllSketch::to_text() const {
    if (is_dense()) return base64(to_bytes());
    std::string indices;
    std::string values;
    for (const auto& [index, value] : sparse_) {
        const std::string_view separator = indices.empty() ? "" : ",";
        indices += fmt::format("{}{}", separator, index);
        values += fmt::format("{}{}", separator, value);
    }
    return fmt::format(R"({{"version":1,"logm":{},"sparse":{{"indices":[{}],"values":[{}]}}}})",
                       kLogm, indices, values);
}

HllSketch HllSketch::from_text(std::string_view text) {
    text = trim_blanks(text);
    if (!text.starts_with('{')) return from_bytes(from_base64(text));
    const auto json = nlohmann::json::parse(text, nullptr, false);
    if (!json.is_object() || !json.contains("logm") || json["logm"] != kLogm ||
        !json.contains("sparse"))
        throw_invalid();
    const auto& sparse = json["sparse"];
    const auto numbers = [&](const char* key) {
        if (!sparse.is_object() || !sparse.contains(key) || !sparse[key].is_array())
            throw_invalid();
        std::vector<std::uint32_t> out;
        for (const auto& item : sparse[key]) {
            if (!item.is_number_unsigned() || item.get<std::uint64_t>() >= (1U << kSparseBits))
                throw_invalid();
            out.push_back(item.get<std::uint32_t>());
        }
        return out;
    };
    const std::vector<std::uint32_t> indices = numbers("indices");
    const std::vector<std::uint32_t> values = numbers("values");
    if (indices.size() != values.size()) throw_invalid();
    HllSketch sketch;
    for (std::size_t i = 0; i < indices.size(); ++i) {
        if (values[i] > kRegisterMax) throw_invalid();
        sketch.set_sparse(indices[i], static_cast<std::uint8_t>(values[i]));
    }
    return sketch;
}

}  // namespace blueshift
