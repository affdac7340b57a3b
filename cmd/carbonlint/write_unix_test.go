//go:build !windows

package main

import (
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/carbonlint/carbonlint/internal/writefile"
)

// TestOneRunWritesAtATime has another run at work in the home.
func TestOneRunWritesAtATime(t *testing.T) {
	dir := t.TempDir()
	copiedHome(t, dir, "shop")
	before := treeText(t, dir)
	unlock, ok := writefile.Lock(filepath.Join(dir, "shop"))
	if !ok {
		t.Fatal("no lock")
	}
	s := start(t, dir, nil, "check", "shop", "--fix")
	if code := s.finish(t); code != exitFailure || !strings.Contains(s.stderr.String(), "another carbonlint is writing there") {
		t.Errorf("exit code %d; it says %s", code, &s.stderr)
	}
	if treeText(t, dir) != before {
		t.Error("the home was changed")
	}
	unlock()
	s = start(t, dir, nil, "check", "shop", "--fix")
	if code := s.finish(t); code != exitFindings || s.stderr.Len() > 0 {
		t.Errorf("exit code %d; it says %s", code, &s.stderr)
	}
}

// TestADirectoryThatCannotBeWrittenChangesNothing has one among several. Root may
// write everywhere, and becomes nobody for it.
func TestADirectoryThatCannotBeWrittenChangesNothing(t *testing.T) {
	dir := t.TempDir()
	copiedHome(t, dir, "shop")
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	closed := filepath.Join(dir, "shop", "repository", "conf", "tomcat")
	s := &started{ended: make(chan struct{})}
	s.cmd = program(exe, dir, "check", "shop", "--fix")
	s.cmd.Stderr = &s.stderr
	if os.Geteuid() == 0 {
		const nobody = 65534
		s.cmd.Path = filepath.Join(dir, "carbonlint")
		copyFile(t, exe, s.cmd.Path)
		s.cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: nobody, Gid: nobody}}
		if err := filepath.WalkDir(dir, func(p string, _ os.DirEntry, err error) error {
			if err != nil {
				return err
			}
			return os.Chown(p, nobody, nobody)
		}); err != nil {
			t.Fatal(err)
		}
		if err := os.Chmod(filepath.Dir(dir), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Chmod(closed, 0o555); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.Chmod(closed, 0o755) })
	before := treeText(t, filepath.Join(dir, "shop"))
	if err := s.cmd.Start(); err != nil {
		t.Skipf("another user cannot reach the directory for temporary files: %v", err)
	}
	go func() {
		_ = s.cmd.Wait()
		close(s.ended)
	}()
	if code := s.finish(t); code != exitFailure {
		t.Errorf("exit code %d", code)
	}
	for _, want := range []string{
		"fix shop/repository/conf/tomcat/catalina-server.xml: its directory cannot be written: permission denied",
		"fix shop: no file of this home was changed",
	} {
		if !strings.Contains(s.stderr.String(), want) {
			t.Errorf("it does not say %q: %s", want, &s.stderr)
		}
	}
	if treeText(t, filepath.Join(dir, "shop")) != before {
		t.Error("the home was changed")
	}
}

func copyFile(t *testing.T, from, to string) {
	t.Helper()
	r, err := os.Open(from)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	w, err := os.OpenFile(to, os.O_CREATE|os.O_WRONLY, 0o755)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.Copy(w, r); err != nil {
		t.Fatal(err)
	}
	if err := w.Chmod(0o755); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
}
