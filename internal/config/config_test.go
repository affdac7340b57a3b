package config_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/carbonlint/carbonlint/internal/config"
	"github.com/carbonlint/carbonlint/internal/golden"
	"github.com/carbonlint/carbonlint/internal/home"
	"github.com/carbonlint/carbonlint/internal/xmldoc"
	"github.com/carbonlint/carbonlint/rules"
)

// site is a home of the given files below repository/conf.
func site(t *testing.T, files map[string]string) *home.Home {
	t.Helper()
	fsys := fstest.MapFS{"repository/conf": {Mode: 0o755 | os.ModeDir}}
	for name, data := range files {
		fsys["repository/conf/"+name] = &fstest.MapFile{Data: []byte(data), Mode: 0o644}
	}
	h, err := home.Load(t.Context(), fsys, home.Location{Dir: ".", ConfDir: "repository/conf", Path: "home"}, nil)
	if err != nil {
		t.Fatal(err)
	}
	return h
}

// stock are two files in each of which a rule of plainNames finds something.
var stock = map[string]string{"registry.xml": "<wso2registry/>", "user-mgt.xml": "<UserManager/>"}

// plainNames are names with rules that report, as info and with an unsafe fix,
// the outermost element of the one file that two of them judge.
func plainNames() config.Names {
	n := names()
	for i, r := range n.Rules {
		plain := &rules.Rule{ID: r.ID, Severity: rules.Info, Files: r.Files, Since: r.Since}
		file := map[string]string{version: "registry.xml", cascade: "user-mgt.xml"}[r.ID]
		plain.Check = func(p *rules.Pass) {
			if doc := p.Home.Doc(file); doc != nil {
				root := doc.Root()
				p.Report(rules.Finding{Doc: doc, Span: root.StartTag, Fix: &rules.Fix{
					Title: "mark it", Unsafe: true, Edits: []xmldoc.Edit{doc.AddAttr(root, "", "seen", "yes")},
				}})
			}
		}
		n.Rules[i] = plain
	}
	return n
}

// judged says which rules find something in which file, and how bad it is.
func judged(t *testing.T, c *config.Config, h *home.Home) string {
	t.Helper()
	res := rules.Run(h, rules.Options{Rules: c.Rules(h), From: c.Origin.V, Target: c.Target.V})
	c.Review(res)
	n := len(res.NotJudged)
	if c.Review(res); len(res.NotJudged) != n {
		t.Errorf("a second Review brings %d notes to %d", n, len(res.NotJudged))
	}
	var b strings.Builder
	for _, f := range res.Findings {
		fmt.Fprintf(&b, "%s %s %s\n", filepath.Base(f.Doc.Path), f.Rule.ID, f.Severity)
	}
	for _, n := range res.NotJudged {
		if n.Reason != "absent" {
			fmt.Fprintf(&b, "%s %s not judged: %s\n", filepath.Base(n.File), n.Rule.ID, n.Reason)
		}
	}
	return b.String()
}

const (
	version = "version-resources-on-change"
	cascade = "cascade-delete"
)

func flagRules(flag string, ids ...string) []config.Value[string] {
	var list []config.Value[string]
	for _, id := range ids {
		list = append(list, config.Flag(flag, id))
	}
	return list
}

