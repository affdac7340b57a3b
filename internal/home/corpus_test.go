package home

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const corpus = "../../../shared/corpus"

// openCorpus finds the homes of the corpus of real configuration.
func openCorpus(t testing.TB) *Source {
	t.Helper()
	if _, err := os.Stat(corpus); err != nil {
		t.Skip("no corpus of real configuration here")
	}
	p, err := Open(t.Context(), corpus, FindOptions{})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// TestCorpus: real homes are all found, state their release, are of one piece,
// and what their files alone would say agrees with what is stated.
func TestCorpus(t *testing.T) {
	p := openCorpus(t)
	if len(p.Locations) != 9 {
		t.Errorf("%d homes, want 9", len(p.Locations))
	}
	for _, s := range p.Locations {
		h := load(t, p.FS, s)
		t.Logf("%s | %s | %s | %s | %s | %s | %s", strings.TrimPrefix(h.Path, corpus+"/"), h.Layout, strings.Join(h.Signs, ", "), h.Product, h.Carbon, shown(h.Evidence), h.Carbon.Is)
		if h.Carbon.Is != Exactly || h.Generation != Generation4 || len(h.Mixed) > 0 || len(h.Problems) > 0 {
			t.Errorf("%s: %s, %s, mixed %v, problems %v", h.Path, h.Carbon.Is, h.Generation, h.Mixed, h.Problems)
		}
		stated := h.Carbon.Version
		h.server, h.Evidence = nil, nil
		guess := h.guess().Version
		t.Logf("  by its files alone: %s, %s", guess, shown(h.Evidence))
		if stock := filepath.Base(filepath.Dir(h.Path)) == "stock"; stock && guess != stated || stated.Before(guess) {
			t.Errorf("%s: the files say %s", h.Path, guess)
		}
		if m := h.mixed(); len(m) > 0 {
			t.Errorf("%s: mixed by its files alone: %v", h.Path, m)
		}
	}
}

// TestCorpusMixed puts files of an older release into a home, one at a time.
func TestCorpusMixed(t *testing.T) {
	openCorpus(t)
	for _, c := range []struct {
		file string
		want bool
	}{
		{"carbon.xml", true},
		{"log4j.properties", true},
		{"etc/launch.ini", true},
		{"registry.xml", false},
		{"tomcat/catalina-server.xml", false},
	} {
		fsys := os.DirFS(filepath.Join(corpus, "stock/4.4.3"))
		h := load(t, fsys, Location{ConfDir: "repository/conf"})
		old, err := os.ReadFile(filepath.Join(corpus, "stock/4.2.0/repository/conf", c.file))
		if err != nil {
			t.Fatal(err)
		}
		h = h.With("repository/conf/"+c.file, old)
		if m := h.mixed(); len(m) > 0 != c.want {
			t.Errorf("%s of 4.2.0 in a home of 4.4.3: %v", c.file, m)
		}
		h.server = nil
		if m := h.mixed(); len(m) > 0 != c.want {
			t.Errorf("%s of 4.2.0 in a home of 4.4.3 without version files: %v", c.file, m)
		}
	}
}

// BenchmarkLoad reads a stock home: with every file new, and with all of them
// known already, as in a repository of many nodes.
func BenchmarkLoad(b *testing.B) {
	openCorpus(b)
	p, err := Open(b.Context(), filepath.Join(corpus, "stock/4.4.3"), FindOptions{})
	if err != nil {
		b.Fatal(err)
	}
	for name, cache := range map[string]*Cache{"new": nil, "known": {}} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := Load(b.Context(), p.FS, p.Locations[0], cache); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkFind looks for the homes of the corpus.
func BenchmarkFind(b *testing.B) {
	openCorpus(b)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Open(b.Context(), corpus, FindOptions{}); err != nil {
			b.Fatal(err)
		}
	}
}
