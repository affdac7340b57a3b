package diff

import (
	"fmt"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"
)

// repeated is a file of about 900 KB with 10,000 elements of one name.
func repeated(form string, changed func(i int) bool) []byte {
	var b strings.Builder
	b.WriteString("<list>\n")
	for i := range 10000 {
		value := i
		if changed(i) {
			value = i + 100000
		}
		fmt.Fprintf(&b, form, i, value)
	}
	return []byte(b.String() + "</list>\n")
}

const (
	namedForm   = `<Property name="com.example.setting.number.%06d">some value that is not short at all %06d</Property>` + "\n"
	unnamedForm = `<entry><host>host-%06d.example.com</host><port>%06d</port><secure>true</secure></entry>` + "\n"
	plainForm   = "<entry>%06d a value that is long enough to make the file one of many kilobytes %06d</entry>\n"
)

func BenchmarkRepeated(b *testing.B) {
	few := func(i int) bool { return i%100 == 7 }
	all := func(int) bool { return true }
	none := func(int) bool { return false }
	for _, bm := range []struct {
		name, form string
		changed    func(int) bool
	}{
		{"named/few", namedForm, few},
		{"named/all", namedForm, all},
		{"unnamed/few", unnamedForm, few},
		{"unnamed/all", unnamedForm, all},
		{"plain/few", plainForm, few},
		{"plain/all", plainForm, all},
	} {
		b.Run(bm.name, func(b *testing.B) {
			old, new := repeated(bm.form, none), repeated(bm.form, bm.changed)
			b.SetBytes(int64(len(old)))
			for b.Loop() {
				Files(&File{Path: "a.xml", Data: old}, &File{Path: "a.xml", Data: new}, Options{})
			}
		})
	}
	b.Run("text/all", func(b *testing.B) {
		old, new := repeated(plainForm, none), repeated(plainForm, all)
		for b.Loop() {
			Files(&File{Path: "a.txt", Data: old[1:]}, &File{Path: "a.txt", Data: new[1:]}, Options{})
		}
	})
}

const corpus = "../../../shared/corpus"

func BenchmarkUserMgt(b *testing.B) {
	read := func(release string) []byte {
		data, err := os.ReadFile(filepath.Join(corpus, "stock", release, "repository/conf/user-mgt.xml"))
		if err != nil {
			b.Skip("the corpus is not here")
		}
		return data
	}
	old, new := read("4.4.2"), read("4.4.3")
	for b.Loop() {
		Files(&File{Path: "user-mgt.xml", Data: old}, &File{Path: "user-mgt.xml", Data: new}, Options{})
	}
}

func BenchmarkHomes(b *testing.B) {
	for _, homes := range [][2]string{{"stock/4.2.0", "stock/4.4.3"}, {"homes/greg-5.1.0", "homes/am-2.0.0"}} {
		b.Run(path.Base(homes[1]), func(b *testing.B) {
			old, new := readTree(b, homes[0]), readTree(b, homes[1])
			b.ReportAllocs()
			for b.Loop() {
				Sides(clone(old), clone(new), Options{})
			}
		})
	}
}

// clone gives files that are not yet parsed.
func clone(files []File) []File {
	out := make([]File, len(files))
	for i, f := range files {
		out[i] = File{Path: f.Path, Name: f.Name, Data: f.Data}
	}
	return out
}

// readTree reads the configuration of one of the corpus' homes.
func readTree(tb testing.TB, home string) []File {
	tb.Helper()
	root := filepath.Join(corpus, home, "repository/conf")
	if _, err := os.Stat(root); err != nil {
		tb.Skip("the corpus is not here")
	}
	var files []File
	err := filepath.Walk(root, func(name string, info os.FileInfo, err error) error {
		if err != nil || info.IsDir() {
			return err
		}
		rel, err := filepath.Rel(root, name)
		if err != nil {
			return err
		}
		data, err := os.ReadFile(name)
		files = append(files, File{Path: filepath.ToSlash(rel), Data: data})
		return err
	})
	if err != nil {
		tb.Fatal(err)
	}
	return files
}
