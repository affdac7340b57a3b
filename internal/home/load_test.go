package home

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/carbonlint/carbonlint/internal/template"
	"github.com/carbonlint/carbonlint/internal/xmldoc"
)

func TestNotRead(t *testing.T) {
	for _, c := range []struct {
		dir, names string
		reason     Reason
	}{
		{".", "carbon.xml carbon.xml.erb user-mgt.xml.j2 registry_TM.xml identity-mgt.properties log4j.properties sec.policy README", Reason{}},
		{"axis2", "axis2.xml axis2_client.xml axis2_blocking_client.xml axis2_TM.xml tenant-axis2.xml", Reason{}},
		{"tomcat", "web.xml webapp-classloading-environments.xml threshold.xml", Reason{}},
		{"datasources", "master-datasources.xml a_old-datasources.xml Copy_of_a-datasources.xml", Reason{}},
		{".", "carbon_old.xml carbon-old.xml carbon.old.xml carbon_bak.xml carbon_backup2.xml carbon.orig.xml carbon.xml.bak carbon.xml.20140312 carbon.xml_old carbon.xml.erb.orig carbon.xml.default carbon_1.xml carbon-2014-03-12.xml carbon(1).xml carbon_copy.xml carbon_OLD.xml", Reason{CopyOfFile, "carbon.xml"}},
		{".", "carbon.xml~ #carbon.xml# .#carbon.xml ._carbon.xml .carbon.xml.swp", Reason{Kind: EditorFile}},
		{"tomcat", "catalina-server.xml.rpmsave catalina-server_old.xml", Reason{CopyOfFile, "catalina-server.xml"}},
		{"datasources", "master-datasources_1.xml master-datasources.xml.old", Reason{CopyOfFile, "master-datasources.xml"}},
		{"axis2", "axis2_nhttp.xml axis2_pt.xml.erb", Reason{Kind: OtherAxis2}},
		{".", "other_old.xml other.old.xml", Reason{CopyOfFile, "other.xml"}},
		{".", "other_1.xml x-2.properties", Reason{}},
	} {
		for name := range strings.FieldsSeq(c.names) {
			if got := skipReason(c.dir, name); got != c.reason {
				t.Errorf("%s in %s: %v, want %v", name, c.dir, got, c.reason)
			}
		}
	}
	for name, of := range map[string]string{
		"catalina-server - Copy.xml": "catalina-server.xml", "carbon - Copy (2).xml": "carbon.xml",
		"Copy of carbon.xml": "carbon.xml", "Copy (2) of carbon.xml": "carbon.xml", "carbon (1).xml": "carbon.xml",
		"carbon.xml - Copy": "carbon.xml", "carbon copy.xml": "carbon.xml",
	} {
		if got := skipReason(".", name); got != (Reason{CopyOfFile, of}) {
			t.Errorf("%s: %v", name, got)
		}
	}
	// The server reads any file of this ending.
	if got := skipReason("datasources", "Copy of master-datasources.xml"); got != (Reason{}) {
		t.Errorf("in datasources: %v", got)
	}
}

func TestLoadSkips(t *testing.T) {
	h := homeOf(t, map[string]string{
		"carbon.xml": carbonXML, "carbon_old.xml": "<broken", "axis2/axis2_nhttp.xml": axis2XML, "axis2/axis2_TM.xml": axis2XML,
		"datasources/a-datasources.xml": datasources, "datasources/a-datasources_1.xml": datasources,
		"backup/carbon.xml": carbonXML, ".git/x.xml": "<x/>", "x.bak/user-mgt.xml": userMgt, ".gitignore": "",
	})
	var files, skipped []string
	for _, f := range h.Files() {
		files = append(files, strings.TrimPrefix(f.Path, "repository/conf/"))
	}
	for _, s := range h.Skipped {
		skipped = append(skipped, strings.TrimPrefix(s.Path, "repository/conf/"))
	}
	if want := []string{"README", "axis2/axis2_TM.xml", "carbon.xml", "datasources/a-datasources.xml"}; !slices.Equal(files, want) {
		t.Errorf("files %v, want %v", files, want)
	}
	if want := []string{"axis2/axis2_nhttp.xml", "backup", "carbon_old.xml", "datasources/a-datasources_1.xml", "x.bak"}; !slices.Equal(skipped, want) {
		t.Errorf("skipped %v, want %v", skipped, want)
	}
}

