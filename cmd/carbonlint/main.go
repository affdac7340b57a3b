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

func main() {
	if os.Getenv("GOMEMLIMIT") == "" && os.Getenv("GOGC") == "" {
		debug.SetGCPercent(-1) // limitMemory decides
		limitMemory()
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
