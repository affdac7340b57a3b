package archive

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"fmt"
	"io"
	"io/fs"
	"strings"
	"testing"
)

// refused reads an archive that is to be refused, for the reason given, and
// counts the bytes of contents that were unpacked for it.
func refused(t *testing.T, name string, data []byte, reason string) {
	t.Helper()
	if _, err := read(t, data); err == nil || !strings.Contains(err.Error(), reason) {
		t.Errorf("%s of %d bytes: %v", name, len(data), err)
	}
}

// TestSmallArchiveOfMuchText packs files that compress to a thousandth.
func TestSmallArchiveOfMuchText(t *testing.T) {
	lines := strings.Repeat("\n", 1<<20)
	var files []packed
	for i := range 40 {
		files = append(files, packed{name: fmt.Sprintf("conf/%d.xml", i), data: lines})
	}
	refused(t, "a zip", zipOf(t, files), "times its size")
	refused(t, "a tar.gz", gzipOf(t, tarOf(t, files)), "times its size")
	if _, err := read(t, tarOf(t, files)); err != nil {
		t.Errorf("a tar that is as large as its files: %v", err)
	}
	for i := range files {
		files[i].name += ".no"
	}
	for kind, data := range packs(t, files) {
		if _, err := read(t, data); err != nil {
			t.Errorf("files that nobody reads, in a %s: %v", kind, err)
		}
	}
}

// TestOneContentUnderManyNames: each of the names would be read.
func TestOneContentUnderManyNames(t *testing.T) {
	files := []packed{{name: "conf/a.xml", data: strings.Repeat("\n", 1<<20)}}
	one := zipOf(t, files)
	for i := range 40 {
		files = append(files, packed{name: fmt.Sprintf("conf/%d.xml", i), link: "=conf/a.xml"})
	}
	refused(t, "a tar of hard links", gzipOf(t, tarOf(t, files)), "times its size")
	refused(t, "a zip of overlapping entries", overlapping(one, 40), "times its size")
}

// overlapping is a zip of one file whose directory names it n times.
func overlapping(one []byte, n int) []byte {
	end := bytes.LastIndex(one, []byte("PK\x05\x06"))
	at := int(binary.LittleEndian.Uint32(one[end+16:]))
	entry := one[at:end]
	out := append(bytes.Clone(one[:at]), bytes.Repeat(entry, n)...)
	tail := bytes.Clone(one[end:])
	binary.LittleEndian.PutUint16(tail[8:], uint16(n))
	binary.LittleEndian.PutUint16(tail[10:], uint16(n))
	binary.LittleEndian.PutUint32(tail[12:], uint32(n*len(entry)))
	return append(out, tail...)
}

// TestKeptInMemory: equal files are kept once, different ones up to the limit.
func TestKeptInMemory(t *testing.T) {
	opt := options()
	opt.MaxKept = 2 << 20
	read := func(different bool) error {
		var files []packed
		for i := range 4 {
			text := strings.Repeat("x", 1<<20-1)
			if different {
				text += fmt.Sprint(i)
			}
			files = append(files, packed{name: fmt.Sprint(i), data: text})
		}
		data := tarOf(t, files)
		_, err := Read(t.Context(), bytes.NewReader(data), int64(len(data)), opt)
		return err
	}
	if err := read(false); err != nil {
		t.Errorf("equal files: %v", err)
	}
	if err := read(true); err == nil || !strings.Contains(err.Error(), "refused") {
		t.Errorf("different files: %v", err)
	}
}

// TestEndlessEntry unpacks a file that nobody reads, and that has no end.
func TestEndlessEntry(t *testing.T) {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	w := tar.NewWriter(z)
	const size = freeOfRatio + 64<<20
	if err := w.WriteHeader(&tar.Header{Name: "x.no", Size: size, Mode: 0o644}); err != nil {
		t.Fatal(err)
	}
	if _, err := io.Copy(w, io.LimitReader(zeros{}, size)); err != nil {
		t.Fatal(err)
	}
	w.Close()
	z.Close()
	refused(t, "a tar.gz", b.Bytes(), "unpacks to more than")
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) { clear(p); return len(p), nil }

// TestLongerThanStated changes the size that a zip states of a file.
func TestLongerThanStated(t *testing.T) {
	data := zipOf(t, []packed{{name: "a.xml", data: strings.Repeat("x", 5000)}})
	entry := bytes.LastIndex(data, []byte("PK\x01\x02"))
	binary.LittleEndian.PutUint32(data[entry+24:], 10)
	a, err := read(t, data)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := fs.ReadFile(a, "a.xml"); err == nil || len(got) > 10 {
		t.Errorf("%d bytes, %v", len(got), err)
	}
}

func TestTooManyEntries(t *testing.T) {
	tr := newTree()
	for i := range maxEntries + 1 {
		if err := tr.add(fmt.Sprint(i), &node{}); err != nil {
			if i < maxEntries || !strings.Contains(err.Error(), "refused") {
				t.Errorf("at %d: %v", i, err)
			}
			return
		}
	}
	t.Error("there is no limit")
}
