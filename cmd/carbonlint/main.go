// Command carbonlint audits, fixes and compares the configuration of WSO2 Carbon
// servers before an upgrade.
package main

import (
	"errors"
	"os"
	"os/signal"
	"runtime"
	"runtime/debug"
	"syscall"
)

// memory is the soft limit of the heap, in bytes; GOMEMLIMIT overrides it. It is
// well above what the largest home takes, because near the limit a run does little
// but collect.
const memory = 900 << 20

// Garbage is collected for the first time when the heap has firstHeap percent of 4 MiB,
// which one small home does not fill, and then whenever it has grown by growth percent.
// With 1,000 homes, growth takes a fifth less memory than Go's 100 percent and some 5 %
// more time. GOGC overrides both.
const (
	firstHeap = 200
	growth    = 50
)

func main() {
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(memory)
	}
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(firstHeap)
		// What nobody holds is gone after the first collection.
		runtime.AddCleanup(new(*byte), func(int) { debug.SetGCPercent(growth) }, 0)
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
