package rules_test

import (
	"bytes"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/rogpeppe/go-internal/diff"
	"github.com/rogpeppe/go-internal/txtar"

	"github.com/carbonlint/carbonlint/internal/golden"
	"github.com/carbonlint/carbonlint/internal/home"
	"github.com/carbonlint/carbonlint/internal/secret"
	"github.com/carbonlint/carbonlint/rules"
)

// caseToday is the day of a case that names none.
const caseToday = "2026-06-15"

// TestCases runs the cases of each rule: testdata/<rule>/<case>.txtar. A case is
// one home and what the rule says of it:
//
//	What the case shows, for the reader.
//	-- flags --                       optional: from, target and date, one a line
//	from 4.2.0
//	-- copy --                        optional: binary files, from ../testdata
//	repository/resources/security/site.jks keystores/site.jks
//	-- repository/conf/carbon.xml --  the files of the home
//	<Server/>
//	-- findings --                    written by -update, as is what follows
//	-- fixed --                       what --fix changes, as a diff
//	-- unsafe --                      what --fix --unsafe-fixes changes, where that is more
//
// In a new case write the files of the home only, run the test with -update, and
// read what it wrote. Text that must never be printed starts with "canary".
func TestCases(t *testing.T) {
	for _, rule := range rules.All() {
		names, err := filepath.Glob("testdata/" + rule.ID + "/*.txtar")
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			t.Run(rule.ID+"/"+strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
				data, err := os.ReadFile(name)
				if err != nil {
					t.Fatal(err)
				}
				golden.Equal(t, name, txtar.Format(runCase(t, rule, txtar.Parse(data))))
			})
		}
	}
}

// TestCaseFolders finds cases that belong to no rule.
func TestCaseFolders(t *testing.T) {
	names, err := filepath.Glob("testdata/*/*.txtar")
	if err != nil || len(names) == 0 {
		t.Fatal("no cases", err)
	}
	for _, name := range names {
		id := filepath.Base(filepath.Dir(name))
		if !slices.ContainsFunc(rules.All(), func(r *rules.Rule) bool { return r.ID == id }) {
			t.Errorf("%s belongs to no rule", name)
		}
	}
}

// runCase is the case with the outcome that the rule has now.
func runCase(t *testing.T, rule *rules.Rule, a *txtar.Archive) *txtar.Archive {
	t.Helper()
	opt := rules.Options{Rules: []*rules.Rule{rule}, Target: home.V443, Today: caseToday}
	out := &txtar.Archive{Comment: a.Comment}
	fsys := fstest.MapFS{"repository/conf": {Mode: 0o755 | os.ModeDir}}
	for _, f := range a.Files {
		switch f.Name {
		case "findings", "fixed", "unsafe":
			continue
		case "flags":
			readFlags(t, &opt, string(f.Data))
		case "copy":
			for line := range strings.Lines(string(f.Data)) {
				to, from, _ := strings.Cut(strings.TrimSpace(line), " ")
				data, err := os.ReadFile(filepath.Join("../testdata", filepath.FromSlash(from)))
				if err != nil {
					t.Fatal(err)
				}
				fsys[to] = &fstest.MapFile{Data: data, Mode: 0o644}
			}
		default:
			fsys[path.Clean(f.Name)] = &fstest.MapFile{Data: f.Data, Mode: 0o644}
		}
		out.Files = append(out.Files, f)
	}
	h, err := home.Load(t.Context(), fsys, home.Location{Dir: ".", ConfDir: "repository/conf", Path: "home"}, nil)
	if err != nil {
		t.Fatal(err)
	}
	r := rules.Run(h, opt)
	out.Files = append(out.Files, txtar.File{Name: "findings", Data: []byte(caseFindings(t, r))})
	fixed := caseDiff(t, r, opt, func(f *rules.Finding) bool { return !f.Fix.Unsafe })
	unsafe := caseDiff(t, r, opt, func(*rules.Finding) bool { return true })
	if len(fixed) > 0 {
		out.Files = append(out.Files, txtar.File{Name: "fixed", Data: fixed})
	}
	if !bytes.Equal(fixed, unsafe) {
		out.Files = append(out.Files, txtar.File{Name: "unsafe", Data: unsafe})
	}
	return out
}

// readFlags reads the section flags of a case.
func readFlags(t *testing.T, opt *rules.Options, text string) {
	t.Helper()
	for line := range strings.Lines(text) {
		name, value, _ := strings.Cut(strings.TrimSpace(line), " ")
		var err error
		switch name {
		case "from":
			opt.From, err = home.ParseVersion(value)
		case "target":
			opt.Target, err = home.ParseVersion(value)
		case "date":
			opt.Today = value
		default:
			err = fmt.Errorf("no such flag: %q", name)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
}

// caseFindings writes findings, and what was not judged, for the section findings.
func caseFindings(t *testing.T, r *rules.Result) string {
	t.Helper()
	var b strings.Builder
	for _, f := range r.Findings {
		line, col := f.Doc.Position(f.Span.Start)
		fmt.Fprintf(&b, "%s:%d:%d %s %s\n  %s\n  %s\n", f.Doc.Path, line, col, f.Severity, f.Code, f.Message, f.Effect)
		if f.Item != "" {
			fmt.Fprintf(&b, "  item: %s\n", f.Item)
		}
		if f.Fix != nil {
			fmt.Fprintf(&b, "  %s fix: %s\n", map[bool]string{true: "unsafe", false: "safe"}[f.Fix.Unsafe], f.Fix.Title)
		}
		if f.Hint != "" {
			fmt.Fprintf(&b, "  hint: %s\n", f.Hint)
		}
		if f.Code == "" || f.Fix == nil && f.Hint == "" {
			t.Errorf("no code, or neither fix nor hint: %s", f.Message)
		}
	}
	for _, n := range r.NotJudged {
		if n.Reason != rules.Absent {
			fmt.Fprintf(&b, "not judged: %s: %s\n", n.Where(), n.Reason)
		}
	}
	for line := range strings.Lines(b.String()) {
		if secret.Line(line) != line {
			t.Errorf("would be masked: %s", line)
		}
		if strings.Contains(line, "canary") {
			t.Errorf("prints a secret: %s", line)
		}
	}
	return b.String()
}

// caseDiff shows what the fixes that allow accepts change. It fails when one is
// refused, or leaves such a fix to do.
func caseDiff(t *testing.T, r *rules.Result, opt rules.Options, allow func(*rules.Finding) bool) []byte {
	t.Helper()
	fixed := r.Fix(opt, allow)
	for _, err := range fixed.Refused {
		t.Error(err)
	}
	for i := range fixed.After.Findings {
		if f := &fixed.After.Findings[i]; f.Fix != nil && allow(f) {
			t.Errorf("still to fix: %s", f.Message)
		}
	}
	var all []byte
	for _, c := range fixed.Changes {
		_, d, _ := bytes.Cut(diff.Diff(c.File, c.Old.Bytes(), c.File, c.New.Bytes()), []byte("\n"))
		all = append(all, d...)
	}
	return all
}
