package main

import (
	"fmt"
	"io"

	"github.com/carbonlint/carbonlint/internal/diff"
	"github.com/carbonlint/carbonlint/internal/home"
	"github.com/carbonlint/carbonlint/report"
	"github.com/carbonlint/carbonlint/rules"
)

// settingsChanged compares the files that fixes change, before and after.
func settingsChanged(h *home.Home, changes []rules.Change) []diff.FileDiff {
	var files []diff.FileDiff
	for _, c := range changes {
		conf := h.ByPath(c.File).Conf
		file := func(data []byte) *diff.File { return &diff.File{Path: c.File, Name: conf, Data: data} }
		files = append(files, diff.Files(file(c.Old.Bytes()), file(c.New.Bytes()), diff.Options{Comments: true, Rules: rules.About}))
	}
	return files
}

// showChanged writes what --fix changed in the homes, setting by setting.
func showChanged(w io.Writer, done []audit, show report.Options) error {
	for i := range done {
		if len(done[i].settings) == 0 {
			continue
		}
		if _, err := fmt.Fprintf(w, "\nChanged in %s, setting by setting\n", done[i].report.Path); err != nil {
			return fmt.Errorf("write the report: %w", err)
		}
		if err := report.DiffTextFiles(w, &diff.Report{Old: "before", New: "after", Files: done[i].settings}, show); err != nil {
			return err
		}
	}
	return nil
}
