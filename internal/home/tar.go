package home

import (
	"archive/tar"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"

	"github.com/carbonlint/carbonlint/internal/template"
)

// readTar goes through a tar once and keeps what may be wanted of it.
func (p *Pack) readTar(r io.Reader) error {
	keep := keeper{}
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
			data := make([]byte, h.Size)
			if _, err := io.ReadFull(t, data); err != nil {
				return fmt.Errorf("entry %q: %w", h.Name, err)
			}
			if data, err = keep.once(data); err != nil {
				return err
			}
			n.open = inMemory(data)
		}
		if err := p.add(name, n); err != nil {
			return err
		}
	}
}

// keeper holds each content once: the nodes of a cluster have most files in
// common.
type keeper struct {
	held  map[[sha256.Size]byte][]byte
	bytes int64
}

func (k *keeper) once(data []byte) ([]byte, error) {
	key := sha256.Sum256(data)
	if same, ok := k.held[key]; ok {
		return same, nil
	}
	if k.held == nil {
		k.held = map[[sha256.Size]byte][]byte{}
	}
	k.held[key] = data
	if k.bytes += int64(len(data)); k.bytes > maxKept {
		return nil, tooMuch(maxKept)
	}
	return data, nil
}

func tooMuch(limit int64) error {
	return fmt.Errorf("more than %d MiB of configuration: the pack is refused", limit>>20)
}

func notKept() (io.ReadCloser, error) {
	return nil, errors.New("not a configuration file by its place in the pack: not read")
}

// mayBeWanted tells what is kept of a tar: configuration wherever it may lie,
// version files, keystores.
func mayBeWanted(name string) bool {
	dir, base := path.Split(name)
	base = template.TrimSuffix(base)
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
