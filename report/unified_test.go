package report

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestUnified(t *testing.T) {
	tests := []struct{ name, old, new, want string }{
		{"same", "a\nb\n", "a\nb\n", ""},
		{"changed", "a\nb\nc\n", "a\nX\nc\n", "--- o\n+++ n\n@@ -1,3 +1,3 @@\n a\n-b\n+X\n c\n"},
		{"from nothing", "", "a\nb", "--- o\n+++ n\n@@ -0,0 +1,2 @@\n+a\n+b\n\\ No newline at end of file\n"},
		{"to nothing", "a\n", "", "--- o\n+++ n\n@@ -1,1 +0,0 @@\n-a\n"},
		{"newline at the end added", "a", "a\n", "--- o\n+++ n\n@@ -1,1 +1,1 @@\n-a\n\\ No newline at end of file\n+a\n"},
		{"line ending changed", "a\r\nb\r\n", "a\r\nb\n", "--- o\n+++ n\n@@ -1,2 +1,2 @@\n a\r\n-b\r\n+b\n"},
		{
			"two hunks", "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n", "x\n2\n3\n4\n5\n6\n7\n8\n9\n10\ny\n",
			"--- o\n+++ n\n@@ -1,4 +1,4 @@\n-1\n+x\n 2\n 3\n 4\n@@ -8,4 +8,4 @@\n 8\n 9\n 10\n-11\n+y\n",
		},
		{
			"five lines between make one hunk", "1\n2\n3\n4\n5\n6\n7\n", "x\n2\n3\n4\n5\n6\ny\n",
			"--- o\n+++ n\n@@ -1,7 +1,7 @@\n-1\n+x\n 2\n 3\n 4\n 5\n 6\n-7\n+y\n",
		},
	}
	for _, tt := range tests {
		if got := Unified("o", "n", tt.old, tt.new); got != tt.want {
			t.Errorf("%s:\n%q\nwant\n%q", tt.name, got, tt.want)
		}
	}
}

func TestPatchName(t *testing.T) {
	for name, want := range map[string]string{
		"a/carbon.xml": "a/carbon.xml", "a/server - Copy.xml": "a/server - Copy.xml\t",
		"a/x\"y": `"a/x\"y"`, "a/x\ny": `"a/x\012y"`, "a/ü.xml": "a/ü.xml",
	} {
		if got := patchName(name); got != want {
			t.Errorf("patchName(%q) = %q, want %q", name, got, want)
		}
	}
}

// patchCases are pairs of texts that patch tools must turn into each other.
var patchCases = map[string][2]string{
	"plain.xml":        {"<a>\n <b>1</b>\n</a>\n", "<a>\n <b>2</b>\n <c/>\n</a>\n"},
	"crlf.xml":         {"<a>\r\n <b>1</b>\r\n</a>\r\n", "<a>\r\n <b>2</b>\r\n</a>\r\n"},
	"mixed.xml":        {"<a>\r\n <b>1</b>\n</a>\r\n", "<a>\r\n <b>2</b>\r\n</a>\n"},
	"no-newline.xml":   {"<a>\n</a>", "<a>\n <b/>\n</a>"},
	"newline-gone.xml": {"<a>\n</a>\n", "<a>\n</a>"},
	"latin-1.xml":      {"<a>\n gr\xfc\xdfe\n</a>\n", "<a>\n gr\xfc\xdf dich\n</a>\n"},
	"lone-cr.xml":      {"<a>\r <b/>\r</a>\n", "<a>\r <c/>\r</a>\n"},
	"with blank.xml":   {"<a/>\n", "<b/>\n"},
	"new.xml":          {"", "<a/>\n"},
	"large.xml":        {strings.Repeat("x\n", 5) + numbered("a", 5000) + "end\n", strings.Repeat("x\n", 5) + numbered("b", 10) + "end\n"},
	"far.xml":          {strings.Repeat("x\n", 50) + "end\n", "start\n" + strings.Repeat("x\n", 50) + "END"},
}

// numbered is n lines that are all different.
func numbered(word string, n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "%s%d\n", word, i)
	}
	return b.String()
}

func TestPatchesApply(t *testing.T) {
	for _, tool := range [][]string{{"git", "apply", "-"}, {"patch", "-p1", "--binary"}, {"patch", "-p1"}} {
		if _, err := exec.LookPath(tool[0]); err != nil {
			t.Logf("%s is not here", tool[0])
			continue
		}
		for name, texts := range patchCases {
			dir := t.TempDir()
			file := filepath.Join(dir, name)
			oldName := "a/" + name
			if texts[0] == "" {
				oldName = "/dev/null"
			} else if err := os.WriteFile(file, []byte(texts[0]), 0o600); err != nil {
				t.Fatal(err)
			}
			cmd := exec.Command(tool[0], tool[1:]...)
			cmd.Dir = dir
			cmd.Stdin = strings.NewReader(Unified(oldName, "b/"+name, texts[0], texts[1]))
			if out, err := cmd.CombinedOutput(); err != nil {
				t.Errorf("%v of %s: %v\n%s", tool, name, err, out)
				continue
			}
			if got, err := os.ReadFile(file); err != nil || string(got) != texts[1] {
				t.Errorf("%v of %s gives %q, %v, want %q", tool, name, got, err, texts[1])
			}
		}
	}
}

// FuzzUnified checks that the lines kept and removed are lines of the old text at
// their place, those kept and added of the new one, and that all that differs is
// in a hunk.
func FuzzUnified(f *testing.F) {
	for _, texts := range patchCases {
		f.Add(texts[0], texts[1])
	}
	f.Fuzz(func(t *testing.T, oldText, newText string) {
		if got := applyPatch(t, oldText, Unified("o", "n", oldText, newText)); got != newText {
			t.Errorf("%q and %q: the hunks give %q", oldText, newText, got)
		}
		if (Unified("o", "n", oldText, newText) == "") != (oldText == newText) {
			t.Errorf("%q and %q are the same, or are not", oldText, newText)
		}
	})
}

// applyPatch does what patch does, without any tolerance.
func applyPatch(t *testing.T, text, patch string) string {
	const noNewline = "\\ No newline at end of file\n"
	old := slices.Collect(strings.Lines(text))
	var out strings.Builder
	at := 0 // the next old line
	list := slices.Collect(strings.Lines(patch))
	if len(list) > 0 {
		list = list[2:] // --- and +++
	}
	for i, line := range list {
		if i+1 < len(list) && list[i+1] == noNewline && line[0] != '@' {
			line = strings.TrimSuffix(line, "\n")
		}
		switch line[0] {
		case '@':
			var start, olds int
			if _, err := fmt.Sscanf(line, "@@ -%d,%d +", &start, &olds); err != nil {
				t.Fatalf("%q: %v", line, err)
			}
			if olds > 0 {
				start--
			}
			if start < at {
				t.Fatalf("%q is behind line %d", line, at)
			}
			for ; at < start; at++ {
				out.WriteString(old[at])
			}
		case ' ', '-':
			if at >= len(old) || old[at] != line[1:] {
				t.Fatalf("%q is not line %d of %q", line, at, text)
			}
			if line[0] == ' ' {
				out.WriteString(old[at])
			}
			at++
		case '+':
			out.WriteString(line[1:])
		}
	}
	for ; at < len(old); at++ {
		out.WriteString(old[at])
	}
	return out.String()
}
