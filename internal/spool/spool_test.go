package spool

import (
	"bytes"
	"errors"
	"io"
	"os"
	"reflect"
	"runtime"
	"strings"
	"testing"
	"testing/iotest"
)

// inDirectory makes an empty directory that of temporary files.
func inDirectory(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	t.Setenv("TMPDIR", dir)
	t.Setenv("TMP", dir)
	return dir
}

func TestFile(t *testing.T) {
	for name, sizes := range map[string][]int{
		"nothing":          nil,
		"in memory":        {10, 20},
		"exactly full":     {maxHeld},
		"on disk":          {maxHeld, 1},
		"larger than held": {5, 3*maxHeld + 1, 5},
		"many":             {maxHeld - 1, 2, maxHeld - 1, 2, 7},
	} {
		t.Run(name, func(t *testing.T) {
			inDirectory(t)
			var f File
			var want bytes.Buffer
			for i, n := range sizes {
				piece := bytes.Repeat([]byte{byte('a' + i)}, n)
				want.Write(piece)
				if written, err := f.Write(piece); written != n || err != nil {
					t.Fatalf("wrote %d of %d: %v", written, n, err)
				}
				if got, err := io.ReadAll(f.Reader()); err != nil || !bytes.Equal(got, want.Bytes()) {
					t.Fatalf("after %d pieces %d bytes are read, want %d: %v", i+1, len(got), want.Len(), err)
				}
			}
			if f.Size() != int64(want.Len()) {
				t.Errorf("the size is %d, want %d", f.Size(), want.Len())
			}
			if err := iotest.TestReader(f.Reader(), want.Bytes()); err != nil {
				t.Error(err)
			}
			if err := errors.Join(f.Close(), f.Close()); err != nil {
				t.Error(err)
			}
		})
	}
}

// TestNothingIsLeft: a file has no name, so that it is gone however the process ends.
func TestNothingIsLeft(t *testing.T) {
	dir := inDirectory(t)
	var f File
	defer f.Close()
	if _, err := f.Write(make([]byte, 2*maxHeld)); err != nil {
		t.Fatal(err)
	}
	if f.disk == nil {
		t.Fatal("nothing is on disk")
	}
	if runtime.GOOS == "windows" {
		f.Close() // deletes it
	} else if info, err := f.disk.Stat(); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the mode is %v, error %v", info.Mode(), err)
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
		t.Errorf("left: %v, error %v", left, err)
	}
}

func TestNoRoomForTheFile(t *testing.T) {
	inDirectory(t)
	t.Setenv("TMPDIR", "/dev/null/x")
	t.Setenv("TMP", `\\?\nowhere`)
	var l List[string]
	text := strings.Repeat("x", maxHeld)
	if err := l.Add(&text); err == nil || !strings.Contains(err.Error(), "make a temporary file") {
		t.Errorf("the error is %v", err)
	}
}

type inner struct {
	Text string
	Flag bool
}

type value struct {
	Name     string
	Int      int
	Small    int8
	Byte     byte
	Flag     bool
	Inner    inner
	None     *inner
	Some     *inner
	Nil      []string
	Empty    []string
	Texts    []string
	Inners   []inner
	Pointers []*inner
}

func TestListGivesBackWhatItHolds(t *testing.T) {
	inDirectory(t)
	list := []value{
		{},
		{
			Name: "é\x00\xff", Int: -1 << 62, Small: -128, Byte: 255, Flag: true, Inner: inner{"x", true}, Some: &inner{},
			Empty: []string{}, Texts: []string{"", "a"}, Inners: []inner{{"b", false}, {}}, Pointers: []*inner{nil, {"c", true}},
		},
		{Name: strings.Repeat("long", maxHeld)},
	}
	var l List[value]
	for i := range list {
		if err := l.Add(&list[i]); err != nil {
			t.Fatal(err)
		}
	}
	for range 2 {
		i := 0
		for got, err := range l.All() {
			if err != nil {
				t.Fatal(err)
			}
			if !reflect.DeepEqual(*got, list[i]) {
				t.Errorf("number %d is %+v, want %+v", i, *got, list[i])
			}
			i++
		}
		if i != len(list) || l.Len() != i {
			t.Errorf("%d of %d values", i, len(list))
		}
	}
	if err := l.Close(); err != nil || l.Len() != 0 {
		t.Errorf("error %v, %d values after the end", err, l.Len())
	}
}

// TestListReportsADamagedFile: a value that cannot be read is not taken for another.
func TestListReportsADamagedFile(t *testing.T) {
	inDirectory(t)
	var l List[string]
	for _, text := range []string{strings.Repeat("a", maxHeld), "b"} {
		if err := l.Add(&text); err != nil {
			t.Fatal(err)
		}
	}
	if err := l.file.disk.Truncate(10); err != nil {
		t.Fatal(err)
	}
	for _, err := range l.All() {
		if err == nil {
			t.Fatal("a value is read from a file that is cut off")
		}
		return
	}
	t.Error("no error")
}
