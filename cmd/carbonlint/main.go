// Command carbonlint audits, fixes and compares the configuration of WSO2 Carbon
// servers before an upgrade.
package main

import (
	"errors"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"
)

// memory is the soft limit of the heap, in bytes; GOMEMLIMIT overrides it. It is
// well above what the largest home takes, because near the limit a run does little
// but collect.
const memory = 900 << 20

func main() {
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(memory)
	}
	signal.Ignore(syscall.SIGPIPE) // see patientWriter
	os.Exit(run(os.Args, os.Stdin, patientWriter{os.Stdout}, os.Stderr))
}

// patientWriter is standard output whose reader, such as head, may stop early. The
// rest is dropped, and the exit code stays the same.
type patientWriter struct{ file *os.File }

func (w patientWriter) Write(p []byte) (int, error) {
	n, err := w.file.Write(p)
	if errors.Is(err, syscall.EPIPE) {
		return len(p), nil
	}
	return n, err
}

// Fd is for isTerminal.
func (w patientWriter) Fd() uintptr { return w.file.Fd() }
