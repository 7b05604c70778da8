#include "analyze/analyze_fixture.h"

namespace blueshift::analyze {
namespace {

class CanonicalQueryTest : public AnalyzeTest {
protected:
    /// The canonical form of `text` equals that of `expected`, which has its names written out
    /// already.
    void expect_same(const std::string& text, const std::string& expected) {
        EXPECT_EQ(canonical(text), canonical(expected));
        EXPECT_EQ(canonical(canonical(text)), canonical(text));
        EXPECT_EQ(columns(canonical(text)), columns(text));
    }
};

TEST_F(CanonicalQueryTest, RelationsAreQualified) {
    EXPECT_NE(canonical("SELECT 1 FROM t, other.t AS o, pg_thing").find("public.t"),
              std::string::npos);
    expect_same("SELECT a FROM t", "SELECT t.a FROM public.t");
    EXPECT_NE(canonical("SELECT oid FROM pg_thing").find("pg_catalog.pg_thing"), std::string::npos);
    EXPECT_EQ(canonical("WITH q AS (SELECT a FROM t) SELECT a FROM q").find("public.q"),
              std::string::npos);
}

TEST_F(CanonicalQueryTest, StarsAreWrittenOut) {
    EXPECT_EQ(canonical("SELECT * FROM u").find('*'), std::string::npos);
    expect_same("SELECT * FROM u", "SELECT u.a, u.b, u.k FROM public.u");
    expect_same("SELECT q.*, 1 AS one FROM u AS q",
                "SELECT q.a, q.b, q.k, 1 AS one FROM public.u AS q");
    expect_same("SELECT * EXCLUDE b FROM u", "SELECT u.a, u.k FROM public.u");
    expect_same("SELECT u.*, 1 AS one EXCLUDE (a, one) FROM u", "SELECT u.b, u.k FROM public.u");
    expect_same("SELECT * FROM u x(p, q)", "SELECT x.p, x.q, x.k FROM public.u AS x(p, q)");
}

TEST_F(CanonicalQueryTest, ColumnsAreQualified) {
    expect_same("SELECT k, x FROM u, other.t ORDER BY k",
                "SELECT u.k, t.x FROM public.u, other.t ORDER BY k");
    expect_same(
        "SELECT (SELECT max(k) FROM u WHERE u.a = id) AS m FROM staff",
        "SELECT (SELECT max(u.k) FROM public.u WHERE u.a = staff.id) AS m FROM public.staff");
    expect_same("SELECT el.n FROM t, t.s AS el", "SELECT el.n FROM public.t, t.s AS el");
    // `a` of the outer u may not become u.a, which is the inner table's.
    EXPECT_NE(
        canonical("SELECT (SELECT count(*) FROM other.t u WHERE x = k) AS n FROM u").find("= k"),
        std::string::npos);
}

}  // namespace
}  // namespace blueshift::analyze
