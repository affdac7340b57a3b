package main

import (
	"io/fs"
	"os"
	"path/filepath"
)

// replaceFile gives file the new bytes in one step: they are written beside it,
// forced to disk and renamed over it. Its mode is that of like.
func replaceFile(file string, data []byte, _ string, like fs.FileInfo) error {
	return newFile(file, data, like.Mode().Perm())
}

// newFile writes a file in one step.
func newFile(file string, data []byte, mode fs.FileMode) error {
	t, err := os.CreateTemp(filepath.Dir(file), ".carbonlint-*")
	if err != nil {
		return err
	}
	defer os.Remove(t.Name())
	_, err = t.Write(data)
	if err == nil {
		err = t.Sync()
	}
	if closing := t.Close(); err == nil {
		err = closing
	}
	if err == nil {
		err = os.Chmod(t.Name(), mode)
	}
	if err != nil {
		return err
	}
	return os.Rename(t.Name(), file)
}
