package report

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/carbonlint/carbonlint/internal/home"
)

// TestReasonWords: every kind of reason has words of its own, and names what it
// refers to.
func TestReasonWords(t *testing.T) {
	seen := map[string]home.ReasonKind{}
	for kind := home.Excluded; kind <= home.LinkAbove; kind++ {
		words := reasonWords(home.Skipped{Path: "x", Reason: home.Reason{Kind: kind, Of: "conf"}})
		if other, ok := seen[words]; ok || words == "skipped" {
			t.Errorf("reason %d reads like %d: %s", kind, other, words)
		}
		seen[words] = kind
	}
	for reason, want := range map[home.Reason]string{
		{Kind: home.Excluded, Of: "old/**"}:          "excluded by old/**",
		{Kind: home.InsideServer, Of: "esb"}:         "inside the server esb, which does not read it; to check it, give its path",
		{Kind: home.CopyOfDirectory, Of: "esb/conf"}: "a copy of esb/conf by its name",
		{Kind: home.CopyOfFile, Of: "carbon.xml"}:    "a copy of carbon.xml, which the server does not read",
		{Kind: home.SameFile, Of: "a.xml"}:           "the same file as a.xml, which is judged",
		{Kind: home.SameDirectory, Of: "axis2"}:      "the same directory as axis2, which is read",
	} {
		if got := reasonWords(home.Skipped{Reason: reason}); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	if got := reasonWords(home.Skipped{Err: errors.New("cannot be listed: no")}); got != "cannot be listed: no" {
		t.Errorf("an error: %q", got)
	}
}

func TestSignWords(t *testing.T) {
	for _, c := range []struct {
		layout home.Layout
		signs  string
		want   string
	}{
		{home.LayoutHome, "carbon.xml", "repository/conf holds carbon.xml"},
		{home.LayoutHome, "carbon.xml registry.xml", "repository/conf holds carbon.xml and registry.xml"},
		{home.LayoutProfile, "carbon.xml registry.xml axis2/axis2.xml", "repository/conf holds carbon.xml, registry.xml and more"},
		{home.LayoutFlat, "carbon.xml user-mgt.xml axis2.xml", "carbon.xml, user-mgt.xml and more side by side in one folder"},
		{home.LayoutFlat, "catalina-server.xml", "a folder with catalina-server.xml"},
		{home.LayoutTree, "carbon.xml axis2/axis2.xml", "a configuration directory with carbon.xml and axis2/axis2.xml"},
		{home.LayoutFile, "carbon.xml", "a single file, taken for carbon.xml"},
		{home.LayoutHome, "", ""},
	} {
		h := &home.Home{Layout: c.layout, ConfDir: "repository/conf", Signs: strings.Fields(c.signs)}
		if got := signWords(h); got != c.want {
			t.Errorf("%s, %s: %q, want %q", c.layout, c.signs, got, c.want)
		}
	}
}

func TestEvidenceWords(t *testing.T) {
	for _, c := range []struct {
		e    home.Evidence
		want string
	}{
		{home.Evidence{Kind: home.ProductFile, Path: "bin/version.txt", What: "WSO2 X v1"}, "bin/version.txt"},
		{home.Evidence{Kind: home.ProductSetting, Path: "conf/carbon.xml", What: "WSO2 X 1"}, "conf/carbon.xml says WSO2 X 1"},
		{home.Evidence{Kind: home.VersionFile, Path: "bin/v.txt", Release: home.V443}, "bin/v.txt says 4.4.3"},
		{home.Evidence{Kind: home.CoreJar, Path: "plugins/core.jar", Release: home.V443}, "plugins/core.jar"},
		{home.Evidence{Kind: home.ShippedWith, Path: "bin/version.txt", What: "WSO2 X v1", Release: home.V420}, "WSO2 X v1 ships with Carbon 4.2.0"},
		{home.Evidence{Kind: home.CameWith, Path: "carbon.xml", What: "Tenant", Release: home.V440}, "carbon.xml has Tenant, which came with 4.4.0"},
		{home.Evidence{Kind: home.CameWith, Path: "deployment.toml", Release: home.V450}, "deployment.toml, which came with 4.5.0"},
		{home.Evidence{Kind: home.LastIn, Path: "carbon.xml", What: "Ports", Release: home.V420}, "carbon.xml has Ports, last in 4.2.0"},
		{home.Evidence{Kind: home.CameAfter, Path: "carbon.xml", What: "Key", Release: home.V443}, "carbon.xml has Key, which came after 4.4.3"},
		{home.Evidence{Kind: home.Carbon3, Path: "conf/mgt-transports.xml"}, "conf/mgt-transports.xml, which Carbon 4 no longer has"},
	} {
		if got := evidenceWords(c.e); got != c.want {
			t.Errorf("%s: %q, want %q", c.e.Kind, got, c.want)
		}
	}
}

func TestAdvice(t *testing.T) {
	var skipped []home.Skipped
	for i := range 7 {
		skipped = append(skipped, home.Skipped{Path: fmt.Sprint("r/", i), Reason: home.Reason{Kind: home.Backups}})
	}
	for _, c := range []struct {
		err  error
		want string // its end
	}{
		{errors.New("other"), ""},
		{fmt.Errorf("check x.txt: %w", home.ErrNoRule), "; name a file that the server reads, such as repository/conf/carbon.xml, or the directory of the server"},
		{fmt.Errorf("search r: %w", &home.NoConfiguration{}), "datasources/*-datasources.xml, or templates of them"},
		{fmt.Errorf("search r: %w", &home.NoConfiguration{Skipped: skipped}), "; left out r/4: a directory of backups; and 2 more"},
	} {
		if got := Advice(c.err); !strings.HasSuffix(got, c.want) || (c.want == "") != (got == "") {
			t.Errorf("%v: %q, want %q", c.err, got, c.want)
		}
	}
	if got := errorWords(fmt.Errorf("read: %w", home.ErrHomeTooLarge)); !strings.HasSuffix(got, "; move other files out of it or use --exclude") {
		t.Errorf("a home that is too large: %q", got)
	}
}
