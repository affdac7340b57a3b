package report_test

import (
	"context"
	"fmt"
	"io/fs"
	"strings"
	"testing/fstest"

	"github.com/carbonlint/carbonlint/internal/home"
	"github.com/carbonlint/carbonlint/report"
	"github.com/carbonlint/carbonlint/rules"
)

// A report takes the results of one home after the other. Every format prints it.
func Example() {
	dir := fstest.MapFS{
		"repository/conf":              {Mode: 0o755 | fs.ModeDir},
		"repository/conf/registry.xml": {Data: []byte("<wso2registry>\n  <versionResourcesOnChange>true</versionResourcesOnChange>\n</wso2registry>\n")},
	}
	h, err := home.Load(context.Background(), dir, home.Location{Dir: ".", ConfDir: "repository/conf", Path: "greg"}, nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	all := rules.All()
	result := rules.Run(h, rules.Options{Rules: all, Target: home.V443})

	r := report.New("1.0.0", home.V443.String(), all)
	r.Add(report.NewHome(report.Input{Result: result, All: all}))
	var page strings.Builder
	if err := report.HTML(&page, r, report.Options{}); err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(strings.Contains(page.String(), "Carbon configuration report"))
	for _, f := range r.Homes[0].Findings {
		fmt.Printf("%s:%d: %s: %s\n", f.File, f.Line, f.Severity, f.Rule)
	}
	// Output:
	// true
	// repository/conf/registry.xml:2: warning: version-resources-on-change
}

func ExampleUnified() {
	fmt.Print(report.Unified("a/carbon.xml", "b/carbon.xml", "<Server>\n  <Offset>0</Offset>\n</Server>\n", "<Server>\n  <Offset>1</Offset>\n</Server>\n"))
	// Output:
	// --- a/carbon.xml
	// +++ b/carbon.xml
	// @@ -1,3 +1,3 @@
	//  <Server>
	// -  <Offset>0</Offset>
	// +  <Offset>1</Offset>
	//  </Server>
}

func ExampleFinding_State() {
	f := report.Finding{Rule: "registry-keystore", Severity: rules.Warning, Fix: &report.Fix{Safety: report.Safe}}
	fmt.Println(f.Severity, f.State())
	f.Fix.Applied = true
	fmt.Println(f.Severity, f.State())
	// Output:
	// warning open
	// warning fixed
}
