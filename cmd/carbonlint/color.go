package main

import (
	"io"
	"os"

	"github.com/mattn/go-isatty"
	"github.com/urfave/cli/v2"

	"github.com/carbonlint/carbonlint/internal/usage"
	"github.com/carbonlint/carbonlint/report"
)

func colorFlag() cli.Flag {
	return &cli.StringFlag{Name: "color", Value: "auto", Usage: "color the text: `WHEN` is auto (on a terminal, unless NO_COLOR is set), always or never"}
}

// textOptions returns the options for text that goes to w.
func textOptions(c *cli.Context, w io.Writer) (report.TextOptions, error) {
	var opt report.TextOptions
	switch when := c.String("color"); when {
	case "always":
		opt.Color = true
	case "never":
	case "auto":
		opt.Color = isTerminal(w) && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"
	default:
		return opt, usage.Errorf("--color %q: write auto, always or never", when)
	}
	return opt, nil
}

func isTerminal(w io.Writer) bool {
	if checked, ok := w.(*checkedWriter); ok {
		w = checked.Writer
	}
	f, ok := w.(interface{ Fd() uintptr })
	return ok && (isatty.IsTerminal(f.Fd()) || isatty.IsCygwinTerminal(f.Fd()))
}

// showOptions returns the options for a report that goes to w.
func showOptions(c *cli.Context, w io.Writer) (report.Options, error) {
	text, err := textOptions(c, w)
	return report.Options{Color: text.Color, Width: text.Width, Cut: isTerminal(w), All: c.Bool("all")}, err
}
