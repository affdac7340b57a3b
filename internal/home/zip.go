package home

import (
	"archive/zip"
	"errors"
	"fmt"
	"io"
	"strings"
	"sync/atomic"
)

// readZip takes in the directory of a zip; files are unpacked when they are asked
// for.
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
	case given.Add(int64(min(size, MaxFile))) > maxGiven:
		return nil, tooMuch(maxGiven)
	}
	return f.Open()
}
