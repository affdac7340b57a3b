package golden

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// recorder is a test that keeps what it is told instead of failing.
type recorder struct {
	testing.TB
	said string
}

func (r *recorder) Helper()                   {}
func (r *recorder) Errorf(f string, a ...any) { r.said += fmt.Sprintf(f, a...) }
func (r *recorder) Fatalf(f string, a ...any) { r.said += fmt.Sprintf(f, a...); panic("fatal") }

func TestCompareShowsADiff(t *testing.T) {
	file := filepath.Join(t.TempDir(), "a.txt")
	if err := os.WriteFile(file, []byte("one\ntwo\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	r := &recorder{TB: t}
	compare(r, file, []byte("one\ntwo\n"))
	if r.said != "" {
		t.Errorf("equal texts differ: %s", r.said)
	}
	compare(r, file, []byte("one\n2\n"))
	if !strings.Contains(r.said, "-two\n+2\n") {
		t.Errorf("the failure shows no diff: %s", r.said)
	}
}

func TestCompareWantsTheFile(t *testing.T) {
	r := &recorder{TB: t}
	defer func() {
		if recover() == nil || !strings.Contains(r.said, "-update") {
			t.Errorf("a missing file passes, or without advice: %q", r.said)
		}
	}()
	compare(r, filepath.Join(t.TempDir(), "none"), nil)
}