func TestRulesInForce(t *testing.T) {
	both := "registry.xml " + version + " info\nuser-mgt.xml " + cascade + " info\n"
	onlyVersion := "registry.xml " + version + " info\n"
	for _, test := range []struct {
		name, src, want string
		flags           config.Settings
	}{
		{name: "default", want: both},
		{name: "select", src: "select: [version-resources-on-change]", want: onlyVersion},
		{name: "ignore", src: "ignore: [cascade-delete]", want: onlyVersion},
		{name: "off", src: "severity: {cascade-delete: off}", want: onlyVersion},
		{name: "severity", src: "severity: {cascade-delete: error}", want: onlyVersion + "user-mgt.xml cascade-delete error\n"},
		{name: "flag over file", src: "select: [version-resources-on-change]", flags: config.Settings{Select: flagRules("select", cascade)}, want: "user-mgt.xml cascade-delete info\n"},
		{name: "flag brings back what the file ignores", src: "ignore: [cascade-delete]\nseverity: {version-resources-on-change: off}", flags: config.Settings{Select: flagRules("select", cascade, version)}, want: both},
		{name: "flag ignores more", src: "ignore: [cascade-delete]", flags: config.Settings{Ignore: flagRules("ignore", version)}, want: ""},
		{name: "flag ignores what the file selects", src: "select: [cascade-delete, version-resources-on-change]", flags: config.Settings{Ignore: flagRules("ignore", cascade)}, want: onlyVersion},
		{name: "override for a file", src: "overrides: [{paths: [user-mgt.xml], ignore: [cascade-delete]}]", want: onlyVersion + "user-mgt.xml cascade-delete not judged: cascade-delete is off here (.carbonlint.yaml:1)\n"},
		{name: "override brings a rule back", src: "severity: {cascade-delete: off}\noverrides:\n- {paths: ['**/user-mgt.xml'], severity: {cascade-delete: warning}}", want: onlyVersion + "user-mgt.xml cascade-delete warning\n"},
		{name: "override of another home", src: "overrides: [{paths: [/other], ignore: [cascade-delete]}]", want: both},
		{name: "the last override wins", src: "overrides:\n- {paths: ['*'], severity: {cascade-delete: error}}\n- {paths: [servers], severity: {cascade-delete: warning}}", want: onlyVersion + "user-mgt.xml cascade-delete warning\n"},
		{name: "flag over override", src: "overrides: [{paths: ['**'], ignore: [cascade-delete]}]", flags: config.Settings{Select: flagRules("select", cascade)}, want: "user-mgt.xml cascade-delete info\n"},
		{name: "excluded file", src: "exclude:\n  - repository/conf/none\n  - servers/*/repository/conf/user-mgt.xml", flags: config.Settings{Select: flagRules("select", cascade, version)}, want: onlyVersion + "user-mgt.xml cascade-delete not judged: excluded (.carbonlint.yaml:3)\n"},
		{name: "target too old", src: "target: 4.2.0", want: ""},
		{name: "from", src: "from: 4.4.2", want: both},
	} {
		t.Run(test.name, func(t *testing.T) {
			c := config.New(plainNames(), parse(t, test.src), "servers/a", test.flags)
			if got := judged(t, c, site(t, stock)); got != test.want {
				t.Errorf("got\n%swant\n%s", got, test.want)
			}
		})
	}
}

func TestValuesInForce(t *testing.T) {
	f := parse(t, "target: 4.4.1\nfail-on: error\nbaseline: b.json\noverrides:\n- paths: [servers/a]\n  target: 4.4.2\n  from: 4.3.0\n")
	flags := config.Settings{FailOn: config.Flag("fail-on", rules.Info), Baseline: config.Flag("baseline", "c.json")}
	show := func(c *config.Config) string {
		return fmt.Sprintf("%s %s, %s %s, %s %s, %s %s", c.Target.V, c.Target.From, c.Origin.V, c.Origin.From, c.FailOn.V, c.FailOn.From, c.Baseline.V, c.Baseline.From)
	}
	for _, test := range []struct {
		name, home, want string
		file             *config.File
		flags            config.Settings
	}{
		{"default", "a", "4.4.3 default, unknown default, warning default,  default", nil, config.Settings{}},
		{"file", "servers/b", "4.4.1 .carbonlint.yaml:1, unknown default, error .carbonlint.yaml:2, b.json .carbonlint.yaml:3", f, config.Settings{}},
		{"override", "servers/a", "4.4.2 .carbonlint.yaml:6, 4.3.0 .carbonlint.yaml:7, error .carbonlint.yaml:2, b.json .carbonlint.yaml:3", f, config.Settings{}},
		{"below the override's paths", "servers/a/x", "4.4.2 .carbonlint.yaml:6, 4.3.0 .carbonlint.yaml:7, error .carbonlint.yaml:2, b.json .carbonlint.yaml:3", f, config.Settings{}},
		{"flags", "servers/a", "4.4.2 .carbonlint.yaml:6, 4.3.0 .carbonlint.yaml:7, info flag --fail-on, c.json flag --baseline", f, flags},
	} {
		if got := show(config.New(names(), test.file, test.home, test.flags)); got != test.want {
			t.Errorf("%s: got  %s\nwant %s", test.name, got, test.want)
		}
	}
}

