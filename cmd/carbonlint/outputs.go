package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/carbonlint/carbonlint/internal/writefile"
)

// The modes of new files: a patch holds secrets.
const (
	public  = 0o644
	private = 0o600
)

// toFile writes a file in one step, or to the device or pipe of that name. What
// a symbolic link leads to is written, and the link stays. A file that is there
// keeps its mode, unless it is to be private.
func toFile(j *journal, name string, mode os.FileMode, write func(io.Writer) error) error {
	var buf bytes.Buffer
	err := write(&buf)
	if err == nil {
		err = put(j, name, buf.Bytes(), mode)
	}
	if err != nil {
		return fmt.Errorf("write %s: %w", name, cause(err))
	}
	return nil
}

func put(j *journal, name string, data []byte, mode os.FileMode) error {
	at := realPath(name)
	if info, err := os.Stat(at); isStream(name) || err == nil && !info.Mode().IsRegular() {
		return writeThrough(name, data)
	}
	err := j.prepare(func(b *writefile.Batch) error {
		if mode == private {
			return b.CreatePrivate(at, data)
		}
		return b.Create(at, data)
	})
	if err == nil {
		_, err = j.commit()
	}
	return err
}

// isStream reports whether the system has the name for a stream that is open
// already, such as /dev/stdout. It may be a regular file.
func isStream(name string) bool {
	if !strings.HasPrefix(name, "/dev/") && !strings.HasPrefix(name, "/proc/") {
		return false
	}
	info, err := os.Lstat(name)
	return err == nil && !info.Mode().IsRegular()
}

// writeThrough writes to the stream, pipe or device of that name.
func writeThrough(name string, data []byte) error {
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_TRUNC, 0)
	if err != nil {
		return err
	}
	defer f.Close()
	if _, err := f.Write(data); err != nil {
		return err
	}
	return f.Close()
}

// already is what the regular file of that name begins with, up to n bytes.
func already(name string, n int) []byte {
	if info, err := os.Stat(name); err != nil || !info.Mode().IsRegular() {
		return nil
	}
	data, err := readAtMost(name, n)
	if err != nil {
		return nil // so will writing it fail, and say why
	}
	return data
}

// readAtMost reads the first n bytes of a file.
func readAtMost(name string, n int) ([]byte, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, int64(n)))
}

// patchStart is what every patch begins with.
const patchStart = "--- "

// isPatch is an error when there is a file of that name which is not a patch: a
// file of the home is easily named by mistake.
func isPatch(name string) error {
	if data := already(name, len(patchStart)); len(data) > 0 && string(data) != patchStart {
		return fmt.Errorf("write %s: it is there and is no patch: choose another name, or remove it first", name)
	}
	return nil
}

// writePatch writes the exact patch. It takes the place of a patch, and of
// nothing else.
func writePatch(j *journal, name string, patch *patchSet) error {
	if err := isPatch(name); err != nil {
		return err
	}
	return toFile(j, name, private, func(w io.Writer) error {
		_, err := io.WriteString(w, patch.exact())
		return err
	})
}
