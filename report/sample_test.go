package report

import (
	"bytes"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/carbonlint/carbonlint/internal/home"
	"github.com/carbonlint/carbonlint/internal/xmldoc"
	"github.com/carbonlint/carbonlint/rules"
)

// hostile is text that means something to one format or another.
const hostile = "is a|b <b> & \"q\" 'r' ]]> --> 100% `x` *y* _z_ [l](u) @team #1 \\ =1+1 \x1b[31m ::error::x ##vso[x] é\U00010400 http://example.com/"

// The rules of the sample: one for each severity.
var (
	sampleError = &rules.Rule{
		ID: "sample-error", Title: "server.xml: a Connector without a keystore", Severity: rules.Error, Files: []string{"server.xml"}, Since: home.V430,
		Doc: rules.Doc{
			What: "Every Connector of server.xml that has no keystoreFile.", Runtime: "The port stays closed.\n\nThe log says so once.",
			Fix: "Adds the attribute, which is safe.", Source: "Server.java:12",
			Before: `<Connector port="9443"/>`, After: `<Connector port="9443" keystoreFile="x.jks"/>`,
		},
		Check: func(p *rules.Pass) {
			doc := p.Home.Doc("server.xml")
			for _, e := range doc.Find("//Connector") {
				if e.AttrValue("keystoreFile") != "" {
					continue
				}
				p.Report(rules.Finding{
					Doc: doc, Span: e.StartTag, Message: "The Connector has no keystoreFile.", Effect: "Its port stays closed.",
					Fix: &rules.Fix{Title: "add keystoreFile", Edits: []xmldoc.Edit{doc.AddAttr(e, "port", "keystoreFile", "x.jks")}},
				})
			}
		},
	}
	sampleWarning = &rules.Rule{
		ID: "sample-warning", Title: "sample.xml: versions of every change are kept", Severity: rules.Warning, Files: []string{"sample.xml", "gone.xml"},
		Check: func(p *rules.Pass) {
			doc := p.Home.Doc("sample.xml")
			for _, e := range doc.Find("//keep") {
				edit, err := doc.SetText(e, "false")
				if err != nil || e.Text() == "false" {
					p.CannotJudge(doc, e.Span, "keep is given by a placeholder")
					continue
				}
				p.Report(rules.Finding{
					Doc: doc, Span: e.StartTag, Message: "keep is true.", Effect: "The database grows.",
					Fix: &rules.Fix{Title: "set keep to false", Unsafe: true, Edits: []xmldoc.Edit{edit}},
				})
			}
		},
	}
	sampleInfo = &rules.Rule{
		ID: "sample-info", Title: "sample.xml: a Property worth a look", Severity: rules.Info, Files: []string{"sample.xml"},
		Check: func(p *rules.Pass) {
			doc := p.Home.Doc("sample.xml")
			for _, e := range doc.Find("//Property") {
				for range 2 { // equal findings
					p.Report(rules.Finding{Doc: doc, Span: e.Span, Message: "The value " + hostile + ".", Effect: "Nothing happens.", Hint: "Look at it."})
				}
			}
		},
	}
)

func sampleRules() []*rules.Rule { return []*rules.Rule{sampleError, sampleWarning, sampleInfo} }

const (
	sampleServer = "<Server>\r\n\t<Connector port=\"9443\"\r\n\t\tkeystorePass=\"canary-1\"/>\r\n\t<!-- é --><Connector port=\"9444\"/>\r\n</Server>\r\n"
	sampleOther  = "<registry>\n  <keep>true</keep>\n  <Property name=\"a|b\"\n    other=\"&lt;b&gt;\">\n    x\n  </Property>\n  <keep>false</keep>\n</registry>"
)

// sampleHome is a home of the sample at path, as Run and Fix see it.
func sampleHome(t testing.TB, path string, files map[string]string) *home.Home {
	t.Helper()
	fsys := fstest.MapFS{"repository/conf": {Mode: 0o755 | fs.ModeDir}}
	for name, data := range files {
		fsys["repository/conf/"+name] = &fstest.MapFile{Data: []byte(data), Mode: 0o644}
	}
	h, err := home.Load(t.Context(), fsys, home.Location{Dir: ".", ConfDir: "repository/conf", Path: path}, nil)
	if err != nil {
		t.Fatal(err)
	}
	return h
}

func sampleFiles() map[string]string {
	return map[string]string{"server.xml": sampleServer, "sample.xml": sampleOther}
}