func TestFixable(t *testing.T) {
	h := site(t, stock)
	res := rules.Run(h, rules.Options{Rules: plainNames().Rules, Target: home.V443})
	find := func(rule string) *rules.Finding {
		for i := range res.Findings {
			if res.Findings[i].Rule.ID == rule {
				return &res.Findings[i]
			}
		}
		t.Fatalf("no finding of %s", rule)
		return nil
	}
	unsafe := find(version)
	safe := *unsafe
	safe.Fix = &rules.Fix{Title: "a safe one"}
	for _, test := range []struct {
		src        string
		flags      config.Settings
		wantUnsafe bool
		wantSafe   bool
	}{
		{src: "", wantSafe: true},
		{src: "unsafe-fixes: [cascade-delete]", wantSafe: true},
		{src: "unsafe-fixes: [version-resources-on-change]", wantSafe: true, wantUnsafe: true},
		{src: "", flags: config.Settings{AllUnsafe: config.Flag("unsafe-fixes", true)}, wantSafe: true, wantUnsafe: true},
		{src: "overrides: [{paths: [registry.xml], unsafe-fixes: [version-resources-on-change]}]", wantSafe: true, wantUnsafe: true},
		{src: "unsafe-fixes: [version-resources-on-change]\nexclude: [registry.xml]"},
		{src: "unsafe-fixes: [version-resources-on-change]\nignore: [version-resources-on-change]"},
	} {
		c := config.New(plainNames(), parse(t, test.src), ".", test.flags)
		if got := c.Fixable(unsafe); got != test.wantUnsafe {
			t.Errorf("%q: unsafe fix: %t", test.src, got)
		}
		if got := c.Fixable(&safe); got != test.wantSafe {
			t.Errorf("%q: safe fix: %t", test.src, got)
		}
	}
}

func TestJudged(t *testing.T) {
	h := site(t, map[string]string{"carbon.xml": "<Server", "registry.xml": "<wso2registry/>", "user-mgt.xml": "<UserManager/>"})
	c := config.New(plainNames(), parse(t, "exclude: [registry.xml]\nignore: [cascade-delete]\n"), ".", config.Settings{})
	did := c.Judged(rules.Run(h, rules.Options{Rules: c.Rules(h), Target: home.V443}))
	for _, test := range []struct {
		rule, file string
		want       bool
	}{
		{version, "registry.xml", false},                                    // excluded
		{"default-auto-commit", "datasources/master-datasources.xml", true}, // not there
		{"proxy-context-path", "carbon.xml", false},                         // broken
		{"xml-syntax", "carbon.xml", true},
		{cascade, "user-mgt.xml", false}, // off
		{"no-such-rule", "user-mgt.xml", false},
	} {
		if got := did(test.rule, "repository/conf/"+test.file); got != test.want {
			t.Errorf("%s in %s: %t", test.rule, test.file, got)
		}
	}
}

func TestWrite(t *testing.T) {
	f := parse(t, full+"  - {rule: xml-syntax, file: /other, reason: password=CANARY1}\n")
	flags := config.Settings{FailOn: config.Flag("fail-on", rules.Warning), AllUnsafe: config.Flag("unsafe-fixes", true)}
	for name, c := range map[string]struct {
		conf *config.Config
		file string
	}{
		"default":  {config.New(names(), nil, ".", config.Settings{}), ""},
		"home":     {config.New(names(), f, "servers/is-5.0", config.Settings{}), ""},
		"flags":    {config.New(names(), f, "servers/esb", flags), ""},
		"file":     {config.New(names(), f, "servers/is-5.0", flags), "repository/conf/carbon.xml"},
		"excluded": {config.New(names(), f, ".", flags), "old/repository/conf/carbon.xml"},
	} {
		t.Run(name, func(t *testing.T) {
			var out strings.Builder
			if err := c.conf.Write(&out, c.file); err != nil {
				t.Fatal(err)
			}
			if strings.Contains(out.String(), "CANARY") {
				t.Error("it contains a secret")
			}
			golden.Equal(t, "../../testdata/config/"+name+".yaml", []byte(out.String()))
		})
	}
}
