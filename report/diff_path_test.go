package report

import (
	"strings"
	"testing"
)

func TestShortPath(t *testing.T) {
	for path, want := range map[string]string{
		"log4j.rootLogger": "log4j.rootLogger",
		"":                 "",
		"/Server/@port":    "Server/@port",
		"/Server/Name":     "Name",
		"/a/condition()":   "a/condition()",
		"/Server/Service[@name='Catalina']/Connector[@scheme='https'][@port='9443']/@port": "Service[Catalina]/Connector[https][9443]/@port",
		"/UserManager/Realm/UserStoreManager[@class='org.example.Jdbc'][2]":                "Realm/UserStoreManager[Jdbc][2]",
		"/web-app/filter-mapping[filter-name='x'][url-pattern='/*']":                       "filter-mapping[x][/*]",
		"/a/b[.='it']/c": "b[it]/c",
		"/a/messageFormatter[@contentType='application/json']": "messageFormatter[application/json]",
		`/a/b[@name="it's"]`: "b[it's]",
		"/a/b[@name='x]y']":  "b[x]y]",
	} {
		if got := shortPath(path); got != want {
			t.Errorf("%s is %s, want %s", path, got, want)
		}
	}
}

func TestSplitPath(t *testing.T) {
	for path, want := range map[string][2]string{
		"":                       {"", ""},
		"log4j.rootLogger":       {"", "log4j.rootLogger"},
		"Ports/Offset":           {"Ports/", "Offset"},
		"Server/@port":           {"", "Server/@port"},
		"Service[C]/Host/@name":  {"Service[C]/", "Host/@name"},
		"x/formatter[text/xml]":  {"x/", "formatter[text/xml]"},
		"x/exclusion[/a/.*[.]b]": {"x/", "exclusion[/a/.*[.]b]"},
		"x/odd[a]/b":             {"x/odd[a]/", "b"},
	} {
		if in, name := splitPath(path); in != want[0] || name != want[1] {
			t.Errorf("%s: %q and %q, want %q", path, in, name, want)
		}
	}
}

func TestPieces(t *testing.T) {
	show := func(list []piece) string {
		var b strings.Builder
		for _, p := range list {
			if p.Changed && p.Text != "" {
				b.WriteString("<" + p.Text + ">")
			} else {
				b.WriteString(p.Text)
			}
		}
		return b.String()
	}
	long := strings.Repeat("abc ", 20)
	tests := []struct {
		old, new string
		limit    int
		was, is  string
	}{
		{"true", "false", 0, "<true>", "<false>"},
		{"", "x", 0, "", "<x>"},
		{"a b c", "a x c", 0, "a <b> c", "a <x> c"},
		{"org.a.Between", "org.a.Within", 0, "org.a.<Between>", "org.a.<Within>"},
		{"x\ty\nz", "x\ty\nw", 0, `x\ty\n<z>`, `x\ty\n<w>`},
		{long + "old " + long, long + "new " + long, 40, "... abc abc abc <old> abc abc abc ...", "... abc abc abc <new> abc abc abc ..."},
		{strings.Repeat("a", 100), "b", 20, "<aaaaaaaaa...aaaaaaaa>", "<b>"},
		{strings.Repeat("é", 3000) + "1", strings.Repeat("é", 3000) + "2", 40, "..." + strings.Repeat("é", 13) + "<1>", "..." + strings.Repeat("é", 13) + "<2>"},
	}
	for _, tt := range tests {
		o, n := pieces(tt.old, tt.new, tt.limit)
		if show(o) != tt.was || show(n) != tt.is {
			t.Errorf("%.30q and %.30q: %s and %s, want %s and %s", tt.old, tt.new, show(o), show(n), tt.was, tt.is)
		}
	}
}
