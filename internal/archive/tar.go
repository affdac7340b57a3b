package archive

import (
	"archive/tar"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"path"
)

// tar goes through a tar once and keeps what can be opened of it.
func (u *unpacker) tar(r io.Reader) error {
	keep := keeper{limit: u.opt.MaxKept}
	for t := tar.NewReader(r); ; {
		if err := u.ctx.Err(); err != nil {
			return err
		}
		h, err := t.Next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		name, err := u.entryName(h.Name)
		if err != nil {
			return err
		}
		n := &node{mode: h.FileInfo().Mode(), size: h.Size, open: u.notOpened(name, h.Size)}
		switch h.Typeflag {
		case tar.TypeDir:
			n = newDir("")
		case tar.TypeLink:
			to, err := u.tree.find("open", path.Clean(h.Linkname))
			if err != nil || to.children != nil {
				break
			}
			if to.data != nil {
				if _, err := u.opens(name, to.size); err != nil {
					return err
				}
			}
			*n = *to
		case tar.TypeReg:
			opens, err := u.opens(name, h.Size)
			if err != nil {
				return err
			}
			if !opens {
				break
			}
			data := make([]byte, h.Size)
			if _, err := io.ReadFull(t, data); err != nil {
				return fmt.Errorf("entry %.80q: %w", h.Name, err)
			}
			if n.data, err = keep.once(data); err != nil {
				return err
			}
		}
		if err := u.tree.add(name, n); err != nil {
			return err
		}
	}
}

// keeper holds each content once: the nodes of a cluster have most files in
// common.
type keeper struct {
	held         map[[sha256.Size]byte][]byte
	bytes, limit int64
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
	if k.bytes += int64(len(data)); k.bytes > k.limit {
		return nil, fmt.Errorf("more than %d MiB of different files to read: the pack is refused; unpack it and name the directory", k.limit>>20)
	}
	return data, nil
}
