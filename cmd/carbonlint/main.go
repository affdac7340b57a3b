// Command carbonlint audits the configuration of WSO2 Carbon servers before an
// upgrade, fixes it without harming a byte, and compares it by meaning.
package main

import (
	"os"
	"runtime/debug"
)

// memory is what a run should get by with, in bytes: from there on, memory is
// collected more often. It is well above what the largest home takes, for near
// the limit a run does little else.
const memory = 900 << 20

func main() {
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(memory)
	}
	os.Exit(run(os.Args, os.Stdin, os.Stdout, os.Stderr))
}
