package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// BenchmarkCheckHome is an audit of one home, all but the start of the process.
func BenchmarkCheckHome(b *testing.B) {
	for b.Loop() {
		if code := run([]string{"carbonlint", "check", "--fail-on", "never", "../../testdata/homes/shop-esb"}, strings.NewReader(""), io.Discard, io.Discard); code != 0 {
			b.Fatal(code)
		}
	}
}

// BenchmarkCheckRepository is an audit of two hundred homes that differ in one
// file each.
func BenchmarkCheckRepository(b *testing.B) {
	repo := b.TempDir()
	for i := range 200 {
		dir := filepath.Join(repo, fmt.Sprintf("node-%03d", i))
		if err := os.CopyFS(dir, os.DirFS("../../testdata/homes/shop-esb")); err != nil {
			b.Fatal(err)
		}
		file := filepath.Join(dir, "repository/conf/carbon.xml")
		data, err := os.ReadFile(file)
		if err != nil {
			b.Fatal(err)
		}
		data = []byte(strings.Replace(string(data), "<Offset>0<", fmt.Sprintf("<Offset>%d<", i), 1))
		if err := os.WriteFile(file, data, 0o644); err != nil {
			b.Fatal(err)
		}
	}
	b.ResetTimer()
	for b.Loop() {
		if code := run([]string{"carbonlint", "check", "--fail-on", "never", repo}, strings.NewReader(""), io.Discard, io.Discard); code != 0 {
			b.Fatal(code)
		}
	}
}
