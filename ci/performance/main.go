//go:build unix

// Command performance measures carbonlint as a whole program and prints a table in
// Markdown; ci/performance.sh runs it. It goes by the CPU time and the memory that
// the system accounts to a finished process, because on a busy machine the time on
// the clock says little.
package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"time"
)

// bench is one run of this program.
type bench struct {
	work, home, old, new string
	small                string // one home
	binary, counted      string // counted is built for valgrind; "" where that is missing
	end                  time.Time
}

func main() {
	if len(os.Args) > 2 && os.Args[1] == measureCost {
		if err := printCost(os.Args[2:]); err != nil {
			fmt.Fprintln(os.Stderr, "performance:", err)
			os.Exit(1)
		}
		return
	}
	var b bench
	checkout := flag.String("checkout", ".", "the checkout to build carbonlint from")
	flag.StringVar(&b.work, "work", "", "an empty directory for the trees")
	flag.StringVar(&b.home, "home", "", "the home to copy (default: one of stock size, made from testdata/homes/shop-esb)")
	flag.StringVar(&b.old, "old", "", "the older home for diff (default: -home)")
	flag.StringVar(&b.new, "new", "", "the newer home for diff (default: -old with all fixes)")
	only := flag.String("rows", "", "measure only the rows that match this regular expression")
	budget := flag.Duration("budget", 6*time.Minute, "skip what would begin after this time")
	flag.Parse()
	wanted, err := regexp.Compile(*only)
	if err != nil {
		fmt.Fprintln(os.Stderr, "performance: -rows:", err)
		os.Exit(2)
	}
	b.end = time.Now().Add(*budget)
	if err := b.prepare(*checkout); err != nil {
		fmt.Fprintln(os.Stderr, "performance:", err)
		os.Exit(1)
	}
	fmt.Printf("%s\n\n| what | measured | target |\n|---|---|---|\n", b.machine())
	for _, r := range rows() {
		if !wanted.MatchString(r.what) {
			continue
		}
		measured, err := "", errors.New("no time left (-budget)")
		if time.Now().Before(b.end) {
			measured, err = r.measure(&b)
		}
		if err != nil {
			measured = "skipped: " + err.Error()
		}
		fmt.Printf("| %s | %s | %s |\n", r.what, measured, r.target)
	}
}

// prepare builds carbonlint and the homes.
func (b *bench) prepare(checkout string) error {
	build := func(name, tags string) (string, error) {
		name = filepath.Join(b.work, name)
		cmd := exec.Command("go", "build", "-trimpath", "-tags", tags, "-o", name, "./cmd/carbonlint")
		cmd.Dir = checkout
		cmd.Env = append(os.Environ(), "CGO_ENABLED=0")
		if out, err := cmd.CombinedOutput(); err != nil {
			return "", fmt.Errorf("build carbonlint: %w\n%s", err, out)
		}
		return name, nil
	}
	const tags = "urfave_cli_no_docs"
	var err error
	if b.binary, err = build("carbonlint", tags); err != nil {
		return err
	}
	if need("valgrind") == nil {
		if b.counted, err = build("counted", tags+",valgrind"); err != nil {
			return err
		}
	}
	if b.home == "" {
		b.home = filepath.Join(b.work, "stock")
		if err := stock(b.home, filepath.Join(checkout, "testdata/homes/shop-esb")); err != nil {
			return err
		}
	}
	if err := homes(filepath.Join(b.work, "one"), b.home, 1, oneFile); err != nil {
		return err
	}
	b.small = filepath.Join(b.work, "one/node-00000")
	if b.old == "" {
		b.old = b.small
	}
	if b.new == "" {
		if err := homes(filepath.Join(b.work, "fixed"), b.old, 1, oneFile); err != nil {
			return err
		}
		b.new = filepath.Join(b.work, "fixed/node-00000")
		if _, err := run(b.check(b.new, "--fix", "--unsafe-fixes")); err != nil {
			return err
		}
	}
	return nil
}

func (b *bench) check(args ...string) command {
	return append(command{b.binary, "check", "--fail-on", "never"}, args...)
}

// machine is a line on what it was measured with.
func (b *bench) machine() string {
	first := func(name, prefix string) string {
		text, _ := os.ReadFile(name)
		for line := range strings.Lines(string(text)) {
			if rest, ok := strings.CutPrefix(line, prefix); ok {
				return strings.TrimLeft(strings.TrimSpace(rest), ": \t")
			}
		}
		return "unknown"
	}
	parts := []string{
		fmt.Sprintf("CPU: %s, %d used", first("/proc/cpuinfo", "model name"), runtime.NumCPU()),
		runtime.GOOS + " " + first("/proc/sys/kernel/osrelease", ""),
		runtime.Version(),
	}
	if out, err := exec.Command("xmllint", "--version").CombinedOutput(); err == nil {
		line, _, _ := strings.Cut(string(out), "\n")
		parts = append(parts, strings.Replace(line, "xmllint: using", "xmllint:", 1))
	}
	return strings.Join(parts, "; ") + "."
}
