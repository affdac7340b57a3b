package home

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
	"sync/atomic"
)

// Pack is a zip or tar file, read in place as a file system. Of a zip, files are
// read when they are asked for; of a tar, which has no directory, those that can
// be configuration are kept in memory. Symbolic links in a pack are not followed
// and packs in it are not opened. It is safe for use by several goroutines.
type Pack struct {
	*tree
	file *os.File
}

// The limits that keep a small pack from becoming endless work. WSO2's largest
// products unpack to some 2 GiB.
const (
	maxUnpacked = 16 << 30  // bytes of a tar gone through
	maxKept     = 512 << 20 // bytes of files given out or kept
	maxRatio    = 250       // of unpacked to packed bytes
	freeOfRatio = 64 << 20  // bytes up to which the ratio does not matter
)

var errTooMuch = fmt.Errorf("more than %d MiB of configuration: the pack is refused", maxKept>>20)

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

func (p *Pack) readZip(r io.ReaderAt, size int64) error {
	z, err := zip.NewReader(r, size)
	if err != nil {
		return err
	}
	given := new(atomic.Int64)
	for _, f := range z.File {
		name, err := entryName(strings.ReplaceAll(f.Name, `\`, "/"))
		if err != nil {
			return err
		}
		n := &node{mode: f.Mode(), size: int64(min(f.UncompressedSize64, 1<<62)), open: func() (io.ReadCloser, error) { return openZipped(f, given) }}
		if f.Mode().IsDir() || strings.HasSuffix(f.Name, "/") {
			n = newDir("")
		}
		if err := p.add(name, n); err != nil {
			return err
		}
	}
	return nil
}

func openZipped(f *zip.File, given *atomic.Int64) (io.ReadCloser, error) {
	const encrypted = 1
	switch size := f.UncompressedSize64; {
	case f.Flags&encrypted != 0:
		return nil, errors.New("encrypted in the pack: not read")
	case size > freeOfRatio && size/maxRatio > f.CompressedSize64:
		return nil, fmt.Errorf("unpacks to more than %d times its size: not read", maxRatio)
	case given.Add(int64(min(size, MaxFile))) > maxKept:
		return nil, errTooMuch
	}
	return f.Open()
}

func (p *Pack) readTar(r io.Reader) error {
	kept := int64(0)
	for t := tar.NewReader(r); ; {
		h, err := t.Next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		name, err := entryName(h.Name)
		if err != nil {
			return err
		}
		n := &node{mode: h.FileInfo().Mode(), size: h.Size, open: notKept}
		switch {
		case h.Typeflag == tar.TypeDir:
			n = newDir("")
		case h.Typeflag == tar.TypeLink:
			if to, err := p.find("open", path.Clean(h.Linkname)); err == nil && to.children == nil {
				*n = *to
			}
		case h.Typeflag == tar.TypeReg && h.Size <= MaxFile && mayBeWanted(name):
			if kept += h.Size; kept > maxKept {
				return errTooMuch
			}
			data := make([]byte, h.Size)
			if _, err := io.ReadFull(t, data); err != nil {
				return fmt.Errorf("entry %q: %w", h.Name, err)
			}
			n.open = inMemory(data)
		}
		if err := p.add(name, n); err != nil {
			return err
		}
	}
}

func notKept() (io.ReadCloser, error) {
	return nil, errors.New("not a configuration file by its place in the pack: not read")
}

// mayBeWanted tells what is kept of a tar: configuration wherever it may lie,
// version files, keystores.
func mayBeWanted(name string) bool {
	dir, base := path.Split(name)
	base = trimTemplateSuffix(base)
	if slices.Contains([]string{".jks", ".p12", ".pfx", ".keystore"}, path.Ext(base)) {
		return true
	}
	if noText(base) {
		return false
	}
	if _, ok := lookupBase(base); ok || path.Base(dir) == "bin" && path.Ext(base) == ".txt" {
		return true
	}
	for part := range strings.SplitSeq(dir, "/") {
		if part == "conf" || isSubdir(part) {
			return true
		}
	}
	return false
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

// unpacking stops where what comes out is out of proportion to what goes in.
type unpacking struct {
	r      io.Reader
	packed *counter
	n      int64
}

func (u *unpacking) Read(p []byte) (int, error) {
	n, err := u.r.Read(p)
	u.n += int64(n)
	if u.n > maxUnpacked || u.n > freeOfRatio && u.n/maxRatio > u.packed.n {
		return 0, fmt.Errorf("unpacks to more than %d times its size or to more than %d GiB: the pack is refused", maxRatio, maxUnpacked>>30)
	}
	return n, err
}

var _ fs.ReadDirFS = (*Pack)(nil)
