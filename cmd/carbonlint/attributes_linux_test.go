package main

import (
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

// TestExtendedAttributesAreKept stands for access lists and labels, which are
// kept the same way and need root or a file system that has them.
func TestExtendedAttributesAreKept(t *testing.T) {
	file := filepath.Join(t.TempDir(), "carbon.xml")
	if err := os.WriteFile(file, []byte("old"), 0o640); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Setxattr(file, "user.carbonlint", []byte("kept"), 0); err != nil {
		t.Skipf("no extended attributes here: %v", err)
	}
	info, err := os.Stat(file)
	if err != nil {
		t.Fatal(err)
	}
	if err := replaceFile(file, []byte("new"), file, info); err != nil {
		t.Fatal(err)
	}
	value := make([]byte, 10)
	n, err := syscall.Getxattr(file, "user.carbonlint", value)
	if err != nil || string(value[:n]) != "kept" {
		t.Errorf("the attribute is %q, %v", value[:max(n, 0)], err)
	}
}
