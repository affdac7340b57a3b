package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/carbonlint/carbonlint/internal/writefile"
)

// journal is what a run writes. It makes an interrupt safe: what is only prepared
// is undone, and the files of one home are put in their places together, so that
// it is changed as a whole or not at all.
type journal struct {
	batch   writefile.Batch
	written []string // changed in commits of the batch, read when it has stopped
}

// prepare calls add, which adds files to the batch. When it fails, the batch is
// emptied.
func (j *journal) prepare(add func(*writefile.Batch) error) error {
	if err := add(&j.batch); err != nil {
		return errors.Join(err, j.batch.Discard())
	}
	return nil
}

// commit puts the files of the batch in their places, and says which.
func (j *journal) commit() (written []string, err error) {
	err = j.batch.Commit(func(path string) {
		written = append(written, path)
		j.written = append(j.written, path)
	})
	if err != nil {
		err = errors.Join(err, j.batch.Discard())
	}
	return written, err
}

// stop ends all writing for good, and says in a sentence what was written.
func (j *journal) stop() string {
	err := j.batch.Stop()
	text := "interrupted: nothing was written"
	if len(j.written) > 0 {
		var names []string
		for _, path := range j.written {
			names = append(names, shortPath(path))
		}
		text = fmt.Sprintf("interrupted after these were written: %s: run it again for the rest", strings.Join(names, ", "))
	}
	if err != nil {
		text += "\n" + err.Error()
	}
	return text
}
