package writefile

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
)

// Reason returns why a system call failed, without the path in the error: the
// caller names the file, and the path may be that of a temporary one.
func Reason(err error) error {
	switch e := err.(type) { //nolint:errorlint // a wrapped error has words of its own
	case *fs.PathError:
		return e.Err
	case *os.LinkError:
		return e.Err
	case *os.SyscallError:
		return e.Err
	}
	return err
}

// Cause is Reason for a file that could not be written. If this user may not
// write it, the error says who could.
func Cause(err error) error {
	err = Reason(err)
	if advised := (*adviceError)(nil); errors.Is(err, fs.ErrPermission) && !errors.As(err, &advised) {
		return advise(err, "run carbonlint as a user who may write there")
	}
	return err
}

// adviceError is an error that says what to do.
type adviceError struct {
	err    error
	advice string
}

func advise(err error, advice string) error { return &adviceError{err, advice} }

func (e *adviceError) Error() string { return fmt.Sprintf("%v: %s", e.err, e.advice) }
func (e *adviceError) Unwrap() error { return e.err }
