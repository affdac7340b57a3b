// Package archive reads zip and tar files in place, as file systems, and bounds
// what a small archive can cost. It knows nothing of Carbon.
package archive

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
)

// FS is an archive as a file system. Files of a zip are unpacked each time they
// are opened; a tar has no directory, and its wanted files are kept in memory.
// Symbolic links are not followed, and archives inside the archive not opened. It
// is safe for use by several goroutines.
type FS struct {
	*tree
	file *os.File
}

// Options say what of an archive can be opened and how much it may cost. Every
// limit must be given.
type Options struct {
	// Wanted reports whether the file of that name can be opened. The others are
	// only listed.
	Wanted func(name string) bool
	// MaxFile is the size in bytes above which a file cannot be opened.
	MaxFile int64
	// MaxKept is how many bytes of different files of a tar are kept.
	MaxKept int64
	// MaxDepth is how many directories deep an entry may lie.
	MaxDepth int
}

// The limits on what comes out for what goes in. Text of people compresses to a
// tenth at best.
const (
	maxEntries  = 200_000  // files and directories
	maxRatio    = 250      // of unpacked to packed bytes of a tar
	freeOfRatio = 64 << 20 // unpacked bytes up to which that does not matter
	wantedRatio = 20       // of the bytes of wanted files to the bytes of the archive
	freeWanted  = 16 << 20 // bytes of wanted files up to which that does not matter
)

// Is reports whether name is that of an archive.
func Is(name string) bool {
	name = strings.ToLower(name)
	return slices.ContainsFunc([]string{".zip", ".tar", ".tar.gz", ".tgz"}, func(e string) bool { return strings.HasSuffix(name, e) })
}

// Open opens the archive at a path. Errors name the entry that made it
// unacceptable.
func Open(ctx context.Context, name string, opt Options) (*FS, error) {
	file, err := os.Open(name)
	if err != nil {
		if pe := (*os.PathError)(nil); errors.As(err, &pe) {
			err = pe.Err
		}
		return nil, fmt.Errorf("open %s: %w", name, err)
	}
	info, err := file.Stat()
	if err == nil {
		var a *FS
		if a, err = Read(ctx, file, info.Size(), opt); err == nil {
			a.file = file
			return a, nil
		}
	}
	file.Close()
	return nil, fmt.Errorf("read the pack %s: %w", name, err)
}

// Read reads an archive of size bytes. Its first bytes decide on its format.
func Read(ctx context.Context, r io.ReaderAt, size int64, opt Options) (*FS, error) {
	head := make([]byte, 512)
	n, err := r.ReadAt(head, 0)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	head = head[:n]
	u := &unpacker{ctx: ctx, opt: opt, size: size, tree: newTree()}
	switch in := io.NewSectionReader(r, 0, size); {
	case bytes.HasPrefix(head, []byte("PK\x03\x04")), bytes.HasPrefix(head, []byte("PK\x05\x06")):
		err = u.zip(r)
	case bytes.HasPrefix(head, []byte("\x1f\x8b")):
		var z *gzip.Reader
		packed := &counter{r: in}
		if z, err = gzip.NewReader(packed); err == nil {
			err = u.tar(&meter{r: z, packed: packed})
		}
	case len(head) == 512 && bytes.Equal(head[257:262], []byte("ustar")):
		err = u.tar(in)
	default:
		err = errors.New("not a zip, tar or tar.gz file")
	}
	if err != nil {
		return nil, err
	}
	return &FS{tree: u.tree}, nil
}

// Close closes the file of the archive.
func (a *FS) Close() error {
	if a.file == nil {
		return nil
	}
	return a.file.Close()
}
