package secret

import (
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"
)

// The regular expressions below say what the functions of this package find that
// were written by hand because they are called for most files.
const (
	oracleWord = `pass[_.-]?word|passwd|pass[_.-]?phrase|pass[_.-]?code|passwort|kennwort|pwd|pswd|secret|credential` +
		`|(?:api|private|access|shared|account|master|signing|symmetric|encryption|hmac|auth|pass|subscription)[_.-]?key` +
		`|(?:access|auth|bearer|refresh)[_.-]?token|shared[_.-]?access[_.-]?signature`
	oracleEnding = `pass|(?:^|[_.-])pw|(?:root|user|admin|db|bind)pw|(?-i:[a-z]P[Ww])|(?:^|[_.-])(?:psk|sig)` +
		`|(?:^|[_.-])token|(?:session|api|security|sas)token|(?-i:[a-z]Token)|(?:^|[_.])(?:proxy-|x-)?authorization`
	oracleSpoken = `(?i)^(?:[ \t]+(?:of|for|on|in)(?:[ \t]+[\w.'"-]+){1,5}?)?(?:(?:[ \t]+(?:is|was|are|be|now|equals|(?:set|changed|reset|back)[ \t]+to)\b)+` +
		`[ \t]*(=>|[=:])?|[ \t]*(=>|[=:]|-[ \t]+\S+[ \t]*(?:-->|\r?\n|$)))[ \t]*`
)

// finders pairs each function with its expression; both give what a text has.
func finders() map[string]func(text string) (got, want any) {
	re := regexp.MustCompile
	matches := func(f func(string) bool, expr string) func(string) (any, any) {
		r := re(expr)
		return func(text string) (any, any) { return f(text), r.MatchString(text) }
	}
	index, backup, below, spokenOf := re(`(?:\[\w*\]|\.value|\.[0-9]+|=)+$`), re(`(?:~|[._-](?:bak|backup|old|orig|save|saved|copy|[0-9-]+))+$`),
		re(`^[ \t]*\r?\n[ \t]*(\S+)[ \t]*(?:\r?\n|$)`), re(oracleSpoken)
	attributes := re(`^(?:[ \t]+[\w:.-]+=(?:&quot;[^&<>"]*&quot;|"[^"<>]*"|'[^'<>]*'))+[ \t]*(?:&gt;|>)`)
	pair := re(`(?i)\b(?:log ?in|sign ?in|credentials?|sqlplus|impdp|expdp)[ \t:][^<>\r\n/]{0,20}?\b[\w.@-]+/([^\s"'<>/]+)`)
	pairs := []string{"login", "log in", "signin", "sign in", "credential", "sqlplus", "impdp", "expdp"}
	compared := re(`(?i)^["')}\]]*[ \t]*(?:(?:eq|ne|like|or|in)\b|\|\||\?\?|\|?[ \t]*default\b|\?:)[ \t]*[(\[]?[ \t]*["']`)
	word := re(`(?i)(?:` + oracleWord + `)|(?:` + oracleEnding + `)[0-9]*$`)
	return map[string]func(string) (any, any){
		"ofSecret": func(text string) (any, any) {
			if m := word.FindStringIndex(text); m != nil {
				return ofSecret(text), m[1]
			}
			return ofSecret(text), -1
		},
		"secretItself": matches(secretItself, `(?i)(?:`+oracleWord+`|`+oracleEnding+`)s?[0-9_.-]*$`),
		"aboutSecret":  matches(aboutSecret, `(?i)(?:`+strings.Join(about, "|")+`)s?$`),
		"switchName":   matches(switchName, `(?:^|[_.-])(?i:`+strings.Join(switches, "|")+`)[A-Z_.-]`),
		"withoutIndex": func(text string) (any, any) { return withoutIndex(text), index.ReplaceAllString(text, "") },
		"original":     func(text string) (any, any) { return original(text), backup.ReplaceAllString(text, "") },
		"holdsOnlySecrets": matches(holdsOnlySecrets, // and the names of files
			`(?s)^(?:.*[._-])?(?:passwords?|passwd|passphrase|pass|pwd|secrets?|token)(?:\.txt)?$|htpasswd|\.pgpass$|^(?:password-(?:tmp|persist|.*\.txt)|[._]netrc|[.]vault_pass.*|vault-pass.*|master\.key|id_(?:rsa|dsa|ecdsa|ed25519)|shadow)$`),
		"isParticiple": matches(isParticiple, `^[a-z]{3,}(?:ed|ing|ly)$`),
		"isPlainWord":  matches(isPlainWord, `^[A-Z]?[a-z.-]+$`),
		"fieldName": matches(func(text string) bool {
			s := scanner{text: text}
			return s.inNameField(len(text))
		}, `(?i)["']?(?:name|key|id|k|n)["']?[ \t]*[:=][ \t]*["']?$`),
		"comparison":    func(text string) (any, any) { return comparison(text), max(0, len(compared.FindString(text))-1) },
		"attributesEnd": func(text string) (any, any) { return attributesEnd(text), len(attributes.FindString(text)) },
		"loginPair": func(text string) (any, any) {
			text = strings.NewReplacer("\n", "", "\r", "", longS, "").Replace(text)
			found, want := Span{}, Span{}
			for at := range len(text) {
				if n := longestFold(text[at:], pairs); n > 0 && found.Len() == 0 {
					found = loginPair(text, at, at+n)
				}
			}
			if m := pair.FindStringSubmatchIndex(text); m != nil {
				want = Span{Start: m[2], End: m[3]}
			}
			if found.Len() == 0 {
				found = Span{}
			}
			return found, want
		},
		"wordBelow": func(text string) (any, any) {
			v := wordBelow(text)
			if m := below.FindStringSubmatchIndex(text); m != nil {
				return v, Span{Start: m[2], End: m[3]}
			}
			return v, Span{}
		},
		"spoken": func(text string) (any, any) {
			type value struct {
				at   int
				sure bool
			}
			at, sure := spoken(text)
			m := spokenOf.FindStringSubmatchIndex(text)
			if m == nil {
				return value{at, sure}, value{-1, false}
			}
			if m[4] >= 0 && text[m[4]] == '-' {
				return value{at, sure}, value{m[4] + 1, false}
			}
			return value{at, sure}, value{m[1], m[2] >= 0 || m[4] >= 0}
		},
	}
}

