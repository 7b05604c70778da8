#pragma once
/// HyperLogLog sketches: what HLLSKETCH values are, their bytes and their text.  Doc:
/// dg/r_HLLSKTECH_type
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace blueshift {

/// Counts distinct values approximately. Begins sparse, with a precision of 26 bits, and becomes an
/// array of 2^15 registers when that is smaller.
class HllSketch {
public:
    static constexpr int kLogm = 15;

    /// Takes a value by its hash, all of whose bits must be well mixed.
    void add(std::uint64_t hash);
    void merge(const HllSketch& other);
    std::int64_t cardinality() const;

    /// The form in which tables and columns keep it.
    std::string to_bytes() const;
    /// Throws invalid_text_representation (22P02) for bytes that are no sketch.
    static HllSketch from_bytes(std::string_view bytes);
    /// JSON while sparse, Base64 when dense.
    std::string to_text() const;
    /// Throws invalid_text_representation (22P02).
    static HllSketch from_text(std::string_view text);

private:
    void set_sparse(std::uint32_t index, std::uint8_t value);
    void set_dense(std::uint32_t index, std::uint8_t value);
    void make_dense();
    bool is_dense() const { return !registers_.empty(); }

    std::map<std::uint32_t, std::uint8_t> sparse_;  ///< by index, in 26 bits
    std::vector<std::uint8_t> registers_;           ///< empty while sparse
};

}  // namespace blueshift
