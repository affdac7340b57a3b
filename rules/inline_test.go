package rules_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/carbonlint/carbonlint/internal/home"
	"github.com/carbonlint/carbonlint/rules"
)

// inline is a home of the given files, named by their path below the home or,
// when they have no "repository/" or "bin/" in front, below repository/conf.
func inline(t *testing.T, files map[string]string) *home.Home {
	t.Helper()
	fsys := fstest.MapFS{"repository/conf": {Mode: 0o755 | 1<<31}}
	for name, data := range files {
		if !strings.HasPrefix(name, "repository/") && !strings.HasPrefix(name, "bin/") {
			name = "repository/conf/" + name
		}
		fsys[name] = &fstest.MapFile{Data: []byte(data), Mode: 0o644}
	}
	h, err := home.Load(t.Context(), fsys, home.Location{Dir: ".", ConfDir: "repository/conf", Path: "home"}, nil)
	if err != nil {
		t.Fatal(err)
	}
	return h
}

// judge runs one rule over an inline home.
func judge(t *testing.T, id string, files map[string]string) *rules.Result {
	t.Helper()
	for _, r := range rules.All() {
		if r.ID == id {
			return rules.Run(inline(t, files), rules.Options{Rules: []*rules.Rule{r}, Target: home.V443})
		}
	}
	t.Fatalf("no rule %s", id)
	return nil
}
