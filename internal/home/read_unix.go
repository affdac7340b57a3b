//go:build unix

package home

import (
	"errors"
	"io"
	"io/fs"
	"path/filepath"
	"syscall"
)

// read is readRegular for a file on the disk. The os package would also ask whether
// the file can be waited for, and prepare to close it when it is forgotten: twice
// the calls for a file of a few kilobytes.
func (d disk) read(name string) ([]byte, any, error) {
	var fd int
	err := retry(func() (err error) {
		fd, err = syscall.Open(filepath.Join(d.root, name), syscall.O_RDONLY|syscall.O_CLOEXEC, 0)
		return err
	})
	if err != nil {
		return nil, nil, &fs.PathError{Op: "open", Path: name, Err: err}
	}
	defer syscall.Close(fd)
	var st syscall.Stat_t
	if err := retry(func() error { return syscall.Fstat(fd, &st) }); err != nil {
		return nil, nil, &fs.PathError{Op: "stat", Path: name, Err: err}
	}
	sum := 0
	data, err := readAll(st.Size, func(p []byte) (n int, err error) {
		err = retry(func() error { n, err = syscall.Read(fd, p); return err })
		if err != nil {
			return 0, &fs.PathError{Op: "read", Path: name, Err: err}
		}
		if sum += n; n == 0 || n < len(p) && int64(sum) >= st.Size { // the end
			return n, io.EOF
		}
		return n, nil
	})
	return data, idOf(&st), err
}

// retry calls a function until no signal interrupts it.
func retry(call func() error) error {
	for {
		if err := call(); !errors.Is(err, syscall.EINTR) {
			return err
		}
	}
}
