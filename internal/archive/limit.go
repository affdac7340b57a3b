package archive

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"
)

// unpacker reads one archive into a tree and counts what it costs.
type unpacker struct {
	ctx    context.Context
	opt    Options
	size   int64 // of the archive
	tree   *tree
	wanted int64 // bytes of the wanted files so far
}

// opens reports whether an entry can be opened, and counts its bytes if so: each
// name may be read, even where several names share their bytes.
func (u *unpacker) opens(name string, size int64) (bool, error) {
	if size > u.opt.MaxFile || !u.opt.Wanted(name) {
		return false, nil
	}
	if u.wanted += size; u.wanted > max(freeWanted, u.size*wantedRatio) {
		return false, fmt.Errorf("the files to read in it come to more than %d MiB and to more than %d times its size: the pack is refused; unpack it and name the parts to read", freeWanted>>20, wantedRatio)
	}
	return true, nil
}

// notOpened says why an entry cannot be opened.
func (u *unpacker) notOpened(name string, size int64) func() (io.ReadCloser, error) {
	err := errors.New("not a file to read, by its place in the pack")
	if size > u.opt.MaxFile && u.opt.Wanted(name) {
		err = fmt.Errorf("skipped: larger than %d MiB", u.opt.MaxFile>>20)
	}
	return func() (io.ReadCloser, error) { return nil, err }
}

// entryName is the name of an entry as a path of the tree. It is an error when it
// leads out of the archive.
func (u *unpacker) entryName(name string) (string, error) {
	clean := path.Clean(strings.ToValidUTF8(name, "\ufffd"))
	drive := len(clean) > 1 && clean[1] == ':' && (clean[0]|0x20 >= 'a' && clean[0]|0x20 <= 'z')
	if path.IsAbs(clean) || drive || clean == ".." || strings.HasPrefix(clean, "../") {
		return "", fmt.Errorf("entry %.80q leads out of the pack: the pack is refused", name)
	}
	if strings.Count(clean, "/") > u.opt.MaxDepth {
		return "", fmt.Errorf("entry %.80q is more than %d directories deep", name, u.opt.MaxDepth)
	}
	return clean, nil
}

// counter counts what is read of r.
type counter struct {
	r io.Reader
	n int64
}

func (c *counter) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n += int64(n)
	return n, err
}

// meter stops where what comes out is out of proportion to what goes in.
type meter struct {
	r      io.Reader
	packed *counter
	n      int64
}

func (m *meter) Read(p []byte) (int, error) {
	n, err := m.r.Read(p)
	m.n += int64(n)
	if m.n > freeOfRatio && m.n/maxRatio > m.packed.n {
		return 0, fmt.Errorf("unpacks to more than %d times its size: the pack is refused", maxRatio)
	}
	return n, err
}
