package main

import (
	"bytes"
	"errors"
	"fmt"
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
