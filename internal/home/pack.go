package home

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
)

// Pack is a zip or tar file, read in place as a file system. Of a zip, files are
// read when they are asked for; of a tar, which has no directory, those that can
// be configuration are kept in memory. Symbolic links in a pack are not followed
// and packs in it are not opened. It is safe for use by several goroutines.
type Pack struct {
	*tree
	file *os.File
}

// The limits that keep a small pack from becoming endless work.
const (
	maxUnpacked = 16 << 30  // bytes of a tar gone through
	maxKept     = 512 << 20 // bytes of different files of a tar kept
	maxGiven    = 8 << 30   // bytes of files of a zip unpacked
	maxRatio    = 250       // of unpacked to packed bytes
	freeOfRatio = 64 << 20  // bytes up to which the ratio does not matter
)

// IsPack tells packs by their names.
func IsPack(name string) bool {
	name = strings.ToLower(name)
	return slices.ContainsFunc([]string{".zip", ".tar", ".tar.gz", ".tgz"}, func(e string) bool { return strings.HasSuffix(name, e) })
}

// OpenPack opens the pack at a path. Errors name the entry that made it
// unacceptable.
func OpenPack(name string) (*Pack, error) {
	file, err := os.Open(name)
	if err != nil {
		return nil, fmt.Errorf("open %s: %s", name, plainError(err))
	}
	info, err := file.Stat()
	if err == nil {
		var p *Pack
		if p, err = ReadPack(file, info.Size()); err == nil {
			p.file = file
			return p, nil
		}
	}
	file.Close()
	return nil, fmt.Errorf("read the pack %s: %w", name, err)
}

// ReadPack reads a pack of size bytes; what it is, its first bytes tell.
func ReadPack(r io.ReaderAt, size int64) (*Pack, error) {
	head := make([]byte, 512)
	n, err := r.ReadAt(head, 0)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	head = head[:n]
	p := &Pack{tree: newTree()}
	switch in := io.NewSectionReader(r, 0, size); {
	case bytes.HasPrefix(head, []byte("PK\x03\x04")), bytes.HasPrefix(head, []byte("PK\x05\x06")):
		err = p.readZip(r, size)
	case bytes.HasPrefix(head, []byte("\x1f\x8b")):
		var z *gzip.Reader
		packed := &counter{r: in}
		if z, err = gzip.NewReader(packed); err == nil {
			err = p.readTar(&unpacking{r: z, packed: packed})
		}
	case len(head) == 512 && bytes.Equal(head[257:262], []byte("ustar")):
		err = p.readTar(in)
	default:
		err = errors.New("not a zip, tar or tar.gz file")
	}
	if err != nil {
		return nil, err
	}
	return p, nil
}

// Close closes the file of the pack.
func (p *Pack) Close() error {
	if p.file == nil {
		return nil
	}
	return p.file.Close()
}
