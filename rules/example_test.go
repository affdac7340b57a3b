package rules_test

import (
	"context"
	"fmt"
	"io/fs"
	"testing/fstest"

	"github.com/carbonlint/carbonlint/internal/home"
	"github.com/carbonlint/carbonlint/rules"
)

// Run judges a home. A finding has its place in the file, and may have a fix.
func ExampleRun() {
	dir := fstest.MapFS{
		"repository/conf":              {Mode: 0o755 | fs.ModeDir},
		"repository/conf/registry.xml": {Data: []byte("<wso2registry>\n  <versionResourcesOnChange>true</versionResourcesOnChange>\n</wso2registry>\n")},
	}
	h, err := home.Load(context.Background(), dir, home.Location{Dir: ".", ConfDir: "repository/conf", Path: "greg"}, nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	result := rules.Run(h, rules.Options{Rules: rules.All(), Target: home.V443})
	for i := range result.Findings {
		f := &result.Findings[i]
		line, column := f.Doc.Position(f.Span.Start)
		fmt.Printf("%s:%d:%d: %s: %s\n", f.Doc.Path, line, column, f.Severity, f.Message)
		fmt.Println("fix:", f.Fix.Title)
	}
	// Output:
	// repository/conf/registry.xml:2:3: warning: versionResourcesOnChange is true; 4.4.3 ships with false.
	// fix: set versionResourcesOnChange to false
}
