// Package golden holds the output of tests against files. It is for tests only.
package golden

import (
	"bytes"
	"errors"
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/diff"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// Updating reports whether this run rewrites the golden files.
func Updating() bool { return *update }

// Equal fails the test, with a line diff, when got is not what the file holds.
// With -update it writes got to the file instead.
func Equal(t testing.TB, file string, got []byte) {
	t.Helper()
	if !*update {
		compare(t, file, got)
		return
	}
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, got, 0o644); err != nil {
		t.Fatal(err)
	}
}

func compare(t testing.TB, file string, got []byte) {
	t.Helper()
	want, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		t.Fatalf("%v (run the test with -update to write it)", err)
	}
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s is not what the test got (-update rewrites it):\n%s", file, diff.Diff("file", want, "got", got))
	}
}
