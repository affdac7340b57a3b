// Package usage has the error for a mistake in how carbonlint was called, which
// ends the program with exit code 2.
package usage

import "fmt"

// Error is a mistake in how carbonlint was called. Its text says what to write
// instead.
type Error struct{ msg string }

// Errorf formats an Error as fmt.Sprintf does.
func Errorf(format string, args ...any) error { return &Error{fmt.Sprintf(format, args...)} }

func (e *Error) Error() string { return e.msg }
