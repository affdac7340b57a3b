package main

import (
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/carbonlint/carbonlint/report"
)

// liveHeap is a writer that notes the most bytes that are live while a report is
// written to it.
type liveHeap struct {
	writes int
	most   uint64
}

func (w *liveHeap) Write(p []byte) (int, error) {
	if w.writes++; w.writes%16 == 1 {
		runtime.GC()
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		w.most = max(w.most, m.HeapAlloc)
	}
	return len(p), nil
}

// manyHomes makes n homes in a directory. Each has findings and changes of some 20 KB, and
// no file is the same in two of them.
func manyHomes(t *testing.T, n int) string {
	t.Helper()
	dir := t.TempDir()
	for i := range n {
		conf := filepath.Join(dir, fmt.Sprintf("node-%04d", i), "repository", "conf")
		if err := os.MkdirAll(conf, 0o755); err != nil {
			t.Fatal(err)
		}
		text := fmt.Sprintf("<wso2registry>\n  <!-- node %d -->\n", i) +
			strings.Repeat("  <versionResourcesOnChange>true</versionResourcesOnChange>\n", 20) + "</wso2registry>\n"
		if err := os.WriteFile(filepath.Join(conf, "registry.xml"), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// TestMemoryDoesNotGrowWithTheHomes: a run over 300 homes takes as much memory as one over
// 30, but for a little that is kept of each home: its path and its totals.
func TestMemoryDoesNotGrowWithTheHomes(t *testing.T) {
	const few, many, ofEach = 30, 300, 3 << 10
	calls := [][]string{{"--diff", "--unsafe-fixes"}, {"--patch", "-", "--unsafe-fixes"}, {"--fix", "--unsafe-fixes"}}
	all := []string{"--format", "json"}
	for _, f := range report.Formats() {
		calls = append(calls, []string{"--format", f.Name})
		all = append(all, "--output", f.Name+"="+filepath.Join(t.TempDir(), f.Name))
	}
	dirs := map[int]string{few: manyHomes(t, few), many: manyHomes(t, many)}
	for _, args := range append(calls, all) {
		most := map[int]uint64{}
		for _, n := range []int{few, many} {
			dir := dirs[n]
			if args[0] == "--fix" {
				dir = manyHomes(t, n)
			}
			w := &liveHeap{}
			run(append([]string{"carbonlint", "check", dir}, args...), strings.NewReader(""), w, io.Discard)
			if w.writes == 0 {
				t.Fatalf("%v prints nothing", args)
			}
			most[n] = w.most
		}
		if most[many] > most[few]+(many-few)*ofEach {
			t.Errorf("%.80v: %d homes take %d KB, %d homes %d KB", args, few, most[few]>>10, many, most[many]>>10)
		}
	}
}

// TestASmallHomeNeedsNoCollection: most runs are over one home, and end before there is
// garbage to collect.
func TestASmallHomeNeedsNoCollection(t *testing.T) {
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	home, err := filepath.Abs(filepath.Join(root, "testdata", "homes", "shop-esb"))
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(exe)
	cmd.Args = []string{"carbonlint", "check", home}
	cmd.Env = append(os.Environ(), "GODEBUG=gctrace=1", "GOGC=", "GOMEMLIMIT=")
	var stderr strings.Builder
	cmd.Stderr = &stderr
	if err := cmd.Run(); cmd.ProcessState.ExitCode() != exitFindings {
		t.Fatalf("%v: %s", err, &stderr)
	}
	if stderr.Len() > 0 {
		t.Errorf("garbage is collected: %s", &stderr)
	}
}