// TestLoadFlat holds files that lie side by side against the places where the
// server has them.
func TestLoadFlat(t *testing.T) {
	fsys := mapFS(map[string]string{
		"x/carbon.xml": carbonXML, "x/axis2.xml": axis2XML, "x/catalina-server.xml.erb": catalina, "x/a-datasources.xml": datasources,
		"x/web.xml": webXML, "x/pom.xml": "<project/>", "x/src/Main.java": "", "x/carbon_old.xml": "", "x/authenticators.xml": "<A/>",
		"y/carbon.xml": carbonXML, "y/axis2.xml": axis2XML, "y/axis2/axis2.xml": axis2XML, "y/axis2/x.txt": "", "y/lib/x.xml": "<x/>",
	})
	locations, _, err := Find(t.Context(), fsys, ".", FindOptions{})
	if err != nil || len(locations) != 2 {
		t.Fatalf("got %v, %v", locations, err)
	}
	var got []string
	for _, s := range locations {
		h := load(t, fsys, s)
		for _, f := range h.Files() {
			got = append(got, s.Dir+"/"+f.Path+" "+f.Conf)
			if h.File(f.Conf) == nil {
				t.Errorf("%s is not found as %s", f.Path, f.Conf)
			}
		}
	}
	want := []string{
		"x/a-datasources.xml datasources/a-datasources.xml", "x/authenticators.xml security/authenticators.xml",
		"x/axis2.xml axis2/axis2.xml", "x/carbon.xml carbon.xml", "x/catalina-server.xml.erb tomcat/catalina-server.xml",
		"y/axis2.xml axis2.xml", "y/axis2/axis2.xml axis2/axis2.xml", "y/axis2/x.txt axis2/x.txt", "y/carbon.xml carbon.xml",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	h := load(t, fsys, locations[0])
	after := h.With("axis2.xml", []byte("<axisconfig><new/></axisconfig>"))
	if after.Doc("axis2/axis2.xml").First("/axisconfig/new") == nil || h.Doc("axis2/axis2.xml").First("/axisconfig/new") != nil {
		t.Error("With changes the wrong home, or not the file")
	}
}

func TestLoadMissing(t *testing.T) {
	if _, err := Load(t.Context(), mapFS(nil), Location{ConfDir: "repository/conf", Path: "esb"}, nil); err == nil || !strings.Contains(err.Error(), "esb/repository/conf") {
		t.Errorf("error %v", err)
	}
}

func TestCache(t *testing.T) {
	fsys := mapFS(map[string]string{
		"a/repository/conf/carbon.xml": carbonXML, "a/repository/conf/user-mgt.xml": "<UserManager>",
		"b/repository/conf/carbon.xml": carbonXML, "b/repository/conf/x.xml": "<UserManager>",
		"c/repository/conf/carbon.xml": server("<Other/>"),
	})
	cache := &Cache{}
	homes := make([]*Home, 3)
	var wg sync.WaitGroup
	for i, dir := range []string{"a", "b", "c"} {
		wg.Go(func() {
			homes[i], _ = Load(t.Context(), fsys, Location{Dir: dir, ConfDir: "repository/conf"}, cache)
		})
	}
	wg.Wait()
	again, err := Load(t.Context(), fsys, Location{Dir: "b", ConfDir: "repository/conf"}, cache)
	if err != nil {
		t.Fatal(err)
	}
	if again.Doc("carbon.xml").Root() != homes[1].Doc("carbon.xml").Root() && again.Doc("carbon.xml").Root() != homes[0].Doc("carbon.xml").Root() {
		t.Error("equal files are read twice")
	}
	if homes[2].Doc("carbon.xml").First("/Server/Other") == nil {
		t.Error("another file is taken for the same")
	}
	syn := (*xmldoc.SyntaxError)(nil)
	if f := again.File("x.xml"); !errors.As(f.Err, &syn) || syn.Path != "repository/conf/x.xml" || f.Doc.Path != syn.Path {
		t.Errorf("the error of an equal file: %+v", f.Err)
	}
}

// TestCacheKeeps: what is asked for again outlives what is not.
func TestCacheKeeps(t *testing.T) {
	cache := &Cache{}
	parse := func(text string) *xmldoc.Element {
		doc, err := cache.parse("a.xml", []byte(text))
		if err != nil {
			t.Fatal(err)
		}
		return doc.Root()
	}
	const hot = "<hot/>"
	parse(hot)
	first := parse(hot)
	for i := range 12 {
		for range 2 {
			parse("<a>" + strings.Repeat("x", cacheFootprint/12+i) + "</a>")
		}
		if parse(hot) != first {
			t.Fatalf("read again after %d others", i+1)
		}
	}
}

// TestCacheKeepsNothingThatCameOnce: most files of most homes differ.
func TestCacheKeepsNothingThatCameOnce(t *testing.T) {
	cache := &Cache{}
	for i := range 2 * maxSeen {
		if _, err := cache.parse("a.xml", fmt.Appendf(nil, "<a>%d</a>", i)); err != nil {
			t.Fatal(err)
		}
	}
	if cache.footprint > 0 || len(cache.seen) > maxSeen {
		t.Errorf("the cache takes %d and knows %d files", cache.footprint, len(cache.seen))
	}
}

// TestCacheLimit has the cache start afresh and still give the right trees.
func TestCacheLimit(t *testing.T) {
	cache := &Cache{}
	for i := range 5 {
		text := "<a>" + strings.Repeat("x", cacheFootprint/9) + strings.Repeat("y", i) + "</a>"
		for range 3 {
			doc, err := cache.parse("a.xml", []byte(text))
			if err != nil || doc.Text() != text {
				t.Fatalf("at %d: %v", i, err)
			}
		}
		if cache.footprint > cacheFootprint {
			t.Errorf("at %d the cache takes %d", i, cache.footprint)
		}
	}
}

// TestCacheLanguages reads one text under names of different template languages.
func TestCacheLanguages(t *testing.T) {
	cache := &Cache{}
	text := []byte("<a>${b}</a>")
	for _, name := range []string{"a.xml", "a.xml.ftl", "a.xml.erb", "b.xml.ftl", "a.xml.in"} {
		doc, err := cache.parse(name, text)
		if err != nil {
			t.Fatal(err)
		}
		if got, want := doc.Template() != nil, !template.SameLanguage(name, "a.xml"); got != want {
			t.Errorf("%s: code is %t", name, got)
		}
	}
}