// guards pairs what is asked before an expression is tried with the expression.
func guards() map[string]struct {
	may  func(string) bool
	form interface{ MatchString(string) bool }
} {
	type guard = struct {
		may  func(string) bool
		form interface{ MatchString(string) bool }
	}
	all := map[string]guard{
		"field": {mayBeField, field}, "literalBefore": {mayCompare, literalBefore},
		"valueBefore": {mayFollowValue, valueBefore},
		"oracleUser": {func(text string) bool {
			s := scanner{text: text}
			s.look()
			return s.mayBeOracle()
		}, oracleUser},
	}
	for _, l := range logins {
		if l.may == nil {
			continue
		}
		plain := l.mayBePlain
		all[l.form.String()] = guard{func(text string) bool {
			for at := range len(text) {
				if n := longestFold(text[at:], l.line); n > 0 && l.may(text, at, at+n) {
					return true
				}
			}
			return !isASCII(text) || strings.ContainsAny(text, "\r\n")
		}, matcher(func(text string) bool {
			for _, m := range l.form.FindAllStringSubmatch(text, -1) {
				if !plain || !isPlainWord(m[1]) {
					return true
				}
			}
			return false
		})}
	}
	return all
}

type matcher func(string) bool

func (m matcher) MatchString(text string) bool { return m(text) }

var pieces = strings.Split("pass|Pass|word|passwd|pwd|PW|Pw|pw|token|Token|sig|psk|api|key|user|secret|s|S|x|x-|proxy-|authorization|auth|access|shared|"+
	"is|Is|use|Uses|has|policies|regex|url|file|name|id|k|value|val|val|.value|[0]|[a]|.2|=|~|.bak|-old|_copy|2|-|_|.|.txt| |  |\t|\n|\r\n|of|for|on the|in|"+
	"was|are|set to|back|reset  to|equals|now|be|=>|:|-->|- a|- b -->|'|\"|('x'|['|eq|ne|like|or|default|\\||\\|\\||??|?:|$|(|{|@|==|!=|!=='|'x' ==|, |a: b|"+
	"param|text|content|string|name=\"|\"name\": \"|value=\"b\"|key: |>|/>|&gt;|"+
	"basic|Basic YWRtaW4=|bearer|%20|abcdef1|-u|-su a:b|--user|--proxy-user|joe:x|'a\"b:c|login|log in|credentials|sqlplus|a/b|/|<|//|mysql|-px|sshpass|-p|-w|"+
	"ldap|docker login|-P|redis-cli|-a|\"auth\"|_auth| y=\"b\">| y=|&quot;| login a/b| mysql -px| redis-cli -a x|\"auth\": \"abcdefgh1|_auth=abcdefgh1| curl -u a:b|jdbc:oracle:thin:|a/b@c|"+longS+"|"+kelvin+"|é|ing|ed|given|q|Q|9", "|")

// TestAgainstExpressions holds what was written by hand to the expressions that
// say the same, and what is asked before an expression to that.
func TestAgainstExpressions(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	texts := make([]string, 6000)
	for i := range texts {
		for range 1 + r.IntN(9) {
			texts[i] += pieces[r.IntN(len(pieces))]
		}
	}
	for name, f := range finders() {
		for _, text := range texts {
			if got, want := f(text); got != want {
				t.Fatalf("%s(%q) = %v, the expression has %v", name, text, got, want)
			}
		}
	}
	for name, g := range guards() {
		matched := 0
		for _, text := range texts {
			if !g.form.MatchString(text) {
				continue
			}
			if matched++; !g.may(text) {
				t.Fatalf("%s matches %q, which was ruled out", name, text)
			}
		}
		if matched == 0 {
			t.Errorf("%s matches none of %d texts", name, len(texts))
		}
	}
}

// TestWords holds the search for many words at once to one word after the other.
func TestWords(t *testing.T) {
	words := append([]string{"//", "jdbc:", "values", "begin ", "&#", "<!entity"}, hints...)
	for _, l := range logins {
		words = append(append(words, l.line...), l.text...)
	}
	r := rand.New(rand.NewPCG(3, 4))
	for range 3000 {
		text := ""
		for range 1 + r.IntN(6) {
			w := words[r.IntN(len(words))]
			text += strings.ToUpper(w[:r.IntN(len(w)+1)]) + w[r.IntN(len(w)):] + pieces[r.IntN(len(pieces))]
		}
		found, _ := signsOf(text)
		for at := range len(text) {
			if want := longestFold(text[at:], words) > 0; want != (len(found) > 0 && found[0].at == at) {
				t.Fatalf("%q: a word at %d: %v, found %v", text, at, want, found)
			} else if want {
				found = found[1:]
			}
		}
	}
}
