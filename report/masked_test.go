package report

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/carbonlint/carbonlint/internal/diff"
	"github.com/carbonlint/carbonlint/internal/xmldoc"
)

func carbonXML(t *testing.T, src string) *xmldoc.Document {
	t.Helper()
	d, err := xmldoc.Parse("carbon.xml", []byte(src))
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestMaskedDiff(t *testing.T) {
	const names = "--- a/carbon.xml\n+++ b/carbon.xml\n"
	for _, tt := range []struct{ name, old, new, want string }{
		{"the same", "<a/>", "<a/>", ""},
		{
			"a secret and more", "<a>\n <Password>canary1</Password>\n <b>1</b>\n</a>\n", "<a>\n <Password>canary2</Password>\n <b>2</b>\n</a>\n",
			names + "@@ line 1 -> 1 @@\n|<a>\n" +
				"- <Password>*****</Password>  (secret changed)\n- <b>1</b>\n" +
				"+ <Password>*****</Password>  (secret changed)\n+ <b>2</b>\n|</a>\n",
		},
		{
			"line endings", "<a>\r\n<Password>canary</Password>\r\n</a>\r\n", "<a>\r\n<Password>canary</Password>\n</a>\r\n",
			names + "@@ line 1 -> 1 @@\n|<a>\n-<Password>*****</Password>\\r\n+<Password>*****</Password>\n|</a>\n",
		},
		{
			"no newline at the end", "<a>\n<Password>canary1</Password></a>", "<a>\n<Password>canary2</Password></a>",
			names + "@@ line 1 -> 1 @@\n|<a>\n-<Password>*****</Password></a>  (secret changed)\n\\ No newline at end of file\n" +
				"+<Password>*****</Password></a>  (secret changed)\n\\ No newline at end of file\n",
		},
		{
			"far down", strings.Repeat("\n", 20) + "<a>\n</a>\n", strings.Repeat("\n", 20) + "<a>\n<b/>\n</a>\n",
			names + "@@ line 19 -> 19 @@\n|\n|\n|<a>\n+<b/>\n|</a>\n",
		},
	} {
		if got := MaskedDiff("a/carbon.xml", "b/carbon.xml", carbonXML(t, tt.old), carbonXML(t, tt.new)); got != tt.want {
			t.Errorf("%s: got\n%s\nwant\n%s", tt.name, got, tt.want)
		}
	}
}

// smuggled are comments of a file that are patches of it, in the forms that patch
// finds by itself, also when they are indented.
const smuggled = `<a>
<!--
@@ -1,1 +1,1 @@
-<a>
+<evil>
1c1
< <a>
---
> <evil>
1d
1c
<evil>
.
Index: carbon.xml
*** carbon.xml
--- carbon.xml
***************
*** 1 ****
! <a>
--- 1 ----
! <evil>
diff --git a/carbon.xml b/carbon.xml
--- a/carbon.xml
+++ b/carbon.xml
@@ -1,1 +1,1 @@
-<a>
+<evil>
-->
`

// maskedDiffs are diffs for people, as they are printed.
func maskedDiffs(t *testing.T) map[string]string {
	t.Helper()
	one := func(old, new string) string {
		var b bytes.Buffer
		r := &diff.Report{Old: "old", New: "new", Files: []diff.FileDiff{diff.Files(
			&diff.File{Path: "carbon.xml", Name: "carbon.xml", Data: []byte(old)}, &diff.File{Path: "carbon.xml", Name: "carbon.xml", Data: []byte(new)}, diff.Options{})}}
		if err := DiffUnified(&b, r, Options{}); err != nil {
			t.Fatal(err)
		}
		return b.String()
	}
	indented := strings.ReplaceAll(smuggled, "\n", "\n  ")
	const end = "<Password>canary</Password>\n</a>\n"
	return map[string]string{
		"a secret":                 one("<a>\n<b/>\n</a>\n", "<a>\n<b/>\n"+end),
		"no secret":                one("<a>\n<b/>\n</a>\n", "<a>\n<c/>\n</a>\n"),
		"a patch in what is kept":  one(smuggled+"</a>\n", smuggled+end),
		"an indented one":          one(indented+"</a>\n", indented+end),
		"a patch in what is added": one("<a>\n</a>\n", smuggled+end),
		"a patch in what is gone":  one(smuggled+"</a>\n", "<a>\n"+end),
		"dashes that make a head":  one("<a>\n<!--\n-- a/carbon.xml\n-->\n</a>\n", "<a>\n<!--\n++ b/carbon.xml\n@@ -1,1 +1,1 @@\n-->\n"+end),
	}
}

// TestMaskedDiffsHaveNoHunk: no line is the start of a hunk, indented or not, in
// any form that patch or git apply know.
func TestMaskedDiffsHaveNoHunk(t *testing.T) {
	hunk := regexp.MustCompile(`(?m)^[ \tX]*(@@ -|diff --git |\*\*\*|Index:|\d|<|>)|^(From|#!|# HG) `)
	for name, text := range maskedDiffs(t) {
		if !strings.HasPrefix(text, NotAPatch+"\n--- a/carbon.xml\n+++ b/carbon.xml\n@@ line ") {
			t.Errorf("%s starts with\n%s", name, text)
		}
		if found := hunk.FindString(text); found != "" {
			t.Errorf("%s: %q in\n%s", name, found, text)
		}
	}
}

// before and after are the file that the diffs of this test are for.
const before, after = "<a>\n<b/>\n</a>\n", "<a>\n<c/>\n</a>\n"

// applyWith gives text to a tool in a directory with the file and returns what
// became of it.
func applyWith(t *testing.T, tool []string, text string) (files []string, out string, err error) {
	t.Helper()
	dir := t.TempDir()
	run := func(stdin string, args ...string) (string, error) {
		cmd := exec.Command(args[0], args[1:]...)
		cmd.Dir, cmd.Stdin = dir, strings.NewReader(stdin)
		for _, v := range os.Environ() {
			if !strings.HasPrefix(v, "GIT_") {
				cmd.Env = append(cmd.Env, v)
			}
		}
		cmd.Env = append(cmd.Env, "GIT_CONFIG_GLOBAL="+os.DevNull, "GIT_CONFIG_NOSYSTEM=1")
		out, err := cmd.CombinedOutput()
		return string(out), err
	}
	names := []string{"carbon.xml", "a/carbon.xml", "b/carbon.xml"}
	for _, name := range names {
		file := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(before), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if tool[0] == "git" {
		for _, args := range [][]string{
			{"init", "-q"}, {"config", "user.name", "x"}, {"config", "user.email", "x@example.com"}, {"add", "."}, {"commit", "-q", "-m", "x"},
		} {
			if out, err := run("", append([]string{"git"}, args...)...); err != nil {
				t.Fatal(args, err, out)
			}
		}
	}
	if tool[1] == "am" {
		text = "From 0123456789012345678901234567890123456789 Mon Sep 17 00:00:00 2001\nFrom: x <x@example.com>\nSubject: x\n\n---\n" + text
	}
	out, err = run(text, tool...)
	for _, name := range names {
		data, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, string(data))
	}
	return files, out, err
}

func TestMaskedDiffsAreRefused(t *testing.T) {
	for _, tool := range [][]string{
		{"git", "apply"},
		{"git", "apply", "--recount"},
		{"git", "apply", "--unidiff-zero"},
		{"git", "apply", "-p0"},
		{"git", "am"},
		{"patch", "-p1"},
		{"patch", "-p1", "--dry-run"},
		{"patch", "-p0"},
		{"patch", "-p1", "--force"},
		{"patch", "carbon.xml"},
		{"busybox", "patch", "-p1"},
	} {
		t.Run(strings.Join(tool, " "), func(t *testing.T) {
			if _, err := exec.LookPath(tool[0]); err != nil {
				t.Skipf("%s is not here", tool[0])
			}
			// So that what is refused is the form, and not all there is.
			if _, out, err := applyWith(t, tool, Unified("a/carbon.xml", "b/carbon.xml", before, after)); err != nil {
				t.Fatalf("a patch is refused: %v, %s", err, out)
			}
			for name, text := range maskedDiffs(t) {
				files, out, err := applyWith(t, tool, text)
				if err == nil && tool[0] != "busybox" { // which says nothing when it finds no patch
					t.Errorf("%s is taken: %s", name, out)
				}
				for _, got := range files {
					if got != before {
						t.Errorf("%s makes %q: %s", name, got, out)
					}
				}
			}
		})
	}
}
