package config_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/carbonlint/carbonlint/internal/config"
	"github.com/carbonlint/carbonlint/internal/home"
	"github.com/carbonlint/carbonlint/rules"
)

func names() config.Names {
	return config.Names{
		Rules:    append(rules.All(), &rules.Rule{ID: "suppression", Severity: rules.Warning, Check: func(*rules.Pass) {}}),
		Releases: home.Releases(),
	}
}

func parse(t *testing.T, src string) *config.File {
	t.Helper()
	f, err := config.Parse(config.Name, ".", ".", []byte(src), names())
	if err != nil {
		t.Fatal(err)
	}
	return f
}

const full = `# everything that a file can say
version: 1
target: 4.4.2
from: "4.2.0"
fail-on: error
select: &main [cascade-delete, secure-vault]
ignore:
  - secure-vault
severity:
  cascade-delete: info
  xml-syntax: off
unsafe-fixes: *main
exclude: ["**/old", '*.bak.xml']
baseline: ci/baseline.json
overrides:
  - paths: [servers/is-*]
    from: 4.3.0
    target: 4.4.3
    fail-on: never
    ignore: *main
suppress:
  - rule: registry-keystore
    file: repository/conf/carbon.xml
    element: /Server/Security/RegistryKeyStore
    reason: the  key pair
      was imported
    until: 2027-03-31
`

func TestParse(t *testing.T) {
	f := parse(t, full)
	at := func(line string) string { return config.Name + ":" + line }
	if f.Target != (config.Value[home.Version]{V: home.V442, From: at("3")}) || f.Origin.V != home.V420 {
		t.Errorf("target %v, from %v", f.Target, f.Origin)
	}
	if f.FailOn != (config.Value[rules.Severity]{V: rules.Error, From: at("5")}) {
		t.Errorf("fail-on %v", f.FailOn)
	}
	if len(f.Select) != 2 || f.Select[1] != (config.Value[string]{V: "secure-vault", From: at("6")}) {
		t.Errorf("select %v", f.Select)
	}
	if len(f.Ignore) != 1 || f.Ignore[0].From != at("8") {
		t.Errorf("ignore %v", f.Ignore)
	}
	if len(f.Severity) != 2 || f.Severity[0].V != rules.Info || f.Severity[1].V != config.Off || f.Severity[1].From != at("11") {
		t.Errorf("severity %v", f.Severity)
	}
	if len(f.UnsafeFixes) != 2 || f.UnsafeFixes[0].V != "cascade-delete" {
		t.Errorf("unsafe-fixes %v", f.UnsafeFixes)
	}
	if len(f.Exclude) != 2 || f.Exclude[1].String() != "*.bak.xml" || f.Exclude[1].From != at("13") {
		t.Errorf("exclude %v", f.Exclude)
	}
	if f.Baseline != (config.Value[string]{V: "ci/baseline.json", From: at("14")}) {
		t.Errorf("baseline %v", f.Baseline)
	}
	if len(f.Overrides) != 1 || f.Overrides[0].Origin.V != home.V430 || f.Overrides[0].FailOn.V != 0 || !f.Overrides[0].FailOn.Given() ||
		f.Overrides[0].From != at("16") || len(f.Overrides[0].Ignore) != 2 {
		t.Errorf("overrides %+v", f.Overrides)
	}
	s := f.Suppress[0]
	if s.Rule != "registry-keystore" || s.Element != "/Server/Security/RegistryKeyStore" || s.Reason != "the key pair was imported" ||
		s.Until != "2027-03-31" || s.From != at("22") || f.Doc.Slice(s.Span) != "rule: registry-keystore" {
		t.Errorf("suppress %+v at %q", s, f.Doc.Slice(s.Span))
	}
}

func TestParseOfNothing(t *testing.T) {
	for _, src := range []string{"", "# only a comment\n", "---\n", "{}\n", "null\n", "\xef\xbb\xbf# marked\n", "exclude:\nsuppress:\noverrides:\nignore:\n"} {
		if f := parse(t, src); f.Target.Given() || f.Select != nil || len(f.Exclude)+len(f.Overrides)+len(f.Suppress) > 0 {
			t.Errorf("%q says %+v", src, f)
		}
	}
}

