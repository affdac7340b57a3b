package main

import (
	"io"
	"time"

	"github.com/schollz/progressbar/v3"
)

// progress shows on a terminal how many homes are done, once a run takes longer
// than a second or so. On anything else it is silent.
type progress struct{ bar *progressbar.ProgressBar }

func newProgress(w io.Writer, homes int) progress {
	if homes < 2 || !isTerminal(w) {
		return progress{}
	}
	return progress{progressbar.NewOptions(homes,
		progressbar.OptionSetWriter(w),
		progressbar.OptionSetDescription("homes"),
		progressbar.OptionShowCount(),
		progressbar.OptionThrottle(time.Second),
		progressbar.OptionSetRenderBlankState(false),
		progressbar.OptionClearOnFinish(),
	)}
}

func (p progress) step() {
	if p.bar != nil {
		_ = p.bar.Add(1) // what cannot be shown is no reason to stop
	}
}

func (p progress) done() {
	if p.bar != nil {
		_ = p.bar.Clear()
	}
}
