// Time zone abbreviations, each a fixed offset.  Doc: dg/time-zone-abbrevs
#include <algorithm>
#include <array>

#include "types/text_scan.h"
#include "types/timezone.h"

namespace blueshift {

namespace {

struct Abbreviation {
    std::string_view name;
    std::int16_t minutes;  ///< east of UTC
};

// To add an abbreviation: an entry, sorted by name. Where a name has several meanings, PostgreSQL's
// default counts.
// clang-format off
constexpr Abbreviation kAbbreviations[] = {
    {"acdt", 630},     {"acst", 570},     {"adt", -180},     {"aedt", 660},     {"aest", 600},
    {"akdt", -480},    {"akst", -540},    {"art", -180},     {"ast", -240},     {"awst", 480},
    {"azst", 300},     {"azt", 240},      {"bdst", 120},     {"bdt", 360},      {"bnt", 480},
    {"bot", -240},     {"brst", -120},    {"brt", -180},     {"bst", 60},       {"btt", 360},
    {"cadt", 630},     {"cast", 570},     {"cct", 480},      {"cdt", -300},     {"cest", 120},
    {"cet", 60},       {"cetdst", 120},   {"clst", -180},    {"clt", -240},     {"cot", -300},
    {"cst", -360},     {"cxt", 420},      {"davt", 420},     {"ddut", 600},     {"east", -360},
    {"eat", 180},      {"edt", -240},     {"eest", 180},     {"eet", 120},      {"eetdst", 180},
    {"egst", 0},       {"egt", -60},      {"est", -300},     {"fet", 180},      {"fjst", 780},
    {"fjt", 720},      {"fkst", -180},    {"fkt", -240},     {"fnst", -60},     {"fnt", -120},
    {"galt", -360},    {"gamt", -540},    {"get", 240},      {"gft", -180},     {"gilt", 720},
    {"gmt", 0},        {"gyt", -240},     {"hkt", 480},      {"hst", -600},     {"ict", 420},
    {"idt", 180},      {"iot", 360},      {"irkst", 540},    {"irkt", 480},     {"irt", 210},
    {"ist", 120},      {"jayt", 540},     {"jst", 540},      {"kgst", 360},     {"kgt", 360},
    {"kost", 660},     {"krast", 480},    {"krat", 420},     {"kst", 540},      {"lhdt", 660},
    {"lhst", 630},     {"ligt", 600},     {"lint", 840},     {"lkt", 330},      {"magst", 720},
    {"magt", 660},     {"mart", -570},    {"mawt", 300},     {"mdt", -360},     {"mest", 120},
    {"mesz", 120},     {"met", 60},       {"metdst", 120},   {"mez", 60},       {"mht", 720},
    {"mmt", 390},      {"mpt", 600},      {"msd", 240},      {"msk", 180},      {"mst", -420},
    {"mut", 240},      {"mvt", 300},      {"myt", 480},      {"ndt", -150},     {"nft", -210},
    {"novst", 420},    {"novt", 420},     {"npt", 345},      {"nst", -210},     {"nut", -660},
    {"nzdt", 780},     {"nzst", 720},     {"nzt", 720},      {"omsst", 420},    {"omst", 360},
    {"pdt", -420},     {"pet", -300},     {"petst", 720},    {"pett", 720},     {"pgt", 600},
    {"phot", 780},     {"pht", 480},      {"pkst", 360},     {"pkt", 300},      {"pmdt", -120},
    {"pmst", -180},    {"pont", 660},     {"pst", -480},     {"pwt", 540},      {"pyst", -180},
    {"pyt", -240},     {"ret", 240},      {"sadt", 630},     {"sast", 120},     {"sct", 240},
    {"sgt", 480},      {"tft", 300},      {"tjt", 300},      {"tkt", 780},      {"tmt", 300},
    {"tot", 780},      {"truk", 600},     {"tvt", 720},      {"uct", 0},        {"ulast", 540},
    {"ulat", 480},     {"ut", 0},         {"utc", 0},        {"uyst", -120},    {"uyt", -180},
    {"uzst", 360},     {"uzt", 300},      {"vet", -270},     {"vlast", 660},    {"vlat", 600},
    {"volt", 180},     {"vut", 660},      {"wadt", 480},     {"wakt", 720},     {"wat", 60},
    {"wdt", 540},      {"west", 60},      {"wet", 0},        {"wetdst", 60},    {"wft", 720},
    {"wgst", -120},    {"wgt", -180},     {"yakst", 600},    {"yakt", 540},     {"yapt", 600},
    {"yekst", 360},    {"yekt", 300},     {"z", 0},          {"zulu", 0},
};
// clang-format on
static_assert(std::ranges::is_sorted(kAbbreviations, {}, &Abbreviation::name));

}  // namespace

std::optional<std::int32_t> zone_abbreviation_offset(std::string_view name) {
    std::array<char, 8> lower{};
    if (name.size() > lower.size()) return std::nullopt;
    std::ranges::transform(name, lower.begin(), to_lower);
    const std::string_view key(lower.data(), name.size());
    const auto* row = std::ranges::lower_bound(kAbbreviations, key, {}, &Abbreviation::name);
    if (row == std::end(kAbbreviations) || row->name != key) return std::nullopt;
    return row->minutes * 60;
}

}  // namespace blueshift