// mistakes are files and what is said of them, and whether the schema is to
// refuse them too.
var mistakes = []struct {
	name, src, want string
	goOnly          bool
}{
	{name: "unknown key", src: "selct: [xml-syntax]", want: `1:1: unknown key "selct" in the file; did you mean select?`},
	{name: "unknown key, nothing near", src: "wibble: 1", want: `1:1: unknown key "wibble" in the file`},
	{name: "key of elsewhere", src: "paths: [a]", want: `1:1: unknown key "paths" in the file`},
	{name: "merge key", src: "<<: {target: 4.4.3}", want: `1:1: unknown key "<<" in the file`, goOnly: true},
	{name: "unknown key of an override", src: "overrides:\n  - path: [a]\n    paths: [b]", want: `2:5: unknown key "path" in an override; did you mean paths?`},
	{name: "unknown key of a suppression", src: "suppress:\n- {rule: xml-syntax, file: a, reason: b, lines: 3}", want: `2:42: unknown key "lines" in a suppression`},
	{name: "version", src: "version: 2", want: `1:10: version "2" is not supported; write 1`},
	{name: "not a mapping", src: "- a", want: "1:1: the file is a list; write a mapping of keys to values"},
	{name: "one word", src: "target", want: "1:1: the file is a single value; write a mapping of keys to values"},
	{name: "key twice", src: "target: 4.4.3\ntarget: 4.4.2", want: `2:1: "target" is given twice, first on line 1`, goOnly: true},
	{name: "key that is a list", src: "[a]: 1", want: "1:1: a key is a list; write a name", goOnly: true},
	{name: "release", src: "target: 4.5.0", want: `1:9: target "4.5.0" is not a known release; did you mean 4.2.0? (known: 4.2.0, 4.3.0, 4.4.0, 4.4.1, 4.4.2, 4.4.3 ... 4.4.99)`},
	{name: "half a release", src: "from: 4.2", want: `1:7: from "4.2" is not a known release; did you mean 4.2.0? (known: 4.2.0, 4.3.0, 4.4.0, 4.4.1, 4.4.2, 4.4.3 ... 4.4.99)`},
	{name: "empty value", src: "target:", want: "1:8: target has no value"},
	{name: "list for a value", src: "target: [4.4.3]", want: "1:9: target is a list; write one value"},
	{name: "fail-on", src: "fail-on: warn", want: `1:10: "warn" is not a severity; did you mean warning? (known: error, warning, info, never)`},
	{name: "fail-on off", src: "fail-on: off", want: `1:10: "off" is not a severity (known: error, warning, info, never)`},
	{name: "value for a list", src: "select: xml-syntax", want: "1:9: select is one value; write a list: [xml-syntax]"},
	{name: "mapping for a list", src: "ignore: {a: b}", want: "1:9: ignore is a mapping; write a list"},
	{name: "rule", src: "ignore:\n  - xml-syntax\n  - cascade-delet", want: `3:5: "cascade-delet" is not a rule; did you mean cascade-delete?`},
	{name: "rule that is a list", src: "ignore: [[xml-syntax]]", want: "1:10: an entry of ignore is a list; write one value"},
	{name: "select nothing", src: "select: []", want: "1:9: select is empty; remove it to run all rules"},
	{name: "severity of no rule", src: "severity:\n  xml: off", want: `2:3: "xml" is not a rule; did you mean xml-syntax?`},
	{name: "severity", src: "severity:\n  xml-syntax: eror", want: `2:15: "eror" is not a severity; did you mean error? (known: error, warning, info, off)`},
	{name: "severity twice", src: "severity:\n  xml-syntax: off\n  xml-syntax: info", want: `3:3: "xml-syntax" is given twice, first on line 2`, goOnly: true},
	{name: "severity of nothing", src: "severity:", want: "1:10: severity is empty; write a mapping of keys to values"},
	{name: "glob that leaves", src: "exclude: [../x]", want: `1:11: "../x": a pattern cannot contain . or .. as a directory, or //`, goOnly: true},
	{name: "glob with a backslash", src: `exclude: ['a\b']`, want: `1:11: "a\\b": write / between directories, not \`},
	{name: "negated glob", src: "exclude: ['!a']", want: `1:11: "!a": ! cannot negate a pattern`},
	{name: "open glob", src: "exclude: ['[a']", want: `1:11: "[a": [ or { is not closed, or } is not opened`, goOnly: true},
	{name: "override without paths", src: "overrides:\n  - ignore: [xml-syntax]", want: "2:5: an override without paths; add a list of patterns"},
	{name: "override that is a word", src: "overrides: [a]", want: "1:13: an override is a single value; write a mapping of keys to values"},
	{name: "suppression without all", src: "suppress: [{}]", want: "1:12: a suppression without rule\n1:12: a suppression without file\n1:12: a suppression without reason"},
	{name: "suppression without reason", src: "suppress:\n  - rule: xml-syntax\n    file: a.xml", want: "2:5: a suppression without reason"},
	{name: "empty reason", src: "suppress:\n  - rule: xml-syntax\n    file: a.xml\n    reason: ''", want: "4:13: reason has no value"},
	{name: "blank reason", src: "suppress:\n  - rule: xml-syntax\n    file: a.xml\n    reason: '  '", want: "4:13: reason has no value", goOnly: true},
	{name: "date", src: "suppress:\n  - rule: xml-syntax\n    file: a.xml\n    reason: b\n    until: 31.3.2027", want: `5:12: until "31.3.2027" is not a date; write it like 2027-03-31`},
	{name: "no such day", src: "suppress:\n  - rule: xml-syntax\n    file: a.xml\n    reason: b\n    until: 2027-02-30", want: `5:12: until "2027-02-30" is not a date; write it like 2027-03-31`, goOnly: true},
	{name: "element", src: "suppress:\n  - {rule: xml-syntax, file: a.xml, reason: b, element: Server}", want: `2:57: element "Server" is not a path like /Server/Ports`},
	{name: "several at once, in order", src: "severity: {xml-syntax: x}\ntarget: 9\nfoo: 1", want: `1:24: "x" is not a severity (known: error, warning, info, off)` + "\n" +
		`2:9: target "9" is not a known release (known: 4.2.0, 4.3.0, 4.4.0, 4.4.1, 4.4.2, 4.4.3 ... 4.4.99)` + "\n" +
		`3:1: unknown key "foo" in the file`},
	{name: "column in characters", src: "exclude: ['ä', '!b']", want: `1:16: "!b": ! cannot negate a pattern`},
	{name: "CRLF", src: "version: 1\r\ntarget: 1\r\n", want: `2:9: target "1" is not a known release (known: 4.2.0, 4.3.0, 4.4.0, 4.4.1, 4.4.2, 4.4.3 ... 4.4.99)`},
	{name: "broken", src: "select: [a,\nb", want: "3:1: not YAML: did not find expected ',' or ']' while parsing a flow sequence", goOnly: true},
	{name: "tab", src: "severity:\n\txml-syntax: off", want: "2:1: not YAML: found character that cannot start any token while scanning for the next token", goOnly: true},
	{name: "unknown anchor", src: "ignore: *x", want: "1:9: not YAML: unknown anchor 'x' referenced", goOnly: true},
	{name: "alias in itself", src: "ignore: &a [*a]", want: "1:13: an entry of ignore is a list; write one value", goOnly: true},
	{name: "two documents", src: "version: 1\n---\nversion: 1", want: "2:1: a second document begins here; write only one", goOnly: true},
	{name: "bad bytes", src: "target: \"\xff\"", want: "1:1: not YAML: invalid leading UTF-8 octet (value: 255)", goOnly: true},
}

func TestMistakes(t *testing.T) {
	for _, test := range mistakes {
		t.Run(test.name, func(t *testing.T) {
			f, err := config.Parse("conf.yaml", ".", ".", []byte(test.src), names())
			if err == nil || f != nil {
				t.Fatalf("read as %+v", f)
			}
			var first *config.Error
			if !errors.As(err, &first) || first.Path != "conf.yaml" {
				t.Errorf("no *config.Error in %v", err)
			}
			got := strings.ReplaceAll(err.Error(), "read conf.yaml:", "")
			if got != test.want {
				t.Errorf("got\n%s\nwant\n%s", got, test.want)
			}
		})
	}
}

func TestParseIsBounded(t *testing.T) {
	var bomb strings.Builder
	bomb.WriteString("overrides:\n- &o {paths: &p [" + strings.Repeat("a,", 300) + "a]}\n")
	bomb.WriteString(strings.Repeat("- {paths: *p}\n", 2000))
	for name, test := range map[string]struct{ src, want string }{
		"too large": {strings.Repeat("#", config.MaxFile+1), "read conf.yaml: larger than 1 MiB"},
		"aliases":   {bomb.String(), "the aliases expand to more than 100000 values"},
		"deep":      {strings.Repeat("[", 200_000), "not YAML: "},
		"deep maps": {strings.Repeat("{a: ", 100_000), "not YAML: "},
	} {
		if _, err := config.Parse("conf.yaml", ".", ".", []byte(test.src), names()); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: %.200v", name, err)
		}
	}
}

func TestMistakesTellNoSecret(t *testing.T) {
	_, err := config.Parse("conf.yaml", ".", ".", []byte("fail-on: 'password=CANARY1'\nexclude: ['jdbc:x://u:CANARY2@h\\']"), names())
	if err == nil || strings.Contains(err.Error(), "CANARY") {
		t.Error(err)
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte(full))
	for _, m := range mistakes {
		f.Add([]byte(m.src))
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		file, err := config.Parse("conf.yaml", ".", ".", src, names())
		if (file == nil) == (err == nil) {
			t.Fatalf("file %v, error %v", file, err)
		}
		var e *config.Error
		if err != nil && (!errors.As(err, &e) || e.Line < 1 || e.Col < 1) {
			t.Fatalf("error without a place: %v", err)
		}
		if file == nil {
			return
		}
		for i := range file.Suppress {
			if s := &file.Suppress[i]; s.Rule == "" || s.Reason == "" || s.File.String() == "" || s.Span.End > len(file.Doc.Text()) {
				t.Fatalf("half a suppression: %+v", s)
			}
		}
		c := config.New(names(), file, "a/b", config.Settings{})
		if err := c.Write(new(strings.Builder), "c.xml"); err != nil {
			t.Fatal(err)
		}
	})
}
