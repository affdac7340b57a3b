package main

import (
	"io/fs"
	"os"
	"path/filepath"
)

// replaceFile gives file the new bytes in one step: they are written beside it,
// forced to disk and renamed over it.
func replaceFile(file string, data []byte, like fs.FileInfo) error {
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
		err = os.Chmod(t.Name(), like.Mode().Perm())
	}
	if err != nil {
		return err
	}
	return os.Rename(t.Name(), file)
}
