//go:build !windows

package main

import (
	"bytes"
	"errors"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// hangs is how long a test waits before it takes the program for hanging. It
// measures nothing: on a machine that works, nothing waits for it.
const hangs = time.Minute

// started is a run of the program in a directory of its own.
type started struct {
	cmd    *exec.Cmd
	stderr bytes.Buffer
	ended  chan struct{} // closed
}

// start starts carbonlint in dir.
func start(t *testing.T, dir string, stdin io.Reader, args ...string) *started {
	t.Helper()
	return startTo(t, dir, nil, stdin, args...)
}

// startTo is start with a file for standard output.
func startTo(t *testing.T, dir string, stdout *os.File, stdin io.Reader, args ...string) *started {
	t.Helper()
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	s := &started{cmd: program(exe, dir, args...), ended: make(chan struct{})}
	s.cmd.Stdin, s.cmd.Stderr = stdin, &s.stderr
	if stdout != nil {
		s.cmd.Stdout = stdout
	}
	if err := s.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.cmd.Process.Kill() })
	go func() {
		_ = s.cmd.Wait() // finish reads the exit code
		close(s.ended)
	}()
	return s
}

// over reports whether the program has ended.
func (s *started) over() bool {
	select {
	case <-s.ended:
		return true
	default:
		return false
	}
}

// finish waits for the end and gives the exit code.
func (s *started) finish(t *testing.T) int {
	t.Helper()
	select {
	case <-s.ended:
	case <-time.After(hangs):
		t.Fatal("it does not end")
	}
	return s.cmd.ProcessState.ExitCode()
}

// program is a call of carbonlint, which TestMain has made the test binary exe.
func program(exe, dir string, args ...string) *exec.Cmd {
	cmd := exec.Command(exe)
	cmd.Args, cmd.Dir = append([]string{"carbonlint"}, args...), dir
	return cmd
}

// signal sends a signal and wants the exit code that goes with it.
func (s *started) signal(t *testing.T, sig syscall.Signal) {
	t.Helper()
	if err := s.cmd.Process.Signal(sig); err != nil {
		t.Fatal(err)
	}
	select {
	case <-s.ended:
		if code := s.cmd.ProcessState.ExitCode(); code != 128+int(sig) {
			t.Errorf("the exit code is %d, want %d; it says: %s", code, 128+int(sig), &s.stderr)
		}
	case <-time.After(hangs):
		t.Fatal("the signal does not end it")
	}
}

// waitFor waits until is holds.
func waitFor(t *testing.T, what string, is func() bool) {
	t.Helper()
	for limit := time.Now().Add(hangs); !is(); time.Sleep(time.Millisecond) {
		if time.Now().After(limit) {
			t.Fatalf("it never came to this: %s", what)
		}
	}
}

func copiedHome(t *testing.T, dir, name string) {
	t.Helper()
	if err := os.CopyFS(filepath.Join(dir, name), os.DirFS(filepath.Join(root, "testdata", "homes", "shop-esb"))); err != nil {
		t.Fatal(err)
	}
}

func pipeAt(t *testing.T, path string) {
	t.Helper()
	if err := syscall.Mkfifo(path, 0o600); err != nil {
		t.Skip(err)
	}
}

// opened opens a named pipe for writing, which succeeds when somebody reads it.
func opened(t *testing.T, path string) *os.File {
	t.Helper()
	var f *os.File
	waitFor(t, "it opens the pipe "+filepath.Base(path), func() bool {
		var err error
		f, err = os.OpenFile(path, os.O_WRONLY|syscall.O_NONBLOCK, 0)
		if err != nil && !errors.Is(err, syscall.ENXIO) {
			t.Fatal(err)
		}
		return err == nil
	})
	t.Cleanup(func() { f.Close() })
	return f
}

// TestASignalEndsWhatWaits has the program wait for input that never comes.
func TestASignalEndsWhatWaits(t *testing.T) {
	for _, sig := range []syscall.Signal{syscall.SIGINT, syscall.SIGTERM, syscall.SIGHUP} {
		if sig == syscall.SIGHUP && signal.Ignored(sig) {
			continue // the tests run under nohup, and so does the program
		}
		for name, args := range map[string][]string{
			"configuration": {"check", "shop", "--config", "pipe"},
			"baseline":      {"check", "shop", "--baseline", "pipe"},
			"side":          {"diff", "pipe", "shop/repository/conf/carbon.xml"},
		} {
			t.Run(sig.String()+" "+name, func(t *testing.T) {
				t.Parallel()
				dir := t.TempDir()
				copiedHome(t, dir, "shop")
				pipeAt(t, filepath.Join(dir, "pipe"))
				s := start(t, dir, nil, args...)
				opened(t, filepath.Join(dir, "pipe")) // so it reads now
				s.signal(t, sig)
				if s.stderr.String() != "carbonlint: interrupted: nothing was written\n" {
					t.Errorf("it says %q", &s.stderr)
				}
			})
		}
	}
}

