// Command carbonlint audits the configuration of WSO2 Carbon servers before an
// upgrade, fixes it without harming a byte, and compares it by meaning.
package main

import "os"

func main() { os.Exit(run(os.Args, os.Stdin, os.Stdout, os.Stderr)) }
