//go:build unix

package main

import (
	"fmt"
	"os"
	"os/exec"
	"regexp"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// command is a program and its arguments.
type command []string

// cost is what one run of a command took.
type cost struct {
	cpu  time.Duration // user and system
	peak int64         // of memory, in bytes
}

// run runs a command and drops what it prints. Exit code 1 is for findings.
//
// A process takes the peak of the memory of the process that starts it for its own
// first peak. So a new process of this program, which is small, starts the command.
func run(c command) (cost, error) {
	self, err := os.Executable()
	if err != nil {
		return cost{}, err
	}
	cmd := exec.Command(self, append([]string{measureCost}, c...)...)
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	var used cost
	if err == nil {
		_, err = fmt.Sscan(string(out), &used.cpu, &used.peak)
	}
	return used, err
}

// measureCost is the argument by which this program runs a command and prints its cost.
const measureCost = "measure-cost"

// printCost is what the program does with the argument measureCost.
func printCost(c command) error {
	cmd := exec.Command(c[0], c[1:]...)
	err := cmd.Run()
	if cmd.ProcessState == nil || cmd.ProcessState.ExitCode() > 1 || cmd.ProcessState.ExitCode() < 0 {
		return fmt.Errorf("%s: %w", c[0], err)
	}
	used := cmd.ProcessState.SysUsage().(*syscall.Rusage)
	peak := int64(used.Maxrss) //nolint:unconvert // 32 bits on some systems
	if runtime.GOOS != "darwin" {
		peak <<= 10 // kilobytes elsewhere
	}
	fmt.Println(int64(cmd.ProcessState.UserTime()+cmd.ProcessState.SystemTime()), peak)
	return nil
}

// medians runs the commands in turn, so that a machine that slows down slows all of
// them, and gives the median of the CPU time of each.
func medians(times int, commands ...command) ([]time.Duration, error) {
	all := make([][]time.Duration, len(commands))
	for i := range times + 1 {
		for j, c := range commands {
			used, err := run(c)
			if err != nil {
				return nil, err
			}
			if i > 0 { // the first run fills the caches
				all[j] = append(all[j], used.cpu)
			}
		}
	}
	out := make([]time.Duration, len(commands))
	for j := range all {
		slices.Sort(all[j])
		out[j] = all[j][len(all[j])/2]
	}
	return out, nil
}

// instructions counts those of a command that is built for valgrind, in millions.
func instructions(c command) (float64, error) {
	if _, err := exec.LookPath("valgrind"); err != nil {
		return 0, errMissing("valgrind")
	}
	cmd := exec.Command("valgrind", append([]string{"--tool=callgrind", "--callgrind-out-file=/dev/null"}, c...)...)
	// Callgrind fails on the signals by which Go interrupts a long loop.
	// A small environment, because the program reads all of it at the start.
	cmd.Env = []string{"PATH=" + os.Getenv("PATH"), "GOMAXPROCS=1", "GODEBUG=asyncpreemptoff=1"}
	var b strings.Builder
	cmd.Stderr = &b
	_ = cmd.Run() // it has the exit code of c
	m := regexp.MustCompile(`Collected : (\d+)`).FindStringSubmatch(b.String())
	if m == nil {
		return 0, fmt.Errorf("valgrind counted nothing")
	}
	n, err := strconv.Atoi(m[1])
	return float64(n) / 1e6, err
}

// errMissing is the reason to skip what needs a tool.
func errMissing(tool string) error { return fmt.Errorf("%s is not installed", tool) }

// need is nil when the tool is there.
func need(tool string) error {
	if _, err := exec.LookPath(tool); err != nil {
		return errMissing(tool)
	}
	return nil
}
