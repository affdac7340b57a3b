// Package spool keeps what does not fit in memory until it is read again, in the
// order in which it came. A little is held in memory. The rest goes to a temporary
// file that has no name and that only this user can read: it is gone when the
// process ends, whatever ends it.
package spool

import (
	"fmt"
	"io"
	"os"
)

// maxHeld is how many bytes of a File are held in memory.
const maxHeld = 256 << 10

// File is text that is written once and may be read several times. The zero value
// is empty. It is not for several goroutines.
type File struct {
	held []byte // the bytes that are not in disk yet
	disk *os.File
	size int64 // of disk
}

// Write appends to the file.
func (f *File) Write(p []byte) (int, error) {
	if len(f.held)+len(p) > maxHeld {
		if err := f.flush(); err != nil {
			return 0, err
		}
	}
	if len(p) > maxHeld {
		return len(p), f.store(p)
	}
	f.held = append(f.held, p...)
	return len(p), nil
}

// Size is the number of bytes written.
func (f *File) Size() int64 { return f.size + int64(len(f.held)) }

// Reader returns a reader of all that was written until now. Do not write while it
// is in use.
func (f *File) Reader() io.Reader {
	return &reader{f: f}
}

// Close removes the file. It may be called several times.
func (f *File) Close() error {
	disk := f.disk
	*f = File{}
	if disk == nil {
		return nil
	}
	return disk.Close()
}

func (f *File) flush() error {
	if len(f.held) == 0 {
		return nil
	}
	err := f.store(f.held)
	f.held = f.held[:0]
	return err
}

func (f *File) store(p []byte) error {
	if f.disk == nil {
		disk, err := unnamed()
		if err != nil {
			return fmt.Errorf("make a temporary file: %w", err)
		}
		f.disk = disk
	}
	n, err := f.disk.WriteAt(p, f.size)
	f.size += int64(n)
	if err != nil {
		return fmt.Errorf("write a temporary file in %s: %w", os.TempDir(), err)
	}
	return nil
}

type reader struct {
	f  *File
	at int64
}

func (r *reader) Read(p []byte) (n int, err error) {
	switch {
	case r.at < r.f.size:
		n, err = r.f.disk.ReadAt(p[:min(int64(len(p)), r.f.size-r.at)], r.at)
		if n > 0 {
			err = nil // the next call reports it
		}
	case r.at < r.f.Size():
		n = copy(p, r.f.held[r.at-r.f.size:])
	default:
		return 0, io.EOF
	}
	r.at += int64(n)
	return n, err
}