// TestASignalEndsWhatReadsStandardInput signals once more than a pipe holds was
// written, so that some of it has been read.
func TestASignalEndsWhatReadsStandardInput(t *testing.T) {
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	s := start(t, t.TempDir(), r, "check", "-", "--stdin-filename", "carbon.xml")
	r.Close()
	if _, err := w.Write(make([]byte, 1<<20)); err != nil {
		t.Fatal(err)
	}
	s.signal(t, syscall.SIGTERM)
}

// TestAReaderThatHasEnough closes the pipe before anything is written to it.
func TestAReaderThatHasEnough(t *testing.T) {
	for _, args := range [][]string{{"check", "shop"}, {"rules"}, {"diff", "shop", "shop", "--all"}, {"check", "shop", "--diff"}} {
		dir := t.TempDir()
		copiedHome(t, dir, "shop")
		var there, none bytes.Buffer
		want := run(append([]string{"carbonlint"}, inDir(dir, args)...), strings.NewReader(""), &there, &none)
		r, w, err := os.Pipe()
		if err != nil {
			t.Fatal(err)
		}
		r.Close()
		s := startTo(t, dir, w, nil, args...)
		w.Close()
		if code := s.finish(t); code != want || s.stderr.Len() > 0 {
			t.Errorf("%v: exit code %d, want %d; it says %s", args, code, want, &s.stderr)
		}
	}
}

// inDir are arguments with the home shop in dir.
func inDir(dir string, args []string) []string {
	var list []string
	for _, a := range args {
		if a == "shop" {
			a = filepath.Join(dir, a)
		}
		list = append(list, a)
	}
	return list
}

// TestASignalNamesWhatWasWritten interrupts a run that has fixed a home and waits
// for somebody to read its report.
func TestASignalNamesWhatWasWritten(t *testing.T) {
	dir := t.TempDir()
	copiedHome(t, dir, "shop")
	pipeAt(t, filepath.Join(dir, "pipe"))
	file := filepath.Join(dir, "shop/repository/conf/carbon.xml")
	before, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	s := start(t, dir, nil, "check", "shop", "--fix", "--select", "embedded-qpid-ports", "--output", "json=pipe")
	waitFor(t, "the file is fixed", func() bool {
		now, err := os.ReadFile(file)
		return err != nil || !bytes.Equal(now, before)
	})
	s.signal(t, syscall.SIGINT)
	if want := "carbonlint: interrupted after writing shop/repository/conf/carbon.xml: run it again for the rest\n"; s.stderr.String() != want {
		t.Errorf("it says %q, want %q", &s.stderr, want)
	}
}

// TestAHomeIsFixedAsAWhole interrupts runs wherever the signal happens to meet
// them: all files of the home are old, or all are new, and nothing else is there.
func TestAHomeIsFixedAsAWhole(t *testing.T) {
	dir := t.TempDir()
	copiedHome(t, dir, "old")
	copiedHome(t, dir, "new")
	if code := run([]string{"carbonlint", "check", filepath.Join(dir, "new"), "--fix"}, strings.NewReader(""), io.Discard, io.Discard); code != exitFindings {
		t.Fatalf("exit code %d", code)
	}
	conf := filepath.Join(dir, "shop", "repository", "conf")
	for range 20 {
		if err := os.RemoveAll(filepath.Join(dir, "shop")); err != nil {
			t.Fatal(err)
		}
		copiedHome(t, dir, "shop")
		s := start(t, dir, nil, "check", "shop", "--fix")
		// A temporary file, or the end of the run, is the moment.
		waitFor(t, "it writes", func() bool {
			left, err := filepath.Glob(filepath.Join(conf, "*", ".*.carbonlint-tmp*"))
			return err != nil || len(left) > 0 || s.over()
		})
		_ = s.cmd.Process.Signal(syscall.SIGTERM)
		code := s.finish(t)
		now := treeText(t, filepath.Join(dir, "shop"))
		if now != treeText(t, filepath.Join(dir, "old")) && now != treeText(t, filepath.Join(dir, "new")) {
			t.Errorf("exit code %d: the home is neither old nor new; it says %s", code, &s.stderr)
		}
	}
}

// treeText is all names and texts of a tree.
func treeText(t *testing.T, dir string) string {
	t.Helper()
	var b strings.Builder
	err := filepath.WalkDir(dir, func(p string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(p)
		rel, _ := filepath.Rel(dir, p)
		b.WriteString(rel + "\n" + string(data))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return b.String()
}
