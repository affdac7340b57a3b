package check

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"

	"github.com/carbonlint/carbonlint/internal/config"
	"github.com/carbonlint/carbonlint/internal/home"
	"github.com/carbonlint/carbonlint/internal/usage"
	"github.com/carbonlint/carbonlint/report"
	"github.com/carbonlint/carbonlint/rules"
)

// shop is an example home with safe and unsafe fixes.
const shop = "../../testdata/homes/shop-esb"

// copies copies the example home to directories with these names, and returns the
// directory that contains them.
func copies(t *testing.T, names ...string) string {
	t.Helper()
	dir := t.TempDir()
	for _, name := range names {
		if err := os.CopyFS(filepath.Join(dir, name), os.DirFS(shop)); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// options check paths with all rules.
func options(paths ...string) Options {
	return Options{
		Paths: paths, Today: "2027-03-31",
		Config: &config.Loader{Names: config.Names{Rules: rules.All(), Releases: home.Releases()}},
		Flags:  config.Settings{FailOn: config.Flag("fail-on", rules.Warning)},
	}
}

func mustRun(t *testing.T, opt Options) *Outcome {
	t.Helper()
	out, err := Run(t.Context(), opt)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { out.Close() })
	if len(out.Errors) > 0 {
		t.Fatal(out.Errors)
	}
	return out
}

// files returns the text of all files below dir, by path.
func files(t *testing.T, dir string) map[string]string {
	t.Helper()
	all := map[string]string{}
	err := filepath.WalkDir(dir, func(p string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(p)
		all[p] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// text is what write writes.
func text(t *testing.T, write func(io.Writer) error) string {
	t.Helper()
	var b strings.Builder
	if err := write(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func changed(before, after map[string]string) []string {
	var list []string
	for p := range after {
		if before[p] != after[p] {
			list = append(list, p)
		}
	}
	slices.Sort(list)
	return list
}

func TestReportAndPlanChangeNothing(t *testing.T) {
	dir := copies(t, "a")
	before := files(t, dir)
	out := mustRun(t, options(dir))
	if !out.Failed || !out.Patch.Empty() || out.Report.Summary.Homes != 1 {
		t.Errorf("Report: failed %v, empty patch %v, %d homes", out.Failed, out.Patch.Empty(), out.Report.Summary.Homes)
	}
	opt := options(dir)
	opt.Mode, opt.Patch, opt.Diff = Plan, filepath.Join(dir, "new.patch"), true
	out = mustRun(t, opt)
	if exact, masked := text(t, out.Patch.WriteExact), text(t, out.Patch.WriteMasked); !strings.Contains(exact, "+++ b/") || strings.Contains(exact, "*****") || !strings.Contains(masked, "*****") {
		t.Errorf("Plan: the patch is\n%s\nand masked\n%s", exact, masked)
	}
	if list := changed(before, files(t, dir)); len(list) > 0 {
		t.Errorf("changed: %v", list)
	}
}

func TestFixConverges(t *testing.T) {
	dir := copies(t, "a", "b")
	before := files(t, dir)
	opt := options(dir)
	homes := 0
	opt.Mode, opt.Backup, opt.EachChange = Fix, t.TempDir(), func(ChangedHome) { homes++ }
	out := mustRun(t, opt)
	after := files(t, dir)
	if homes != 2 || out.Patch.Empty() || len(changed(before, after)) == 0 {
		t.Errorf("%d homes changed, files: %v", homes, changed(before, after))
	}
	if n, want := len(files(t, opt.Backup)), len(changed(before, after)); n != want {
		t.Errorf("%d originals are kept, want %d", n, want)
	}
	opt.Backup, homes = "", 0
	out = mustRun(t, opt)
	if homes > 0 || !out.Patch.Empty() || len(changed(after, files(t, dir))) > 0 {
		t.Error("the second run changes something")
	}
}

func TestBaselineMakesFindingsKnown(t *testing.T) {
	dir := copies(t, "a")
	opt := options(dir)
	opt.WriteBaseline = filepath.Join(dir, "baseline.json")
	if out := mustRun(t, opt); !out.Failed {
		t.Error("the run that writes the baseline does not report that findings fail it")
	}
	opt = options(dir)
	opt.Flags.Baseline = config.Flag("baseline", filepath.Join(dir, "baseline.json"))
	if out := mustRun(t, opt); out.Failed || out.Report.Summary.Known == 0 {
		t.Error("findings in the baseline fail the run, or are gone")
	}
}

func TestRunRefusesToReplaceWhatItReads(t *testing.T) {
	dir := copies(t, "a")
	carbon := filepath.Join(dir, "a/repository/conf/carbon.xml")
	for name, change := range map[string]func(*Options){
		"belongs to the server": func(o *Options) { o.Reports = []string{filepath.Join(dir, "a/repository/conf/new.json")} },
		"not a patch":           func(o *Options) { o.Patch, o.Mode = carbon, Plan },
		"not a baseline":        func(o *Options) { o.WriteBaseline = carbon },
	} {
		opt := options(dir)
		change(&opt)
		if out, err := Run(t.Context(), opt); err == nil || out != nil || !strings.Contains(err.Error(), name) {
			t.Errorf("the error is %v, want %q", err, name)
		}
	}
	opt := options(dir)
	opt.Mode, opt.Backup = Fix, filepath.Join(dir, "a/backup")
	if _, err := Run(t.Context(), opt); !errors.As(err, new(*usage.Error)) {
		t.Errorf("a backup in the home: %v, want a usage.Error", err)
	}
}

func TestErrorsDoNotHideOtherHomes(t *testing.T) {
	dir := copies(t, "a", "b")
	if err := os.Remove(filepath.Join(dir, "a/repository/conf/carbon.xml")); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(filepath.Join(dir, "a/repository/conf/carbon.xml"), 0o755); err != nil {
		t.Fatal(err)
	}
	out, err := Run(t.Context(), options(dir, filepath.Join(dir, "missing")))
	if err != nil || out.Report.Summary.Homes != 2 || len(out.Errors) == 0 {
		t.Errorf("error %v, outcome %+v", err, out)
	}
}

func TestRunEndsWithItsContext(t *testing.T) {
	dir := copies(t, "a", "b", "c")
	ctx, cancel := context.WithCancel(t.Context())
	opt := options(dir)
	var calls []int
	opt.OnHome = func(done, total int) {
		calls = append(calls, done, total)
		cancel()
	}
	out, err := Run(ctx, opt)
	if out != nil || err == nil || !strings.Contains(err.Error(), "interrupted after 1 of 3 homes") || !slices.Equal(calls, []int{1, 3}) {
		t.Errorf("outcome %v, error %v, calls %v", out, err, calls)
	}
}

func ExampleRun() {
	out, err := Run(context.Background(), Options{
		Paths:  []string{shop},
		Config: &config.Loader{Names: config.Names{Rules: rules.All()}},
		Today:  "2027-03-31",
		Mode:   Plan,
		Patch:  "-",
		EachHome: func(_ *report.Report, h *report.Home) {
			fmt.Println(h.Product, len(h.Findings), "findings")
		},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	defer out.Close()
	var patch strings.Builder
	if err := out.Patch.WriteExact(&patch); err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(strings.Count(patch.String(), "+++ "), "files to change")
	// Output:
	// WSO2 Enterprise Service Bus v4.8.1 9 findings
	// 4 files to change
}

// TestEBCDICIsNotJudged: the server reads a file in EBCDIC and carbonlint does not,
// so there is an error and no finding.
func TestEBCDICIsNotJudged(t *testing.T) {
	dir := copies(t, "a")
	name := filepath.Join(dir, "a/repository/conf/carbon.xml")
	text, err := charmap.CodePage037.NewEncoder().String(`<?xml version="1.0" encoding="IBM037"?><Server>x</Server>`)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := Run(t.Context(), options(name))
	if err != nil || len(out.Errors) != 1 || !strings.Contains(out.Errors[0].Error(), "an encoding that carbonlint does not read") {
		t.Errorf("error %v, errors %v", err, out.Errors)
	}
	if s := out.Report.Summary; s.Homes != 1 || s.Error+s.Warning+s.Info > 0 {
		t.Errorf("the totals are %+v", s)
	}
}
