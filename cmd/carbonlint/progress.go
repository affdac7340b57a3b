package main

import (
	"io"
	"time"

	"github.com/schollz/progressbar/v3"
)

// progress shows on a terminal how many homes are done, after about a second. On
// anything else it is silent.
type progress struct {
	w   io.Writer
	bar *progressbar.ProgressBar
}

// step shows that one more home is done.
func (p *progress) step(_, total int) {
	if total < 2 || !isTerminal(p.w) {
		return
	}
	if p.bar == nil {
		p.bar = progressbar.NewOptions(total,
			progressbar.OptionSetWriter(p.w),
			progressbar.OptionSetDescription("homes"),
			progressbar.OptionShowCount(),
			progressbar.OptionThrottle(time.Second),
			progressbar.OptionSetRenderBlankState(false),
			progressbar.OptionClearOnFinish(),
		)
	}
	_ = p.bar.Add(1) // a run goes on without its progress
}

func (p *progress) clear() {
	if p.bar != nil {
		_ = p.bar.Clear()
	}
}
