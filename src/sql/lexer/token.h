#pragma once
/// One token of SQL text.
#include "base/span.h"
#include "sql/lexer/keywords.h"

namespace blueshift::sql {

enum class TokenKind : std::uint8_t {
    end,            ///< behind the last token
    word,           ///< identifier or keyword, unquoted
    quoted_word,    ///< "identifier"
    integer,        ///< 12
    decimal,        ///< 1.5, .5
    floating,       ///< 1e3
    string,         ///< '…', E'…' and adjacent literals that continue it
    dollar_string,  ///< $tag$…$tag$
    parameter,      ///< $1
    punctuation,    ///< one of ( ) [ ] , . ; :
    typecast,       ///< ::
    assign,         ///< :=
    op,             ///< an operator, longest match
};

/// Points into the text; what it means is read with Lexer functions, so that a statement of many megabytes stays small.
struct Token {
    TokenKind kind = TokenKind::end;
    Keyword keyword = Keyword::none;  ///< of a word
    Span span;
};

}  // namespace blueshift::sql
