package archive

import (
	"archive/zip"
	"errors"
	"io"
	"strings"
)

// zip takes in the directory of a zip; files are unpacked when they are opened.
func (u *unpacker) zip(r io.ReaderAt) error {
	z, err := zip.NewReader(r, u.size)
	if err != nil {
		return err
	}
	first, differ := map[string]*zip.File{}, map[string]bool{} // by name
	for _, f := range z.File {
		if err := u.ctx.Err(); err != nil {
			return err
		}
		name, err := u.entryName(strings.ReplaceAll(f.Name, `\`, "/"))
		if err != nil {
			return err
		}
		size := int64(min(f.UncompressedSize64, 1<<62))
		n := &node{mode: f.Mode(), size: size, open: u.notOpened(name, size)}
		switch {
		case f.Mode().IsDir() || strings.HasSuffix(f.Name, "/"):
			n = newDir("")
		case f.Mode().IsRegular():
			opens, err := u.opens(name, size)
			if err != nil {
				return err
			}
			if opens {
				n.open = func() (io.ReadCloser, error) { return openZipped(f) }
			}
			if first[name] == nil {
				first[name] = f
			}
			if differ[name] = differ[name] || !sameZipped(first[name], f); differ[name] {
				n.open = func() (io.ReadCloser, error) { return nil, errTwice }
			}
		}
		if err := u.tree.add(name, n); err != nil {
			return err
		}
	}
	return nil
}

// errTwice says that a zip has different files of one name. Programs that unpack
// it take the first or the last, so neither is known to be the server's.
var errTwice = errors.New("skipped: the pack has several files of this name, which differ")

func sameZipped(a, b *zip.File) bool {
	return a.CRC32 == b.CRC32 && a.UncompressedSize64 == b.UncompressedSize64
}

// openZipped unpacks one file, to no more than the size that its entry states.
func openZipped(f *zip.File) (io.ReadCloser, error) {
	const encrypted = 1
	if f.Flags&encrypted != 0 {
		return nil, errors.New("skipped: encrypted in the pack")
	}
	r, err := f.Open()
	if err != nil {
		return nil, err
	}
	return &stated{r, int64(f.UncompressedSize64)}, nil
}

// stated is a file that is not to be longer than its entry states.
type stated struct {
	io.ReadCloser
	left int64
}

func (s *stated) Read(p []byte) (int, error) {
	n, err := s.ReadCloser.Read(p)
	if s.left -= int64(n); s.left < 0 {
		return 0, errors.New("skipped: longer than its header in the pack says")
	}
	return n, err
}
