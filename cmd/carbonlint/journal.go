package main

import (
	"errors"
	"fmt"
	"os"
	"strings"
	"sync"

	"github.com/carbonlint/carbonlint/internal/writefile"
)

// journal is what a run writes. It makes an interrupt safe: that waits for the
// step under way, undoes what is only prepared and lets no other step begin. The
// files of one home are one step, so that it is changed as a whole or not at all.
type journal struct {
	mu      sync.Mutex
	batch   writefile.Batch // prepared, and not yet in place
	written []string
}

// prepare lets add put a file into the batch. An error empties the batch.
func (j *journal) prepare(add func(*writefile.Batch) error) error {
	j.mu.Lock()
	defer j.mu.Unlock()
	if err := add(&j.batch); err != nil {
		return errors.Join(err, j.batch.Discard())
	}
	return nil
}

// commit puts the files of the batch in their places, and says which.
func (j *journal) commit() (written []string, err error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	if err = j.batch.Commit(func(path string) { written = append(written, path) }); err != nil {
		err = errors.Join(err, j.batch.Discard())
	}
	j.written = append(j.written, written...)
	return written, err
}

// remove removes a file.
func (j *journal) remove(path string) error {
	j.mu.Lock()
	defer j.mu.Unlock()
	return os.Remove(path)
}

// stop ends all writing for good, and says in a sentence what was written.
func (j *journal) stop() string {
	j.mu.Lock() // never given back
	text := "interrupted: nothing was written"
	if len(j.written) > 0 {
		for i, path := range j.written {
			j.written[i] = shortPath(path)
		}
		text = fmt.Sprintf("interrupted after these were written: %s: run it again for the rest", strings.Join(j.written, ", "))
	}
	if err := j.batch.Discard(); err != nil {
		text += "\n" + err.Error()
	}
	return text
}
