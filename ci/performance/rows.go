//go:build unix

package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// row is a line of the table.
type row struct {
	what, target string
	measure      func(*bench) (string, error)
}

func rows() []row {
	list := []row{
		{"start-up (`--version`), instructions", "<= 1.6 M", counted("--version")},
		{"one home, CPU against xmllint on its seven files", "<= 1.5", oneHome},
		{"one home, instructions", "<= 10 M", checked()},
		{"one home with `--diff`, instructions", "<= 25 M", checked("--diff", "--unsafe-fixes")},
		{"one home with `--fix`, instructions", "<= 50 M", fixed},
		{"`diff` of one file, instructions", "<= 15 M", func(b *bench) (string, error) {
			return b.count("diff", filepath.Join(b.old, conf, "carbon.xml"), filepath.Join(b.new, conf, "carbon.xml"))
		}},
		{"`diff` of two homes, instructions", "<= 70 M", func(b *bench) (string, error) { return b.count("diff", b.old, b.new) }},
		{"one file of 16 MB, CPU against xmllint", "<= 0.8", largeFile},
		{"discovery among 100,000 files, CPU against `find -type d`", "<= 1", discovery},
		{"1,000 homes that differ in one file, CPU against xmllint on the same 7,000 files", "<= 0.65", func(b *bench) (string, error) {
			dir := filepath.Join(b.work, "alike")
			if err := homes(dir, b.home, 1000, oneFile); err != nil {
				return "", err
			}
			defer os.RemoveAll(dir)
			return thousandHomes(b, dir)
		}},
		{"1,000 homes that differ in every file, the same", "<= 0.65", func(b *bench) (string, error) {
			dir, err := b.many(1000)
			if err != nil {
				return "", err
			}
			return thousandHomes(b, dir)
		}},
	}
	list = append(list, growths()...)
	list = append(list, peaks(1000, "<= 32 MB")...)
	return append(list, peaks(10000, "<= 48 MB")...)
}

// count is how many instructions carbonlint takes.
func (b *bench) count(args ...string) (string, error) {
	if b.counted == "" {
		return "", errMissing("valgrind")
	}
	n, err := instructions(append(command{b.counted}, args...))
	return fmt.Sprintf("%.1f M", n), err
}

func counted(args ...string) func(*bench) (string, error) {
	return func(b *bench) (string, error) { return b.count(args...) }
}

func checked(args ...string) func(*bench) (string, error) {
	return func(b *bench) (string, error) { return b.count(append([]string{"check", b.small}, args...)...) }
}

func fixed(b *bench) (string, error) {
	dir := filepath.Join(b.work, "to-fix")
	defer os.RemoveAll(dir)
	if err := homes(dir, b.home, 1, oneFile); err != nil {
		return "", err
	}
	return b.count("check", dir, "--fix", "--unsafe-fixes")
}

// against is how much CPU time a command takes in relation to another.
func against(times int, ours, other command) (string, error) {
	if err := need(other[0]); err != nil {
		return "", err
	}
	m, err := medians(times, ours, other)
	if err != nil {
		return "", err
	}
	return fmt.Sprintf("%.2f (%s to %s)", float64(m[0])/float64(m[1]), short(m[0]), short(m[1])), nil
}

func short(d time.Duration) string {
	if d >= time.Second {
		return fmt.Sprintf("%.2f s", d.Seconds())
	}
	return fmt.Sprintf("%.1f ms", d.Seconds()*1000)
}

// xmllint reads the seven files of the homes.
func xmllint(homes ...string) command {
	c := command{"xmllint", "--noout"}
	for _, h := range homes {
		for _, file := range seven {
			if name := filepath.Join(h, conf, file); exists(name) {
				c = append(c, name)
			}
		}
	}
	return c
}

func exists(name string) bool {
	_, err := os.Stat(name)
	return err == nil
}

func oneHome(b *bench) (string, error) { return against(41, b.check(b.small), xmllint(b.small)) }

func thousandHomes(b *bench, dir string) (string, error) {
	list, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil {
		return "", err
	}
	return against(3, b.check(dir), xmllint(list...))
}

// many is a directory of n homes, made when it is first needed.
func (b *bench) many(n int) (string, error) {
	dir := filepath.Join(b.work, fmt.Sprint("homes-", n))
	if exists(dir) {
		return dir, nil
	}
	return dir, homes(dir, b.home, n, everyFile)
}

func largeFile(b *bench) (string, error) {
	dir := filepath.Join(b.work, "large")
	if err := large(dir, 16_000_000); err != nil {
		return "", err
	}
	return against(5, b.check(dir), xmllint(dir))
}

func discovery(b *bench) (string, error) {
	dir := filepath.Join(b.work, "files")
	if err := manyFiles(dir, b.home, 100_000); err != nil {
		return "", err
	}
	return against(9, b.check(dir), command{"find", dir, "-type", "d"})
}

// peaks measure the greatest memory over n homes.
func peaks(n int, target string) []row {
	var list []row
	add := func(what string, args ...string) {
		list = append(list, row{fmt.Sprintf("peak memory, %d homes, %s", n, what), target, func(b *bench) (string, error) {
			dir, err := b.many(n)
			if err != nil {
				return "", err
			}
			if what == "--fix" {
				defer os.RemoveAll(dir) // it is changed
			}
			used, err := run(b.check(append([]string{dir}, args...)...))
			return fmt.Sprintf("%.0f MB (%s CPU)", float64(used.peak)/1e6, short(used.cpu)), err
		}})
	}
	for _, format := range strings.Fields("text json html markdown csv sarif junit checkstyle github gitlab azure rdjson") {
		add("--format "+format, "--format", format)
	}
	add("--diff", "--diff", "--unsafe-fixes")
	add("--patch -", "--patch", "-", "--unsafe-fixes")
	add("--fix", "--fix", "--unsafe-fixes")
	return list
}
