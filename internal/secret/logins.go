package secret

import (
	"strings"

	"github.com/carbonlint/carbonlint/internal/lazy"
	"github.com/carbonlint/carbonlint/internal/pos"
)

// logins are the forms of logins, words of which a text with one of them has one,
// and words of which its line has one. No form goes over the end of a line.
var logins = []struct {
	text, line []string
	// find is what the form finds behind a word of a line that goes from at to end,
	// and form an expression for the whole line.
	find       func(line string, at, end int) Span
	form       *lazy.Regexp
	mayBePlain bool // what the form finds may be a word: a basic sentence
	// may reports whether the form may be around a word of a line in ASCII that
	// goes from at to end; nil: it always may. It spares the text the search for
	// the form, which takes long.
	may func(line string, at, end int) bool
}{
	{form: scheme, line: []string{"basic", "bearer", "negotiate"}, mayBePlain: true, may: maySchemeFollow},
	{form: userOption, line: []string{" -", "\t-"}, text: []string{" -u", "--user", "-user", "curl"}, may: mayBeUser},
	{find: loginPair, line: []string{"login", "log in", "signin", "sign in", "credential", "sqlplus", "impdp", "expdp"}},
	{form: passOption, line: []string{"mysql", "sshpass", "ldap", "docker", "mongo", "sqlcmd", "zip", "redis-cli"}, may: mayOptionFollow},
	{find: identified, line: []string{"identified"}},
	{form: registry, line: []string{`"auth"`, "_auth"}, mayBePlain: true, may: maySignFollow},
	{form: parameter, line: []string{"signature=", "code=", "jsessionid="}, mayBePlain: true},
}

// logins finds secrets in headers and on command lines.
func (s *scanner) logins() {
	for i := range logins {
		if s.all&(firstLogin<<i) != 0 && (logins[i].text == nil || s.all&(firstLogin<<(len(logins)+i)) != 0) {
			s.login(i)
		}
	}
}

// login finds those of one form.
func (s *scanner) login(i int) {
	l := &logins[i]
	line := Span{} // the last one looked at; a form is searched for once a line
	searched, ascii := false, false
	done := 0 // behind what was found last
	for _, v := range s.signs {
		if v.says&(firstLogin<<i) == 0 || searched && v.at < line.End {
			continue
		}
		if line.End <= v.at {
			line.Start += strings.LastIndexAny(s.text[line.Start:v.at], "\r\n") + 1
			line.End = v.at + pos.LineLen(s.text[v.at:])
			searched, ascii = false, isASCII(s.text[line.Start:line.End])
		}
		text := s.text[line.Start:line.End]
		if l.find != nil && v.at < done {
			continue
		}
		if l.find != nil {
			from, to := v.at-line.Start, v.at-line.Start+longestFold(text[v.at-line.Start:], l.line)
			if found := l.find(text, from, to); found.Len() > 0 {
				done = line.Start + found.End
				s.addPart(line.Start+found.Start, done)
			}
			continue
		}
		if l.may != nil && ascii && !l.may(text, v.at-line.Start, v.at-line.Start+longestFold(text[v.at-line.Start:], l.line)) {
			continue
		}
		searched = true
		for _, m := range l.form.FindAllStringSubmatchIndex(text, -1) {
			for ; m[2] < 0; m = m[2:] {
			}
			if from, to := line.Start+m[2], line.Start+m[3]; !l.mayBePlain || !isPlainWord(s.text[from:to]) {
				s.addPart(from, to)
			}
		}
	}
}
