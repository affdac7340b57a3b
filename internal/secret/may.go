package secret

import (
	"strings"
	"unicode/utf8"
)

// What follows are conditions that every form of a login fulfils around a word of
// it. They are cheap, and few lines fulfil them that have no login.

// maySchemeFollow: Basic YWRtaW46eA==.
func maySchemeFollow(line string, _, end int) bool {
	at := skip(line, end, " \t")
	if at == end {
		if !strings.HasPrefix(line[at:], "%20") {
			return false
		}
		at += len("%20")
	}
	n := at
	for n < len(line) && (isWordChar(line[n]) || strings.IndexByte("+/=.~-", line[n]) >= 0) {
		n++
	}
	return n-at >= 5 && !isPlainWord(line[at:n])
}

// mayBeUser: -u joe:x, --user joe:x.
func mayBeUser(line string, at, end int) bool {
	for _, option := range []string{"user", "-user", "-proxy-user"} {
		if strings.HasPrefix(line[end:], option) && mayLoginFollow(line, end+len(option)) {
			return true
		}
	}
	for n := end; n < len(line) && n <= end+4; n++ {
		if c := line[n]; (c == 'u' || c == 'U' && n == end) && mayLoginFollow(line, n+1) {
			return true
		}
		if c := lower(line[n]); c < 'a' || c > 'z' {
			break
		}
	}
	return false
}

// mayLoginFollow reports whether a word and a colon follow an option that ends at
// at.
func mayLoginFollow(line string, at int) bool {
	if at < len(line) && line[at] == '=' {
		at++
	} else {
		at = skip(line, at, " \t")
	}
	ends := ": \t\f\"'"
	if at < len(line) && (line[at] == '"' || line[at] == '\'') {
		ends = ": \t\f" + line[at:at+1]
		at++
	}
	n := strings.IndexAny(line[at:], ends)
	return n > 0 && line[at+n] == ':'
}

// maxToUser is how many characters may be between login and the user.
const maxToUser = 20

// loginPair: log in with joe/x, sqlplus joe/x@db. It finds x.
func loginPair(line string, at, end int) Span {
	if n := wordEnd(line, end, "s"); n > 0 { // credentials
		end = n
	}
	if at > 0 && isWordChar(line[at-1]) || end >= len(line) || strings.IndexByte(" \t:", line[end]) < 0 {
		return Span{}
	}
	slash := strings.IndexAny(line[end:], "<>/") + end
	if slash < end || line[slash] != '/' || !userBefore(line[end+1:slash]) {
		return Span{}
	}
	n := strings.IndexAny(line[slash+1:]+" ", " \t\f\"'<>/")
	return Span{Start: slash + 1, End: slash + 1 + n}
}

// userBefore reports whether a text ends in the name of a user, and not much is
// before that.
func userBefore(text string) bool {
	for at := len(text); at > 0; {
		at--
		for at > 0 && !utf8.RuneStart(text[at]) {
			at--
		}
		c, _ := foldAt(text, at)
		if !isWordChar(c) && strings.IndexByte(".@-", c) < 0 {
			return false
		}
		starts := isWordChar(text[at])
		if at > 0 {
			starts = isWordChar(text[at]) != isWordChar(text[at-1])
		}
		if starts && utf8.RuneCountInString(text[:at]) <= maxToUser {
			return true
		}
	}
	return false
}

// mayOptionFollow: mysql -px, ldapsearch -w x, redis-cli -a x.
func mayOptionFollow(line string, _, end int) bool {
	for {
		n := strings.IndexByte(line[end:], '-')
		if n < 0 {
			return false
		}
		end += n + 1
		if strings.IndexByte(" \t", line[end-2]) >= 0 && end < len(line) && strings.IndexByte("pwa", lower(line[end])) >= 0 {
			return true
		}
	}
}

// identified: IDENTIFIED BY 'x'.
func identified(line string, at, end int) Span {
	by := skip(line, end, " \t")
	start := skip(line, by+len("by"), " \t")
	if at > 0 && isWordChar(line[at-1]) || by == end || !hasFold(line[by:], "by") || start == by+len("by") || start == len(line) {
		return Span{}
	}
	if n := strings.IndexByte(line[start+1:], line[start]); n >= 0 && (line[start] == '"' || line[start] == '\'') {
		return Span{Start: start, End: start + 1 + n + 1}
	}
	n := strings.IndexAny(line[start:]+" ", " \t\f;\"'<>")
	return Span{Start: start, End: start + n}
}

// maySignFollow: "auth": "x".
func maySignFollow(line string, _, end int) bool {
	at := skip(line, end, " \t")
	return at < len(line) && (line[at] == ':' || line[at] == '=')
}

// skip is where the bytes of a set that are at at end.
func skip(text string, at int, set string) int {
	for at < len(text) && strings.IndexByte(set, text[at]) >= 0 {
		at++
	}
	return at
}

// isPlainWord reports whether a text is one of small letters, but for the first.
func isPlainWord(text string) bool {
	if text != "" && 'A' <= text[0] && text[0] <= 'Z' {
		text = text[1:]
	}
	for i := range len(text) {
		if c := text[i]; (c < 'a' || c > 'z') && c != '.' && c != '-' {
			return false
		}
	}
	return text != ""
}

func isASCII(text string) bool {
	for i := range len(text) {
		if text[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// longestFold is the length of the longest of some lower-case words that text
// starts with in any case.
func longestFold(text string, words []string) int {
	most := 0
	for _, w := range words {
		if hasFold(text, w) {
			most = max(most, len(w))
		}
	}
	return most
}

// holdsAny reports whether a text holds one of some lower-case words in any case.
func holdsAny(text string, words []string) bool {
	for i := range len(text) {
		if longestFold(text[i:], words) > 0 {
			return true
		}
	}
	return false
}
