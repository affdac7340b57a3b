package props

import (
	"strconv"
	"strings"
	"unicode/utf16"
)

// Unescape resolves the escapes of a key or value. Half of a surrogate pair,
// which is not a character, keeps its escape.
func Unescape(s string) string {
	if !strings.Contains(s, `\`) {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] != '\\' {
			b.WriteByte(s[i])
			continue
		}
		if i++; i == len(s) {
			break
		}
		switch c := s[i]; c {
		case 't':
			b.WriteByte('\t')
		case 'n':
			b.WriteByte('\n')
		case 'r':
			b.WriteByte('\r')
		case 'f':
			b.WriteByte('\f')
		case 'u':
			r, ok := unit(s[i-1:])
			if !ok {
				b.WriteByte(c)
				continue
			}
			i += 4
			if second, ok := unit(s[i+1:]); ok && utf16.IsSurrogate(r) && utf16.DecodeRune(r, second) != '\ufffd' {
				b.WriteRune(utf16.DecodeRune(r, second))
				i += len(`\u0000`)
			} else if utf16.IsSurrogate(r) {
				b.WriteString(s[i-len(`\u000`) : i+1])
			} else {
				b.WriteRune(r)
			}
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}

// unit is the UTF-16 code unit of the escape that s starts with.
func unit(s string) (rune, bool) {
	if len(s) < len(`\u0000`) || s[:2] != `\u` {
		return 0, false
	}
	n, err := strconv.ParseUint(s[2:6], 16, 16)
	return rune(n), err == nil
}
