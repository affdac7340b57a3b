package rules_test

import (
	"bytes"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"testing/fstest"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/carbonlint/carbonlint/internal/home"
	"github.com/carbonlint/carbonlint/rules"
)

// TestDamagedCases damages the files of the cases at random, in the same way at each
// run. All rules judge what comes of it, and every fix can be proved: none of one
// rule brings up what another finds fault with.
func TestDamagedCases(t *testing.T) {
	names, err := filepath.Glob("testdata/*/*.txtar")
	if err != nil || len(names) == 0 {
		t.Fatal("no cases", err)
	}
	r := rand.New(rand.NewPCG(1, 2))
	opt := rules.Options{Rules: rules.All(), Target: home.V443}
	for range 2000 {
		name := names[r.IntN(len(names))]
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		fsys := fstest.MapFS{"repository/conf": {Mode: 0o755 | os.ModeDir}}
		for _, f := range txtar.Parse(data).Files {
			if slices.Contains([]string{"findings", "fixed", "unsafe", "flags", "copy"}, f.Name) {
				continue
			}
			if r.IntN(4) == 0 {
				f.Name += ".erb"
			}
			fsys[f.Name] = &fstest.MapFile{Data: damaged(r, f.Data), Mode: 0o644}
		}
		h, err := home.Load(t.Context(), fsys, home.Location{Dir: ".", ConfDir: "repository/conf", Path: "home"}, nil)
		if err != nil {
			t.Fatal(err)
		}
		fixed := rules.Run(h, opt).Fix(opt, func(*rules.Finding) bool { return true })
		if len(fixed.Refused) > 0 {
			t.Errorf("%s: %v", name, fixed.Refused)
			for file, f := range fsys {
				t.Logf("-- %s --\n%s", file, f.Data)
			}
		}
	}
}

// pieces are what makes something else of a file.
var pieces = []string{
	"<% if @a %>", "<% end %>", "{{ x }}", "${a}", "<", ">", "</", "/>", "\"", "<!--", "-->", " ", "\n", "svns:",
	` xmlns:svns="http://org.wso2.securevault/configuration"`,
}

// damaged is data with some of it left out, given twice, or pieces put into it.
func damaged(r *rand.Rand, data []byte) []byte {
	for range r.IntN(4) {
		if len(data) == 0 {
			break
		}
		at := r.IntN(len(data))
		to := min(len(data), at+r.IntN(40))
		switch r.IntN(3) {
		case 0:
			data = bytes.Join([][]byte{data[:at], data[to:]}, nil)
		case 1:
			data = bytes.Join([][]byte{data[:at], data[at:]}, []byte(pieces[r.IntN(len(pieces))]))
		case 2:
			data = bytes.Join([][]byte{data[:to], data[at:]}, nil)
		}
	}
	return data
}
