package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"carbonlint": main})
}

// TestScripts runs the scripts of testdata/script against the real program.
// "home NAME [DIR]" copies a home of testdata/homes (or rules/ID/bad); "same A B"
// compares trees byte for byte; "exit N CMD..." wants an exit code; "mode 0600
// FILE" wants a regular file, not a link, with these permissions.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"home": copyHome, "same": sameTrees, "exit": exitCode, "sed": replaceText, "mode": fileMode,
		},
		Setup: func(env *testscript.Env) error {
			for _, v := range []string{"NO_COLOR", "GITHUB_STEP_SUMMARY"} {
				env.Setenv(v, "")
			}
			return nil
		},
	})
}

func copyHome(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 1 || len(args) > 2 {
		ts.Fatalf("usage: home NAME [DIR]")
	}
	to := filepath.Base(args[0])
	if len(args) == 2 {
		to = args[1]
	}
	wd, err := os.Getwd()
	ts.Check(err)
	from := filepath.Join(wd, "../../testdata", filepath.FromSlash(args[0]))
	ts.Check(os.CopyFS(ts.MkAbs(to), os.DirFS(from)))
}

func sameTrees(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) != 2 {
		ts.Fatalf("usage: same A B")
	}
	a, b := treeOf(ts, ts.MkAbs(args[0])), treeOf(ts, ts.MkAbs(args[1]))
	var differ []string
	for name, data := range a {
		if b[name] != data {
			differ = append(differ, name)
		}
	}
	for name := range b {
		if _, ok := a[name]; !ok {
			differ = append(differ, name)
		}
	}
	switch {
	case len(differ) > 0 && !neg:
		ts.Fatalf("%s and %s differ in %s", args[0], args[1], strings.Join(differ, ", "))
	case len(differ) == 0 && neg:
		ts.Fatalf("%s and %s are the same", args[0], args[1])
	}
}

func treeOf(ts *testscript.TestScript, dir string) map[string]string {
	files := map[string]string{}
	ts.Check(filepath.WalkDir(dir, func(p string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(p)
		rel, _ := filepath.Rel(dir, p)
		files[rel] = string(data)
		return err
	}))
	return files
}

// exitCode runs a command and wants its exit code to be the first argument.
func exitCode(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exit N COMMAND...")
	}
	err := ts.Exec(args[1], args[2:]...)
	got := "0"
	if err != nil {
		_, got, _ = strings.Cut(err.Error(), "exit status ")
	}
	if got != args[0] {
		ts.Fatalf("%s: exit code %s (%v), want %s", strings.Join(args[1:], " "), got, err, args[0])
	}
}

// replaceText replaces a text in a file; \n in the new one is a new line.
func replaceText(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: sed FILE OLD NEW")
	}
	data := ts.ReadFile(args[0])
	if !strings.Contains(data, args[1]) {
		ts.Fatalf("%s does not hold %q", args[0], args[1])
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(strings.Replace(data, args[1], strings.ReplaceAll(args[2], `\n`, "\n"), 1)), 0o644))
}

// fileMode wants a regular file with the permissions of the first argument.
func fileMode(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: mode PERMISSIONS FILE")
	}
	info, err := os.Lstat(ts.MkAbs(args[1]))
	ts.Check(err)
	if got := fmt.Sprintf("%#o", info.Mode()); got != args[0] {
		ts.Fatalf("%s: mode %s, want %s", args[1], got, args[0])
	}
}
