package check

import (
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// counter counts what is read.
type counter struct {
	io.Reader
	n int
}

func (c *counter) Read(p []byte) (int, error) {
	n, err := c.Reader.Read(p)
	c.n += n
	return n, err
}

// TestALargeReportIsNotReadToSeeThatItIsNoBaseline: a run that replaces its reports of
// yesterday read each of them as a whole.
func TestALargeReportIsNotReadToSeeThatItIsNoBaseline(t *testing.T) {
	rest := strings.Repeat(`{"line": 1},`, 1<<20)
	for _, start := range []string{`{"schemaVersion": 1, "tool": {}, "homes": [`, `[`, `<!doctype html>`, `{"version":"2.1.0","runs":[`} {
		c := &counter{Reader: strings.NewReader(start + rest)}
		if beginsLikeBaseline(c) || c.n > 64<<10 {
			t.Errorf("%s: %d bytes are read", start, c.n)
		}
	}
}

func TestIsBaseline(t *testing.T) {
	for text, want := range map[string]bool{
		`{"schemaVersion": 1, "entries": []}`:             true,
		`{"entries": [], "schemaVersion": 1}`:             true,
		`{"SchemaVersion": 1, "Entries": []}`:             true,
		`{"schemaVersion": 1}`:                            true,
		`{"schemaVersion": 1, "entries": [], "homes": 1}`: false,
		`{"schemaVersion": 2, "entries": []}`:             false,
		`{"schemaVersion": 1, "homes": []}`:               false,
		`{"schemaVersion": `:                              false,
		``:                                                false,
	} {
		name := filepath.Join(t.TempDir(), "x.json")
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if got := isBaseline(name); got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
	if isBaseline(t.TempDir()) {
		t.Error("a directory is a baseline")
	}
}
