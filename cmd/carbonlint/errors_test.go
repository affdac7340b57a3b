package main

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"
)

func TestPrintError(t *testing.T) {
	a, b := errors.New("a"), errors.New("b: choose one of\n  x\n  y")
	for want, err := range map[string]error{
		"carbonlint: a\n": a,
		"carbonlint: a\ncarbonlint: b: choose one of\n  x\n  y\n":                errors.Join(a, b),
		"carbonlint: b: choose one of\n  x\n  y\ncarbonlint: a\ncarbonlint: a\n": errorList{b, errors.Join(a, a)},
		"carbonlint: read c: a\n": fmt.Errorf("read c: %w", a),
		"carbonlint: a and a\n":   fmt.Errorf("%w and %w", a, a),
	} {
		var out bytes.Buffer
		if printError(&out, err); out.String() != want {
			t.Errorf("printed %q, want %q", out.String(), want)
		}
	}
}

// fullDisk is a writer to a disk without room.
type fullDisk struct{}

func (fullDisk) Write([]byte) (int, error) { return 0, errors.New("no space left") }

// TestOutputIsLost: a command whose output cannot be written fails, the help and
// the version too.
func TestOutputIsLost(t *testing.T) {
	for _, args := range []string{"--version", "--help", "", "check --help", "diff --help", "rules", "rules cascade-delete", "config", "completion bash", "man"} {
		var stderr bytes.Buffer
		if code := run(append([]string{"carbonlint"}, strings.Fields(args)...), nil, fullDisk{}, &stderr); code != exitFailure {
			t.Errorf("%s: exit code %d, want %d: %s", args, code, exitFailure, stderr.String())
		}
	}
}