// sample is a report of three homes: open findings of every severity; the same
// with one suppressed, one known and the safe fixes made; none at all.
func sample(t testing.TB) *Report {
	t.Helper()
	list := sampleRules()
	opt := rules.Options{Rules: list, Target: home.V443}
	r := New("1.2.3", "4.4.3", list)
	add := func(h Home) {
		h.Guide = []GuideItem{
			{"keystoreFile", "repository/conf/server.xml", "sample-error", rules.Attention, "2 error"},
			{"keep", "repository/conf/sample.xml", "sample-warning", rules.NotChecked, "absent"},
			{"Property", "repository/conf/sample.xml", "sample-info", rules.OK, ""},
			{"later", "repository/conf/gone.xml", "sample-other", rules.NotApplicable, "came with 4.4.4"},
		}
		r.Add(h)
	}

	add(NewHome(Input{Result: rules.Run(sampleHome(t, "nodes/a 1%,é", sampleFiles()), opt), All: list, Changes: true, FailOn: rules.Warning}))

	result := rules.Run(sampleHome(t, "/opt/wso2", sampleFiles()), opt)
	b := NewHome(Input{Result: result, Fixed: result.Fix(opt, func(f *rules.Finding) bool { return !f.Fix.Unsafe }), All: list, Changes: true, Settled: sampleDecisions(), FailOn: rules.Warning})
	b.Product, b.Evidence = "WSO2 Sample v1", []string{"bin/version.txt"}
	add(b)

	add(NewHome(Input{Result: rules.Run(sampleHome(t, "clean", map[string]string{"server.xml": "<Server/>"}), opt), All: list, Changes: true, FailOn: rules.Warning}))
	return r
}

// sampleDecisions suppresses the warning, and knows the second of the infos.
func sampleDecisions() func(*rules.Finding) (*Suppression, bool) {
	var first *rules.Finding
	return func(f *rules.Finding) (*Suppression, bool) {
		switch f.Rule {
		case sampleWarning:
			return &Suppression{Kind: "external", Reason: "kept for audits | password: canary-2", Until: "2027-03-31"}, false
		case sampleInfo:
			if first == nil {
				first = f
			}
			return nil, f != first
		}
		return nil, false
	}
}

// large is a report of one home with n findings in several files.
func large(t testing.TB, n int) *Report {
	t.Helper()
	files := map[string]string{}
	for i := 0; n > 0; i++ {
		var b strings.Builder
		b.WriteString("<Server>\n")
		for range min(n, 50) {
			fmt.Fprintf(&b, "  <Connector\n      protocol=\"HTTP/1.1\"\n      port=\"%d\"\n      SSLEnabled=\"true\"/>\n", 9000+n)
			n--
		}
		b.WriteString("</Server>\n")
		files[fmt.Sprintf("server%d.xml", i)] = b.String()
	}
	each := *sampleError
	each.Files = []string{"server*.xml"}
	each.Check = func(p *rules.Pass) {
		for _, f := range p.Home.Match("server*.xml") {
			for i, e := range f.Doc.Find("//Connector") {
				p.Report(rules.Finding{
					Severity: rules.Severity(1 + i%3),
					Doc:      f.Doc, Span: e.StartTag, Message: "The Connector has no keystoreFile; 4.4.3 no longer gives it that of the server.",
					Effect: "Tomcat looks for .keystore in the home directory of the user, finds none, and the port stays closed.",
					Fix:    &rules.Fix{Title: "add keystoreFile", Unsafe: i%4 == 0, Edits: []xmldoc.Edit{f.Doc.AddAttr(e, "port", "keystoreFile", "x.jks")}},
				})
			}
		}
	}
	list := []*rules.Rule{&each, sampleWarning}
	r := New("1.2.3", "4.4.3", list)
	r.Add(NewHome(Input{Result: rules.Run(sampleHome(t, "large", files), rules.Options{Rules: list, Target: home.V443}), All: list, Changes: true, FailOn: rules.Warning}))
	return r
}

func render(t testing.TB, f Format, r *Report, opt Options) string {
	t.Helper()
	var b bytes.Buffer
	if err := f.Write(&b, r, opt); err != nil {
		t.Fatalf("%s: %v", f.Name, err)
	}
	return b.String()
}

// named is the format with that name.
func named(name string) Format {
	formats := Formats()
	return formats[slices.IndexFunc(formats, func(f Format) bool { return f.Name == name })]
}
