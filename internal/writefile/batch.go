package writefile

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"sync"
)

// Batch is a list of files that are written together. Adding one does all that
// can fail for want of rights or room: the new bytes are on disk beside the file,
// with its access. Commit then only renames. The zero value is an empty batch.
//
// Stop may be called at any time by another goroutine. It waits for nothing but
// renames: while bytes are forced to disk, mu is free.
type Batch struct {
	mu      sync.Mutex
	staged  []*staged
	targets map[string][]byte // the new bytes of the files that are replaced, by idOf
}

// staged is a file whose new bytes are prepared.
type staged struct {
	path   string
	temp   string // "" when it is overwritten in place
	target Target // of a file that must still hold old
	old    []byte
	data   []byte
}

// Replace adds a file that holds old and is to hold data. It keeps its owner,
// mode, access list and other extended attributes exactly, or it is an error.
func (b *Batch) Replace(t Target, old, data []byte) error {
	if err := t.Replaceable(); err != nil {
		return err
	}
	if known, err := b.has(t, data); known || err != nil {
		return err
	}
	if err := t.expect(old, data); err != nil {
		return err
	}
	return b.add(&staged{path: t.path, target: t, old: old, data: data}, private, t.likeness)
}

// Overwrite adds a file whose bytes are written into the file itself, so that it
// keeps all its names. A crash while it is written leaves a part of it.
func (b *Batch) Overwrite(t Target, old, data []byte) error {
	if err := t.Replaceable(); err != nil && !errors.Is(err, ErrLinked) {
		return err
	}
	if err := t.Writable(); err != nil {
		return err
	}
	if known, err := b.has(t, data); known || err != nil {
		return err
	}
	if err := t.expect(old, data); err != nil {
		return err
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.staged = append(b.staged, &staged{path: t.path, target: t, old: old, data: data})
	return nil
}

// Copy adds a file at path with the access of t.
func (b *Batch) Copy(t Target, path string, data []byte) error {
	return b.add(&staged{path: path, data: data}, private, t.likeness)
}

// Create adds a file at path that all may read, less the umask, and that holds what
// text writes. One that is there is replaced and keeps its mode.
func (b *Batch) Create(path string, text func(io.Writer) error) error {
	info, err := os.Lstat(path)
	return b.fill(&staged{path: path}, 0o644, text, func(f *os.File) error {
		if err != nil {
			return nil
		}
		return f.Chmod(info.Mode().Perm())
	})
}

// CreatePrivate is Create for a file that its owner alone may read.
func (b *Batch) CreatePrivate(path string, text func(io.Writer) error) error {
	return b.fill(&staged{path: path}, private, text, func(*os.File) error { return nil })
}

// has reports whether the batch has the file already, perhaps under another name.
// It is an error when it is to get other bytes there.
func (b *Batch) has(t Target, data []byte) (bool, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	id := idOf(t)
	if before, ok := b.targets[id]; ok {
		if !bytes.Equal(before, data) {
			return false, ErrTwice
		}
		return true, nil
	}
	if b.targets == nil {
		b.targets = map[string][]byte{}
	}
	b.targets[id] = data
	return false, nil
}

// private is the mode of temporary files: no one else reads what is not yet in
// its place.
const private = 0o600

// expect is an error unless the file holds one of the two: the old bytes, or
// the new ones already, as a file that was written under another name does.
func (t Target) expect(old, data []byte) error {
	for _, want := range [][]byte{old, data} {
		if is, err := t.holds(want); err != nil || is {
			return err
		}
	}
	return ErrChanged
}

// add writes the bytes of s to a temporary file and lets finish set its access.
func (b *Batch) add(s *staged, perm fs.FileMode, finish func(*os.File) error) error {
	return b.fill(s, perm, Bytes(s.data), finish)
}

// fill is add for what text writes.
func (b *Batch) fill(s *staged, perm fs.FileMode, text func(io.Writer) error, finish func(*os.File) error) error {
	f, err := b.begin(s, perm)
	if err != nil {
		return Reason(err)
	}
	err = text(f)
	if err == nil {
		err = finish(f)
	}
	if err == nil {
		err = f.Sync()
	}
	if closing := f.Close(); err == nil {
		err = closing
	}
	if err != nil {
		return errors.Join(Reason(err), b.drop(s))
	}
	return nil
}

// begin makes the temporary file of s, which is part of the batch from then on.
func (b *Batch) begin(s *staged, perm fs.FileMode) (*os.File, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	f, err := create(s.path, perm)
	if err != nil {
		return nil, err
	}
	s.temp = f.Name()
	b.staged = append(b.staged, s)
	return f, nil
}

// drop takes s out of the batch again.
func (b *Batch) drop(s *staged) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.staged = slices.DeleteFunc(b.staged, func(other *staged) bool { return other == s })
	return s.discard()
}

