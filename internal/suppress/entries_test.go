package suppress_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/carbonlint/carbonlint/internal/config"
	"github.com/carbonlint/carbonlint/internal/golden"
	"github.com/carbonlint/carbonlint/internal/home"
	"github.com/carbonlint/carbonlint/internal/suppress"
	"github.com/carbonlint/carbonlint/rules"
)

const plainXML = `<Server>
    <A a="error"/>
    <Ports>
        <B a="warning" b="info"/>
    </Ports>
    <Ports2 a="info"/>
</Server>`

func TestEntries(t *testing.T) {
	const none = "2:5 error a\n4:9 warning a\n4:9 info b\n6:5 info a\n"
	for _, test := range []struct{ name, yaml, xml, want string }{
		{"none", "", plainXML, none},
		{"of a file", "{rule: a, file: conf/x.xml, reason: why}", plainXML, "2:5 error a (external: why)\n4:9 warning a (external: why)\n4:9 info b\n6:5 info a (external: why)\n"},
		{"of another file", "{rule: a, file: conf/y.xml, reason: why}", plainXML, none},
		{"of any file of the name", "{rule: b, file: x.xml, reason: why}", plainXML, "2:5 error a\n4:9 warning a\n4:9 info b (external: why)\n6:5 info a\n"},
		{"of an element", "{rule: a, file: x.xml, element: /Server/A, reason: why, until: 2026-06-15}", plainXML, "2:5 error a (external: why, until 2026-06-15)\n4:9 warning a\n4:9 info b\n6:5 info a\n"},
		{"of what is in an element", "{rule: a, file: x.xml, element: /Server/Ports, reason: why}", plainXML, "2:5 error a\n4:9 warning a (external: why)\n4:9 info b\n6:5 info a\n"},
		{"with a slash behind", "{rule: a, file: x.xml, element: /Server/Ports/, reason: why}", plainXML, "2:5 error a\n4:9 warning a (external: why)\n4:9 info b\n6:5 info a\n"},
		{"expired", "{rule: a, file: x.xml, reason: why, until: 2026-06-14}", plainXML, none},
		{"the first that holds", "{rule: b, file: x.xml, reason: gone, until: 2020-01-01}\n- {rule: b, file: x.xml, reason: first}\n- {rule: b, file: '**', reason: second}", plainXML, "2:5 error a\n4:9 warning a\n4:9 info b (external: first)\n6:5 info a\n"},
		{"a comment goes first", "{rule: a, file: x.xml, reason: entry}", "<!-- carbonlint-ignore a: comment --><Server a='info'/>", "1:38 info a (inSource: comment)\n"},
		{"lost data", "{rule: registry-keystore, file: x.xml, reason: nothing is encrypted}", "<!-- carbonlint-ignore registry-keystore: comment --><Server registry-keystore='error'/>", "1:54 error registry-keystore (external: nothing is encrypted)\n"},
		{"about suppressions", "{rule: suppression, file: x.xml, reason: generated}", "<!-- carbonlint-ignore a --><Server/>", "1:1 warning suppression (external: generated): Invalid suppression: no reason: write carbonlint-ignore RULE: reason. It suppresses nothing.\n"},
		{"file that is broken", "{rule: xml-syntax, file: x.xml, reason: why}", "<Server>", "1:9 warning xml-syntax (external: why)\n"},
	} {
		t.Run(test.name, func(t *testing.T) {
			yaml := test.yaml
			if yaml != "" {
				yaml = "suppress:\n- " + yaml
			}
			set, _, res, _ := run(t, load(t, map[string]string{"x.xml": test.xml}), yaml, config.Settings{})
			if got := show(set, res.Findings); got != test.want {
				t.Errorf("got\n%s\nwant\n%s", got, test.want)
			}
		})
	}
}

func TestEntriesMatchMaskedPaths(t *testing.T) {
	xml := `<S><datasource><name>jdbc:x://u:CANARY@h</name><A a="info"/></datasource></S>`
	_, _, res, _ := run(t, load(t, map[string]string{"x.xml": xml}), "", config.Settings{})
	path := res.Findings[0].Path()
	if strings.Contains(path, "CANARY") || !strings.Contains(path, "*****") {
		t.Fatal(path)
	}
	yaml := "suppress:\n- rule: a\n  file: x.xml\n  reason: why\n  element: " + path
	set, _, res, _ := run(t, load(t, map[string]string{"x.xml": xml}), yaml, config.Settings{})
	if _, ok := set.Of(&res.Findings[0]); !ok {
		t.Errorf("not suppressed at %s", path)
	}
}

