// Command carbonlint audits the configuration of WSO2 Carbon servers before an
// upgrade, fixes it without harming a byte, and compares it by meaning.
package main

import (
	"os"
	"runtime/debug"
)

// gcPercent lets the heap grow further between collections: a run is short, and
// what it holds at a time is small.
const gcPercent = 200

// memory is what a run should get by with, in bytes: from there on, memory is
// collected more often.
const memory = 400 << 20

func main() {
	debug.SetGCPercent(gcPercent)
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(memory)
	}
	os.Exit(run(os.Args, os.Stdin, os.Stdout, os.Stderr))
}