// Commit puts the files in their places, in the order in which they were added,
// and calls done for each. It stops at the first that fails.
func (b *Batch) Commit(done func(path string)) error {
	dirs, err := b.rename(done)
	for _, dir := range dirs {
		if syncing := syncDir(dir); syncing != nil {
			err = errors.Join(err, fmt.Errorf("force %s to disk: %w", dir, Reason(syncing)))
		}
	}
	return err
}

// rename is Commit without forcing the directories to disk, which it gives.
func (b *Batch) rename(done func(path string)) (dirs []string, err error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for len(b.staged) > 0 {
		s := b.staged[0]
		if err := s.commit(); err != nil {
			return dirs, err
		}
		b.staged = b.staged[1:]
		if dir := filepath.Dir(s.path); !slices.Contains(dirs, dir) {
			dirs = append(dirs, dir)
		}
		done(s.path)
	}
	b.targets = nil
	return dirs, nil
}

// Discard removes what was prepared and not committed.
func (b *Batch) Discard() error {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.discard()
}

// Stop is Discard and ends all use of the batch: another goroutine that uses it
// waits for ever. The files of a Commit that is under way all come first.
func (b *Batch) Stop() error {
	b.mu.Lock()
	return b.discard()
}

func (b *Batch) discard() error {
	var failed []error
	for _, s := range b.staged {
		failed = append(failed, s.discard())
	}
	b.staged, b.targets = nil, nil
	return errors.Join(failed...)
}

func (s *staged) discard() error {
	if s.temp == "" {
		return nil
	}
	if err := os.Remove(s.temp); err != nil {
		return fmt.Errorf("remove the temporary file %s, which may hold secrets: %w", s.temp, Reason(err))
	}
	return nil
}

func (s *staged) commit() error {
	if s.target.path == "" {
		return Reason(os.Rename(s.temp, s.path))
	}
	if is, err := s.target.holds(s.data); err != nil || is {
		return errors.Join(err, s.discard())
	}
	if is, err := s.target.holds(s.old); err != nil || !is {
		return errors.Join(err, ErrChanged)
	}
	if s.temp == "" {
		return s.overwrite()
	}
	return Reason(replace(s.temp, s.path))
}

// overwrite writes the new bytes into the file, or else the old ones again.
func (s *staged) overwrite() error {
	f, err := os.OpenFile(s.path, os.O_WRONLY, 0)
	if err != nil {
		return Reason(err)
	}
	defer f.Close()
	if err := put(f, s.data); err != nil {
		if back := put(f, s.old); back != nil {
			return fmt.Errorf("%w; writing the old bytes again failed too (%w): the file is damaged", Reason(err), Reason(back))
		}
		return Reason(err)
	}
	// Writing takes the bits setuid and setgid away.
	if err := f.Chmod(modeOf(s.target.info)); err != nil {
		return Reason(err)
	}
	return Reason(f.Close())
}

func put(f *os.File, data []byte) error {
	if _, err := f.WriteAt(data, 0); err != nil {
		return err
	}
	if err := f.Truncate(int64(len(data))); err != nil {
		return err
	}
	return f.Sync()
}

// modeOf is what chmod takes of a file's mode.
func modeOf(info fs.FileInfo) fs.FileMode {
	return info.Mode() & (fs.ModePerm | fs.ModeSetuid | fs.ModeSetgid | fs.ModeSticky)
}
