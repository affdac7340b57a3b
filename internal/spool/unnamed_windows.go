package spool

import (
	"os"

	"golang.org/x/sys/windows"
)

// unnamed makes a temporary file that Windows deletes when it is closed, also by
// the end of the process.
func unnamed() (*os.File, error) {
	f, err := os.CreateTemp("", ".carbonlint-*")
	if err != nil {
		return nil, err
	}
	name := f.Name()
	if err := f.Close(); err != nil {
		return nil, err
	}
	return os.OpenFile(name, os.O_RDWR|windows.FILE_FLAG_DELETE_ON_CLOSE, 0o600)
}
