//go:build !windows

package spool

import (
	"errors"
	"os"
)

// unnamed makes a temporary file whose name is removed at once.
func unnamed() (*os.File, error) {
	f, err := os.CreateTemp("", ".carbonlint-*")
	if err != nil {
		return nil, err
	}
	if err := os.Remove(f.Name()); err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return f, nil
}
