package home

import "testing"

// TestDatasourceFiles: the master file comes first, and what may define another
// datasource is named.
func TestDatasourceFiles(t *testing.T) {
	const master, other = "repository/conf/datasources/master-datasources.xml", "repository/conf/datasources/a-datasources.xml"
	h := load(t, storeTree(other, master), Location{Dir: ".", ConfDir: "repository/conf"})
	if files, gap := h.DatasourceFiles(); len(files) != 2 || files[0].Path != master || gap != (Gap{}) {
		t.Errorf("got %v, %v", files, gap)
	}
	h = load(t, storeTree(other), Location{Dir: ".", ConfDir: "repository/conf"})
	if _, gap := h.DatasourceFiles(); gap != (Gap{Missing, master}) {
		t.Errorf("without the master file: %v", gap)
	}
	fsys := storeTree(other, master)
	locations, _, err := Find(t.Context(), fsys, ".", FindOptions{Exclude: patterns(t, other)})
	if err != nil {
		t.Fatal(err)
	}
	if _, gap := load(t, fsys, locations[0]).DatasourceFiles(); gap != (Gap{LeftOut, other}) {
		t.Errorf("with one left out: %v", gap)
	}
}

// TestGapAt: a file that exists and was left out is not absent.
func TestGapAt(t *testing.T) {
	const conf = "security/cipher-text.properties"
	fsys := storeTree("repository/conf/" + conf)
	for _, tt := range []struct {
		exclude, conf string
		want          Gap
	}{
		{"x", conf, Gap{}},
		{"**/" + conf, conf, Gap{LeftOut, "repository/conf/" + conf}},
		{"**/security", conf, Gap{LeftOut, "repository/conf/security"}},
		{"**/security", "carbon.xml", Gap{}},
	} {
		locations, _, err := Find(t.Context(), fsys, ".", FindOptions{Exclude: patterns(t, tt.exclude)})
		if err != nil {
			t.Fatal(err)
		}
		if got := load(t, fsys, locations[0]).GapAt(tt.conf); got != tt.want {
			t.Errorf("%s without %s: %v", tt.conf, tt.exclude, got)
		}
	}
}
