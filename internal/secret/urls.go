package secret

import (
	"strings"
	"unicode/utf8"

	"github.com/carbonlint/carbonlint/internal/lazy"
)

// urls finds users and passwords before the hosts of URLs.
func (s *scanner) urls() {
	for at := 0; ; {
		i := strings.Index(s.text[at:], "//")
		if i < 0 {
			break
		}
		at += i + len("//")
		if !s.has(max(0, at-len("://")), ":") && !s.userInfoAt(at) {
			continue
		}
		end := s.userEnd(at)
		if end > at {
			s.addPart(at, end)
			at = end
		}
	}
}

// jdbcURLs finds users and passwords in the forms of JDBC's drivers.
func (s *scanner) jdbcURLs() {
	for at := 0; ; {
		n := strings.IndexByte(s.text[at:], '=')
		if n < 0 {
			break
		}
		at += n + 1
		if at < len(s.text) && strings.IndexByte(";& \t\r\n\f\"'<>", s.text[at]) < 0 && endsInUser(s.text[max(0, at-maxUser):at-1]) {
			s.addPart(at, s.bare(at, false))
		}
	}
	if !s.mayBeOracle() {
		return
	}
	for _, m := range oracleUser.FindAllStringSubmatchIndex(s.text, -1) {
		s.addPart(m[2], m[3])
	}
}

// userInfoAt reports whether a user, a password and a host are at at, as in a URL
// without a scheme: //joe:x@example.com.
func (s *scanner) userInfoAt(at int) bool {
	text := s.text[at:min(len(s.text), at+maxName)]
	n := strings.IndexAny(text, "/@\"'<> \t\r\n")
	return n > 0 && text[n] == '@' && strings.IndexByte(text[:n], ':') > 0 && n+1 < len(text) && isNameByte(text[n+1])
}

// maxUser is how many bytes the name of a user's parameter takes at most, with the
// sign before it.
const maxUser = 20

// endsInUser reports whether a text ends in the parameter of a URL that gives the
// user.
func endsInUser(text string) bool {
	if text == "" || strings.IndexByte("rRdDeE", text[len(text)-1]) < 0 {
		return false
	}
	for _, w := range []string{"user", "username", "user_name", "uid", "userid"} {
		if of, ok := beforeWord(text, w); ok && of != "" && strings.IndexByte("?&;:,", of[len(of)-1]) >= 0 {
			return true
		}
	}
	return false
}

// mayBeOracle reports whether a user follows the name of Oracle's driver.
func (s *scanner) mayBeOracle() bool {
	for _, v := range s.signs {
		if v.says&jdbcURL == 0 || !hasFold(s.text[v.at:], "jdbc:oracle:") {
			continue
		}
		at := v.at + len("jdbc:oracle:")
		for at < len(s.text) && (isWordChar(s.text[at]) || s.text[at] >= utf8.RuneSelf) {
			at++
		}
		if !s.has(at, ":") {
			continue
		}
		if n := strings.IndexAny(s.text[at+1:], "@/ \t\r\n\f<>\"'"); n > 0 && s.text[at+1+n] == '/' {
			return true
		}
	}
	return false
}

var oracleUser = lazy.MustCompile(`(?i)jdbc:oracle:\w+:([^@/\s<>"']+/[^\s<>]*(?:<[^\s<>/"']*)*)@`)

// signAfter reports whether an @ follows before anything that may end a URL.
func (s *scanner) signAfter(at int) bool {
	n := strings.IndexAny(s.text[at:min(len(s.text), at+maxBetween)], "@ \t\r\n\"'<>/|`")
	return n >= 0 && s.text[at+n] == '@'
}

// userEnd is where the user and password of the URL end whose host, or user,
// starts at at; at when it has none. A password may hold what should be escaped.
func (s *scanner) userEnd(at int) int {
	colon, host, sign, lastSign := -1, -1, -1, -1
	i := at
scan:
	for ; i < len(s.text); i++ {
		if end := s.codeEnd(i); end > i {
			i = end - 1
			continue
		}
		switch c := s.text[i]; c {
		case '<': // it broke the XML, or what follows is a tag
			if colon < 0 || host >= 0 || !s.signAfter(i+1) {
				break scan
			}
		case ' ', '\t', '\r', '\n', '"', '>', '|', '`':
			break scan
		case ':':
			if s.has(i, "://") {
				break scan
			}
			if colon < 0 && host < 0 {
				colon = i
			}
		case '/', '?', '#':
			if host < 0 {
				host = i
			}
		case '@':
			lastSign = i
			if host < 0 {
				sign = i
			}
		}
	}
	if host < 0 {
		host = i
	}
	switch {
	case sign >= 0:
		return sign
	case lastSign >= 0 && colon >= 0 && strings.Trim(s.text[colon+1:host], "0123456789") != "":
		return lastSign
	}
	return at
}

var (
	// Authorization: Basic x, Bearer x
	scheme = lazy.MustCompile(`(?i)\b(?:basic|bearer|negotiate)(?:[ \t]+|%20)([\w+/=.~-]{5,})`)
	// curl -u joe:x, --user joe:x
	userOption = lazy.MustCompile(`[ \t](?:-[uU]|-[A-Za-z]{1,4}u|--(?:proxy-)?user)(?:[ \t]*|=)(?:"[^\s:"]+:([^"\r\n]+)"|'[^\s:']+:([^'\r\n]+)'|[^\s:"'-][^\s:"']*:("[^"\r\n]*"|[^\s"<>]+))`)
	// mysql -uroot -px, sshpass -p x, ldapsearch -w x
	passOption = lazy.MustCompile(`(?i)\b(?:mysql\w*[^\r\n|;]{0,60}?[ \t]-p|sshpass[ \t]+-p[ \t]*|ldap\w+[^\r\n|;]{0,60}?[ \t]-w[ \t]*` +
		`|(?:docker[ \t]+login|mongo\w*|sqlcmd|unzip|zip)[^\r\n|;]{0,60}?[ \t](?-i:-P|-p)[ \t]+|redis-cli[^\r\n|;]{0,60}?[ \t]-a[ \t]+)("[^"\r\n]*"|'[^'\r\n]*'|[^\s"'<>]+)`)
	// "auth": "x" in Docker's configuration, _auth=x in npm's
	registry = lazy.MustCompile(`(?i)(?:"auth"[ \t]*:[ \t]*"|\b_auth[ \t]*=[ \t]*"?)([\w+/=-]{8,})`)
	// https://example.com/?X-Amz-Signature=x
	parameter = lazy.MustCompile(`(?i)(?:[?&](?:amp;)?(?:[\w-]*signature|code)|\bjsessionid)=([^&;\s"'<>]{8,})`)
)
