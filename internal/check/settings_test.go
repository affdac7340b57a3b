package check

import (
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/carbonlint/carbonlint/internal/diff"
	"github.com/carbonlint/carbonlint/internal/home"
	"github.com/carbonlint/carbonlint/rules"
)

func loadHome(t *testing.T, dir string) *home.Home {
	t.Helper()
	source, err := home.Open(t.Context(), dir, home.FindOptions{NoGitIgnore: true})
	if err != nil {
		t.Fatal(err)
	}
	h, err := home.Load(t.Context(), source.FS, source.Locations[0], nil)
	if err != nil {
		t.Fatal(err)
	}
	return h
}

func fixAll(h *home.Home) *rules.Fixed {
	opt := rules.Options{Rules: rules.All(), Target: home.V443}
	return rules.Run(h, opt).Fix(opt, func(*rules.Finding) bool { return true })
}

// TestFixesAsSettings compares homes before and after all fixes by setting: the
// settings that the fixes name differ, and nothing else does.
func TestFixesAsSettings(t *testing.T) {
	for _, tt := range []struct {
		home, want string
		comments   int
	}{
		{"../../testdata/homes/shop-esb", `
axis2/axis2.xml: added parameter[@name='httpContentNegotiation'] [http-content-negotiation]
axis2/tenant-axis2.xml: changed parameter[@name='httpContentNegotiation'] [tenant-http-content-negotiation]
carbon.xml: added MgtProxyContextPath [proxy-context-path]
carbon.xml: added ProxyContextPath [proxy-context-path]
carbon.xml: removed BrokerPort [embedded-qpid-ports]
carbon.xml: removed BrokerSSLPort [embedded-qpid-ports]
carbon.xml: removed Location [registry-keystore]
carbon.xml: removed Type [registry-keystore]
carbon.xml: removed Password [registry-keystore]
carbon.xml: removed KeyAlias [registry-keystore]
carbon.xml: removed KeyPassword [registry-keystore]
datasources/master-datasources.xml: added defaultAutoCommit [default-auto-commit]
registry.xml: changed versionResourcesOnChange [version-resources-on-change]
tomcat/catalina-server.xml: added @keyPass [connector-keystore]
tomcat/catalina-server.xml: added @keystoreFile [connector-keystore]
tomcat/catalina-server.xml: added @keystorePass [connector-keystore]
user-mgt.xml: added Property[@name='isCascadeDeleteEnabled'] [cascade-delete]
`, 5},
		{"../../../shared/corpus/stock/4.2.0", `
axis2/axis2.xml: added parameter[@name='httpContentNegotiation'] [http-content-negotiation]
axis2/tenant-axis2.xml: changed parameter[@name='httpContentNegotiation'] [tenant-http-content-negotiation]
carbon.xml: added MgtProxyContextPath [proxy-context-path]
carbon.xml: added ProxyContextPath [proxy-context-path]
carbon.xml: removed BrokerPort [embedded-qpid-ports]
carbon.xml: removed BrokerSSLPort [embedded-qpid-ports]
carbon.xml: removed Location [registry-keystore]
carbon.xml: removed Type [registry-keystore]
carbon.xml: removed Password [registry-keystore]
carbon.xml: removed KeyAlias [registry-keystore]
carbon.xml: removed KeyPassword [registry-keystore]
datasources/master-datasources.xml: added defaultAutoCommit [default-auto-commit]
registry.xml: changed versionResourcesOnChange [version-resources-on-change]
tomcat/catalina-server.xml: added @keystoreFile [connector-keystore]
tomcat/catalina-server.xml: added @keystorePass [connector-keystore]
user-mgt.xml: added Property[@name='isCascadeDeleteEnabled'] [cascade-delete]
`, 10},
	} {
		if _, err := os.Stat(tt.home); err != nil {
			continue // the corpus is not here
		}
		h := loadHome(t, tt.home)
		fixed := fixAll(h)
		var got strings.Builder
		comments := 0
		for _, f := range settingsChanged(h, fixed.Changes) {
			for _, c := range f.Changes {
				if isProse(c) {
					comments++
					continue
				}
				fmt.Fprintf(&got, "%s: %s %s %s\n", f.New.Name, c.Kind, path.Base(c.Path()), c.Rules)
			}
		}
		if got.String() != tt.want[1:] || comments != tt.comments {
			t.Errorf("%s: got\n%s and %d comments, want%s and %d", tt.home, got.String(), comments, tt.want, tt.comments)
		}
		checkNamed(t, h, fixed)
	}
}

// isProse reports whether a change is of a comment without settings.
func isProse(c diff.Change) bool { return strings.HasPrefix(path.Base(c.Path()), "comment()") }

// checkNamed tests that what differs in a file is what the rules speak about
// whose fixes were applied there, and that something differs for each of them.
func checkNamed(t *testing.T, h *home.Home, fixed *rules.Fixed) {
	t.Helper()
	if len(fixed.Refused) > 0 {
		t.Errorf("%s: %v", h.Path, fixed.Refused)
	}
	applied := map[string][]string{} // the rules, by file
	for _, f := range fixed.Applied {
		applied[f.Doc.Path] = append(applied[f.Doc.Path], f.Rule.ID)
	}
	for _, f := range settingsChanged(h, fixed.Changes) {
		if f.Note != "" {
			t.Errorf("%s: %s", f.New.Path, f.Note)
		}
		var seen []string
		for _, c := range f.Changes {
			if isProse(c) {
				continue // it goes with a setting
			}
			seen = append(seen, c.Rules...)
			if !slices.ContainsFunc(c.Rules, func(id string) bool { return slices.Contains(applied[f.New.Path], id) }) {
				t.Errorf("%s: %s %s, which none of %v speaks about", f.New.Path, c.Kind, c.Path(), applied[f.New.Path])
			}
		}
		for _, id := range applied[f.New.Path] {
			if !slices.Contains(seen, id) {
				t.Errorf("%s: %s was fixed, and nothing it speaks about differs", f.New.Path, id)
			}
		}
	}
}

// TestFixturesAsSettings does the same for the fixtures of every rule, so that
// rules.About knows what each rule's fix changes.
func TestFixturesAsSettings(t *testing.T) {
	dirs, err := filepath.Glob("../../testdata/rules/*/bad")
	if err != nil || len(dirs) == 0 {
		t.Fatal("no fixtures", err)
	}
	for _, dir := range dirs {
		h := loadHome(t, dir)
		checkNamed(t, h, fixAll(h))
	}
}
