package config

import (
	"fmt"

	"github.com/carbonlint/carbonlint/internal/secret"
)

// Error is a mistake in a configuration file.
type Error struct {
	Path string
	// Line and Col count from 1, columns in characters.
	Line, Col int
	Msg       string
}

func (e *Error) Error() string {
	return fmt.Sprintf("read %s:%d:%d: %s", e.Path, e.Line, e.Col, secret.Line(e.Msg))
}
