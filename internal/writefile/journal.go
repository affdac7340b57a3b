package writefile

import (
	"errors"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/carbonlint/carbonlint/internal/paths"
)

// Journal is all that a run writes. It makes an interrupt safe: files that are
// only prepared are removed, and the files of one commit are replaced together.
// The zero value is ready to use.
type Journal struct {
	batch   Batch
	written []string // read after Stop only
}

// Prepare calls add, which adds files to the batch. If it fails, the batch is
// emptied.
func (j *Journal) Prepare(add func(*Batch) error) error {
	if err := add(&j.batch); err != nil {
		return errors.Join(err, j.batch.Discard())
	}
	return nil
}

// Commit replaces the files of the batch, and returns the paths of those that it
// replaced, also when it fails.
func (j *Journal) Commit() (written []string, err error) {
	err = j.batch.Commit(func(path string) {
		written = append(written, path)
		j.written = append(j.written, path)
	})
	if err != nil {
		err = errors.Join(err, j.batch.Discard())
	}
	return written, err
}

// Stop ends all writing, and returns the paths of the files that were written.
// Another goroutine that goes on writing waits forever.
func (j *Journal) Stop() (written []string, err error) {
	err = j.batch.Stop()
	return slices.Clone(j.written), err
}

// Access says who may read a new file.
type Access int

// The kinds of access.
const (
	Public  Access = iota // everybody, less the umask; an existing file keeps its mode
	Private               // its owner alone, also if the file exists
)

// WriteFile writes a file that is replaced as a whole, or writes to the device or pipe
// called name. Text writes what it is to hold. If name is a symbolic link, the file
// that it leads to is written. Errors do not repeat name.
func (j *Journal) WriteFile(name string, access Access, text func(io.Writer) error) error {
	path := paths.Real(name)
	if info, err := os.Stat(path); IsStream(name) || err == nil && !info.Mode().IsRegular() {
		return Cause(writeThrough(name, text))
	}
	err := j.Prepare(func(b *Batch) error {
		if access == Private {
			return b.CreatePrivate(path, text)
		}
		return b.Create(path, text)
	})
	if err == nil {
		_, err = j.Commit()
	}
	return Cause(err)
}

// Bytes is the text for WriteFile that consists of data.
func Bytes(data []byte) func(io.Writer) error {
	return func(w io.Writer) error {
		_, err := w.Write(data)
		return err
	}
}

// IsStream reports whether name is an open stream of the process, such as
// /dev/stdout. The stream itself may be a regular file.
func IsStream(name string) bool {
	if !strings.HasPrefix(name, "/dev/") && !strings.HasPrefix(name, "/proc/") {
		return false
	}
	info, err := os.Lstat(name)
	return err == nil && !info.Mode().IsRegular()
}

// writeThrough writes to the stream, pipe or device of that name.
func writeThrough(name string, text func(io.Writer) error) error {
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_TRUNC, 0)
	if err != nil {
		return err
	}
	defer f.Close()
	if err := text(f); err != nil {
		return err
	}
	return f.Close()
}
