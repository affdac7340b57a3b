// Command carbonlint audits the configuration of WSO2 Carbon servers before an
// upgrade, fixes it without harming a byte, and compares it by meaning.
package main

import (
	"errors"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"
)

// memory is what a run should get by with, in bytes: from there on, memory is
// collected more often. It is well above what the largest home takes, for near
// the limit a run does little else.
const memory = 900 << 20

func main() {
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(memory)
	}
	signal.Ignore(syscall.SIGPIPE) // see patientWriter
	os.Exit(run(os.Args, os.Stdin, patientWriter{os.Stdout}, os.Stderr))
}

// patientWriter is standard output of which a reader, such as head, may have
// enough: the rest is dropped, and the run ends as it would have.
type patientWriter struct{ file *os.File }

func (w patientWriter) Write(p []byte) (int, error) {
	n, err := w.file.Write(p)
	if errors.Is(err, syscall.EPIPE) {
		return len(p), nil
	}
	return n, err
}

// Fd says whether this is a terminal; see isTerminal.
func (w patientWriter) Fd() uintptr { return w.file.Fd() }
