package printable_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/carbonlint/carbonlint/internal/printable"
)

func TestEscapes(t *testing.T) {
	for _, tt := range []struct{ text, line, source string }{
		{"plain, Köln, 漢字, a\u00a0b", "plain, Köln, 漢字, a\u00a0b", "plain, Köln, 漢字, a\u00a0b"},
		{"\x1b[31m\a\b\x00\x7f", `\x1b[31m\a\b\x00\x7f`, `\x1b[31m\a\b\x00\x7f`},
		{"a\tb\r\nc", `a\tb\r\nc`, "a\tb\\r\\nc"},
		{"\u0085\u009b1m", `\u0085\u009b1m`, `\u0085\u009b1m`},
		{"\u202eabc\u2066\u200f", `\u202eabc\u2066\u200f`, `\u202eabc\u2066\u200f`},
		{"\u2028\u2029\ufeff\U000e0001", `\u2028\u2029\ufeff\U000e0001`, `\u2028\u2029\ufeff\U000e0001`},
		{"gr\xfc\xdfe \ufffd \x9b", `gr\xfc\xdfe ` + "\ufffd" + ` \x9b`, `gr\xfc\xdfe ` + "\ufffd" + ` \x9b`},
		{"x ##vso[task.complete] ##[error] ##teamcity[x ## [a #[", `x \x23#vso[task.complete] \x23#[error] \x23#teamcity[x ## [a #[`, `x \x23#vso[task.complete] \x23#[error] \x23#teamcity[x ## [a #[`},
		{"#\x00#vso[", `#\x00#vso[`, `#\x00#vso[`},
	} {
		if got := printable.Line(tt.text); got != tt.line {
			t.Errorf("Line(%q) = %q, want %q", tt.text, got, tt.line)
		}
		if got := printable.Source(tt.text); got != tt.source {
			t.Errorf("Source(%q) = %q, want %q", tt.text, got, tt.source)
		}
	}
}

func TestLineStarts(t *testing.T) {
	for text, want := range map[string]string{
		"::error::x":             `\x3a:error::x`,
		"a ::b\n \t::c\n::1\n":   "a ::b\n \t\\x3a:c\n\\x3a:1\n",
		"\u00a0\u3000::warning":  "\u00a0\u3000" + `\x3a:warning`,
		"no colons\n: :\n\n: x":  "no colons\n: :\n\n: x",
		"|  ::error::x\n+::x\n:": "|  ::error::x\n+::x\n:",
	} {
		if got := printable.LineStarts(text); got != want {
			t.Errorf("LineStarts(%q) = %q, want %q", text, got, want)
		}
	}
}

// FuzzLine holds that what is printed is one line of what shows, and stays the
// same when it is made printable again.
func FuzzLine(f *testing.F) {
	f.Add("a\x1b\u202e\xff##vso[")
	f.Fuzz(func(t *testing.T, text string) {
		got := printable.Line(text)
		if strings.ContainsFunc(got, printable.Hidden) || strings.Contains(got, "##[") || strings.Contains(got, "##vso[") {
			t.Errorf("%q becomes %q", text, got)
		}
		if again := printable.Line(got); again != got {
			t.Errorf("%q becomes %q, and that %q", text, got, again)
		}
	})
}

// FuzzJSON holds that a document stays the same to a reader and shows all it has.
func FuzzJSON(f *testing.F) {
	f.Add("a\x1b\u009b\u202e\u2028\U000e0001##vso[ ##[x")
	f.Fuzz(func(t *testing.T, text string) {
		document, err := json.Marshal(map[string]string{"a": text})
		if err != nil {
			t.Fatal(err)
		}
		var before, after map[string]string
		shown := printable.JSON(document)
		if err := json.Unmarshal(document, &before); err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(shown, &after); err != nil || before["a"] != after["a"] {
			t.Errorf("%s becomes %s: %v", document, shown, err)
		}
		if s := string(shown); strings.ContainsFunc(s, printable.Hidden) || strings.Contains(s, "##vso[") {
			t.Errorf("%s becomes %q", document, s)
		}
	})
}
