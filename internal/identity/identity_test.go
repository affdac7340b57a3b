package identity

import (
	"runtime"
	"strings"
	"testing"

	"github.com/carbonlint/carbonlint/internal/xmldoc"
)

func parse(t *testing.T, src string) *xmldoc.Document {
	t.Helper()
	d, err := xmldoc.Parse("a.xml", []byte(src))
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestKey(t *testing.T) {
	tests := []struct{ name, src, key, firm string }{
		{"attribute", `<Property name="x" other="y"/>`, "[@name='x']", "[@name='x']"},
		{"without it", `<Property/>`, "", ""},
		{"blank", `<Property name=" "/>`, "", ""},
		{"trimmed", `<Property name=" x "/>`, "[@name='x']", "[@name='x']"},
		{"two parts", `<Connector port="1" scheme="https"/>`, "[@scheme='https'][@port='1']", "[@scheme='https']"},
		{"one of two", `<Connector port="1"/>`, "[@port='1']", ""},
		{"child", "<datasource><name> X </name></datasource>", "[name='X']", "[name='X']"},
		{"children", "<filter-mapping><filter-name>f</filter-name><url-pattern>/*</url-pattern></filter-mapping>", "[filter-name='f'][url-pattern='/*']", "[filter-name='f'][url-pattern='/*']"},
		{"own text", "<Role>admin</Role>", "[.='admin']", "[.='admin']"},
		{"attribute before own text", `<Role name="dev">x</Role>`, "[@name='dev']", "[@name='dev']"},
		{"child before own text", "<Role><Name>admin</Name></Role>", "[Name='admin']", "[Name='admin']"},
		{"not in the table", `<thing id="1" class="c"/><thing id="2"/>`, "[@id='1']", "[@id='1']"},
		{"not in the table, an only one", `<thing id="1"/>`, "[@id='1']", ""},
		{"class is loose", `<thing class="c"/><thing class="d"/>`, "[@class='c']", ""},
		{"nothing of what the table says", `<handler class="c"/><handler class="d"/>`, "[@class='c']", ""},
		{"quote", `<Property name="it's"/>`, `[@name="it's"]`, `[@name="it's"]`},
		{"password", `<mount path="https://joe:pw@h/"/>`, "[@path='https://*****@h/']", "[@path='https://*****@h/']"},
	}
	for _, tt := range tests {
		e := parse(t, "<root>"+tt.src+"</root>").Root().Children()[0]
		if n := Of(e); n.Key != tt.key || n.Firm != tt.firm {
			t.Errorf("%s: %s, firm %s, want %s, firm %s", tt.name, n.Key, n.Firm, tt.key, tt.firm)
		}
	}
}

func TestOf(t *testing.T) {
	e := parse(t, `<r><servlet-mapping><servlet-name>a</servlet-name><url-pattern>b</url-pattern><x/></servlet-mapping></r>`).Root().Children()[0]
	if n := Of(e); len(n.Children) != 2 || n.Children[0] != e.Child("servlet-name") || n.Attrs != nil || n.OwnText {
		t.Errorf("%+v", n)
	}
	e = parse(t, `<r><Connector port="1"/></r>`).Root().Children()[0]
	if n := Of(e); len(n.Attrs) != 1 || n.Attrs[0] != "port" {
		t.Errorf("%+v", n)
	}
	e = parse(t, `<r><Pattern>x</Pattern></r>`).Root().Children()[0]
	if n := Of(e); !n.OwnText {
		t.Errorf("%+v", n)
	}
}

func TestPath(t *testing.T) {
	doc := parse(t, `<axisconfig name="A"><x><Property name="p"/><Property name="p"/><y/><y><z/></y></x></axisconfig>`)
	want := map[string]string{
		"/axisconfig":               "/axisconfig",
		"/axisconfig/x/Property":    "/axisconfig/x/Property[@name='p']",
		"/axisconfig/x/Property[2]": "/axisconfig/x/Property[@name='p'][2]",
		"/axisconfig/x/y[2]/z":      "/axisconfig/x/y[2]/z",
	}
	for at, path := range want {
		if got := Path(doc.First(at)); got != path {
			t.Errorf("%s is %s, want %s", at, got, path)
		}
	}
	if got := Path(nil); got != "/" {
		t.Errorf("no element is %s", got)
	}
}

func TestListed(t *testing.T) {
	if !Listed("Mapping") || Listed("KeyStore") {
		t.Error("the upload executors are a list, and a keystore is none")
	}
}

func TestBlanksOf(t *testing.T) {
	for at, want := range map[[3]string]Blanks{
		{"conf/axis2/axis2.xml", "axisconfig", "parameter"}:                     Kept,
		{"carbon.xml.erb", "Server", "Offset"}:                                  Kept,
		{"identity.xml", "Server", "Offset"}:                                    AsLayout,
		{"user-mgt.xml", "UserManager", "Property"}:                             Trimmed,
		{"user-mgt.xml", "UserManager", "UserName"}:                             AsLayout,
		{"a-datasources.xml", "datasources-configuration", "url"}:               Kept,
		{"a-datasources.xml", "datasources-configuration", "defaultAutoCommit"}: Trimmed,
	} {
		if got := BlanksOf(at[0], at[1], at[2]); got != want {
			t.Errorf("%v: %d, want %d", at, got, want)
		}
	}
}

func TestGroup(t *testing.T) {
	for name, want := range map[string]string{
		"handler": "handler", "Valve": "Valve", "module": "module", "Realm": "Realm", "of no table": "of no table",
		"Connector": "Connector[firm]", "parameter": "", "filter": "", "Property": "", "Mapping": "",
	} {
		if got := Group(name, "[firm]"); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}

// TestNamesGrowWithTheSiblings counts the bytes allocated to name all of them: four
// times the siblings may take little more than four times as many.
func TestNamesGrowWithTheSiblings(t *testing.T) {
	allocated := func(n int) uint64 {
		root := parse(t, "<r>"+strings.Repeat("<Property name='x'/>", n)+"</r>").Root()
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		var names Names
		for _, e := range root.Children() {
			names.Of(e)
			names.Path(e)
		}
		runtime.ReadMemStats(&after)
		return after.TotalAlloc - before.TotalAlloc
	}
	if small, large := allocated(1000), allocated(4000); large > 6*small {
		t.Errorf("%d bytes for 1000, %d for 4000", small, large)
	}
}
