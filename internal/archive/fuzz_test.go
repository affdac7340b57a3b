package archive

import (
	"bytes"
	"io/fs"
	"testing"
)

// FuzzRead reads broken archives that lie in memory: no panic, no name that leads
// out, all that is listed can be asked for, and no more comes out than the limits
// allow.
func FuzzRead(f *testing.F) {
	files := []packed{
		{name: "h/repository/conf/carbon.xml", data: "<Server><Offset>0</Offset></Server>"},
		{name: "h/bin/version.txt", data: "4.4.3\n"},
		{name: "h/x.no", data: "x"},
		{name: "h/conf/l", link: "carbon.xml"},
		{name: "h/d/"},
	}
	for _, data := range packs(f, files) {
		f.Add(data)
	}
	f.Add(zipOf(f, []packed{{name: "../x"}}))
	f.Add(overlapping(zipOf(f, files[:1]), 3))
	f.Add(tarOf(f, []packed{{name: "conf/b.xml", link: "=conf/b.xml"}}))
	opt := options()
	opt.MaxFile, opt.MaxKept = 1<<12, 1<<14
	f.Fuzz(func(t *testing.T, data []byte) {
		a, err := Read(t.Context(), bytes.NewReader(data), int64(len(data)), opt)
		if err != nil {
			return
		}
		err = fs.WalkDir(a, ".", func(name string, d fs.DirEntry, err error) error {
			if err != nil || !fs.ValidPath(name) {
				t.Errorf("%q: %v", name, err)
			}
			if d.IsDir() {
				return nil
			}
			if got, err := fs.ReadFile(a, name); err == nil && int64(len(got)) > opt.MaxFile {
				t.Errorf("%q: %d bytes", name, len(got))
			}
			return nil
		})
		if err != nil {
			t.Error(err)
		}
	})
}