func TestEntriesReviewed(t *testing.T) {
	yaml := `ignore: [b]
suppress:
- {rule: a, file: x.xml, element: /Server/A, reason: in use}
- {rule: a, file: x.xml, element: /Server/Gone, reason: cured}
- {rule: a, file: elsewhere/x.xml, reason: in another home}
- {rule: b, file: x.xml, reason: the rule is off}
- {rule: late, file: x.xml, reason: the rule did not run}
- {rule: a, file: x.xml, reason: expired and in use, until: 2026-06-14}
- {rule: a, file: elsewhere/x.xml, reason: expired elsewhere, until: 2020-01-01}
- {rule: a, file: second.xml, reason: in use in the other home}
`
	set1, c, res1, _ := run(t, load(t, map[string]string{"x.xml": plainXML, "second.xml": "<Server/>"}), yaml, config.Settings{})
	set2, _, res2, _ := run(t, load(t, map[string]string{"second.xml": "<Server a='info'/>"}), yaml, config.Settings{})
	var use suppress.Use
	use = use.Add(set1.Use(res1))
	use = use.Add(set2.Use(res2))
	golden.Equal(t, "../../testdata/suppress/entries.txt", []byte(show(set1, use.Review(c.File, today))))
}

func TestReviewFollowsTheConfiguration(t *testing.T) {
	h := load(t, map[string]string{"x.xml": "<!-- carbonlint-ignore a --><Server/>", "old.xml": "<!-- carbonlint-ignore a --><Server/>"})
	for _, test := range []struct {
		name, yaml string
		want       []string
	}{
		{"default", "", []string{"conf/old.xml warning", "conf/x.xml warning"}},
		{"severity", "severity: {suppression: error}", []string{"conf/old.xml error", "conf/x.xml error"}},
		{"severity of a file", "overrides: [{paths: [x.xml], severity: {suppression: info}}]", []string{"conf/old.xml warning", "conf/x.xml info"}},
		{"ignored", "ignore: [suppression]", nil},
		{"not selected", "select: [a]", nil},
		{"off for a file", "overrides: [{paths: [x.xml], ignore: [suppression]}]", []string{"conf/old.xml warning"}},
		{"excluded", "exclude: [old.xml]", []string{"conf/x.xml warning"}},
	} {
		_, _, res, _ := run(t, h, test.yaml, config.Settings{})
		var got []string
		for _, f := range res.Findings {
			got = append(got, f.Doc.Path+" "+f.Severity.String())
		}
		if strings.Join(got, ", ") != strings.Join(test.want, ", ") {
			t.Errorf("%s: %v, want %v", test.name, got, test.want)
		}
	}
}

func TestFixLeavesWhatIsSuppressed(t *testing.T) {
	h := load(t, map[string]string{"x.xml": "<Server>\n<!-- carbonlint-ignore a: meant -->\n<A a=\"info\"/>\n<A a=\"info\"/>\n<!-- carbonlint-ignore b: cured -->\n<A/>\n</Server>\n"})
	set, c, res, opt := run(t, h, "", config.Settings{})
	fixed := res.Fix(opt, func(f *rules.Finding) bool {
		_, suppressed := set.Of(f)
		return c.Fixable(f) && !suppressed
	})
	if len(fixed.Refused) > 0 || len(fixed.Applied) != 2 {
		t.Fatalf("applied %d, refused %v", len(fixed.Applied), fixed.Refused)
	}
	want := "<Server>\n<!-- carbonlint-ignore a: meant -->\n<A a=\"info\"/>\n<A a=\"good\"/>\n<A/>\n</Server>\n"
	if got := string(fixed.Changes[0].New.Bytes()); got != want {
		t.Errorf("got\n%s", got)
	}
	set.Review(fixed.After)
	// The plain rule still speaks of the value it wrote, as not judged only.
	if got := show(set, fixed.After.Findings); got != "3:1 info a (inSource: meant)\n" {
		t.Errorf("left:\n%s", got)
	}
}

func TestRealCommentsAreNotTakenForOurs(t *testing.T) {
	const corpus = "../../../shared/corpus/stock"
	if _, err := os.Stat(corpus); err != nil {
		t.Skip("no corpus")
	}
	entries, err := os.ReadDir(corpus)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		h, err := home.Load(t.Context(), os.DirFS(filepath.Join(corpus, e.Name())), home.Location{Dir: ".", ConfDir: "repository/conf"}, nil)
		if err != nil {
			t.Fatal(err)
		}
		set, _, res, _ := run(t, h, "", config.Settings{})
		if len(res.Home.Files()) < 20 {
			t.Errorf("%s: only %d files", e.Name(), len(res.Home.Files()))
		}
		for i := range res.Findings {
			if _, ok := set.Of(&res.Findings[i]); ok || res.Findings[i].Rule == suppress.Rule {
				t.Errorf("%s: %s: %s", e.Name(), res.Findings[i].Doc.Path, res.Findings[i].Message)
			}
		}
	}
}
