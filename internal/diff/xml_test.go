package diff

import (
	"fmt"
	"strings"
	"testing"
)

func TestXML(t *testing.T) {
	tests := []diffCase{
		{"text", "<a><b>1</b></a>", "<a><b>2</b></a>", `changed /a/b "1" "2"` + "\n"},
		{"blanks on a line count", "<a><b>true</b></a>", "<a><b> true </b></a>", `changed /a/b "true" " true "` + "\n"},
		{"line breaks at the ends do not", "<a><b>true</b></a>", "<a><b>\n\ttrue\n</b></a>", ""},
		{"nor indentation inside", "<a><b>x\n  y</b></a>", "<a><b>x\r\n\t\t\ty</b></a>", ""},
		{"blank and nothing differ", "<a><b> </b></a>", "<a><b/></a>", `changed /a/b " " ""` + "\n"},
		{"entities and CDATA", "<a><b>x &amp; &#65;</b></a>", "<a><b><![CDATA[x & A]]></b></a>", ""},
		{"quotes and order of attributes", `<a x='1' y="2"/>`, `<a y='2'   x="1"></a>`, ""},
		{"attribute", `<a><b x="1" y="2"/></a>`, `<a><b x="3" z="4"/></a>`, "changed /a/b/@x \"1\" \"3\"\nremoved /a/b/@y \"2\"\nadded /a/b/@z \"4\"\n"},
		{"attribute of the root", `<a x="1"/>`, `<a x="2"/>`, "changed /a/@x \"1\" \"2\"\n"},
		{"attribute across lines", "<a x=\"1,\n   2\"/>", `<a x="1, 2"/>`, ""},
		{"attribute across lines, as XML has it", "<a x=\"1,\r\n   2\"/>", `<a x="1,    2"/>`, ""},
		{"attribute with a tab", "<a x=\"1\t2\"/>", `<a x="1 2"/>`, ""},
		{"attribute with a reference to a tab", "<a x=\"1&#9;2\"/>", `<a x="1 2"/>`, `changed /a/@x "1\t2" "1 2"` + "\n"},
		{"blanks in an attribute count", `<a x="1  2"/>`, `<a x="1 2"/>`, `changed /a/@x "1  2" "1 2"` + "\n"},
		{"a line break at the end of an attribute", "<a x=\"1\n\"/>", `<a x="1"/>`, `changed /a/@x "1 " "1"` + "\n"},
		{"role with a name", `<a><Role name="dev">x</Role></a>`, `<a><Role name="dev">y</Role></a>`, `changed /a/Role[@name='dev'] "x" "y"` + "\n"},
		{"default namespace", `<a xmlns="urn:1"><b/></a>`, `<a xmlns="urn:2"><b/></a>`, "changed /a/@xmlns \"urn:1\" \"urn:2\"\n"},
		{"prefix of elements", `<c:a xmlns:c="urn:1"><c:b>1</c:b></c:a>`, `<a xmlns="urn:1"><b>1</b></a>`, ""},
		{"a child without the prefix", `<c:a xmlns:c="urn:1"><b>1</b></c:a>`, `<a xmlns="urn:1"><b>1</b></a>`, "removed /a/b/@xmlns \"\"\n"},
		{"a prefix of another namespace", `<a><c:b xmlns:c="urn:1">1</c:b></a>`, `<a><b>1</b></a>`, "removed /a/b/@xmlns \"urn:1\"\n"},
		{"prefix of a namespace", `<a xmlns:s="urn:1"><b s:x="1"/></a>`, `<a xmlns:t="urn:1"><b t:x="1"/></a>`, ""},
		{"another namespace", `<a xmlns:s="urn:1"><b s:x="1"/></a>`, `<a xmlns:s="urn:2"><b s:x="1"/></a>`, "removed /a/b/@s:x \"1\"\nadded /a/b/@s:x \"1\"\n"},
		{"nothing and a file", " \n", "<a><b>1</b></a>", "added /a/b \"1\"\n"},
		{"a file and nothing", "<a><b>1</b><!-- <c>1</c> --></a>", "", "removed /a/b \"1\"\nremoved /a/c [commented out -> absent] \"1\"\n"},
		{"root", "<a><b>1</b></a>", "<c><b>1</b></c>", "removed /a/b \"1\"\nadded /c/b \"1\"\n"},
		{"prolog", "<?xml version='1.0' encoding='ISO-8859-1'?>\n<a/>", "\ufeff<!DOCTYPE a><a/>\n", ""},

		{
			"the example of match",
			`<a><Property name="a">1</Property><Valve className="V"/><Connector port="80"/><!-- <Property name="b">1</Property> --></a>`,
			`<a><Connector port="80" URIEncoding="x"/><Property name="a">2</Property><Valve className="V"/><Property name="b">1</Property></a>`,
			"added /a/Connector[@port='80']/@URIEncoding \"x\"\nchanged /a/Property[@name='a'] \"1\" \"2\"\n" +
				"changed /a/Property[@name='b'] [commented out -> active] \"1\" \"1\"\n",
		},
		{"order does not count", "<a><b>1</b><c>2</c></a>", "<a><c>2</c><b>1</b></a>", ""},
		{
			"named settings", `<a><Property name="x">1</Property><Property name="y">2</Property></a>`, `<a><Property name="y">3</Property><Property name="z">1</Property></a>`,
			"removed /a/Property[@name='x'] \"1\"\nchanged /a/Property[@name='y'] \"2\" \"3\"\nadded /a/Property[@name='z'] \"1\"\n",
		},
		{
			"named by what they say", "<a><Role>x</Role><Role>y</Role></a>", "<a><Role>y</Role><Role>z</Role></a>",
			"removed /a/Role[.='x'] \"x\"\nadded /a/Role[.='z'] \"z\"\n",
		},
		{
			"named by a child", "<a><datasource><name>x</name><u>1</u></datasource><datasource><name>y</name><u>2</u></datasource></a>",
			"<a><datasource><u>2</u><name>y</name></datasource><datasource><name>x</name><u>3</u></datasource></a>",
			"changed /a/datasource[name='x']/u \"1\" \"3\"\n",
		},
		{
			"two settings of one name: order counts", `<a><Property name="x">1</Property><Property name="x">2</Property></a>`, `<a><Property name="x">2</Property><Property name="x">1</Property></a>`,
			"moved /a/Property[@name='x'] (was /a/Property[@name='x'][2]) \"after Property[@name='x']\" \"first\"\n",
		},
		{
			"a second one more", `<a><Property name="x">1</Property></a>`, `<a><Property name="x">1</Property><Property name="x">2</Property></a>`,
			"added /a/Property[@name='x'][2] \"2\"\n",
		},
		{
			"order of servlet listeners", "<web-app><listener><listener-class>a</listener-class></listener><listener><listener-class>b</listener-class></listener></web-app>",
			"<web-app><listener><listener-class>b</listener-class></listener><listener><listener-class>a</listener-class></listener></web-app>", "moved /web-app/listener[listener-class='b'] \"after listener[listener-class='a']\" \"first\"\n",
		},
		{"order of welcome files", "<welcome-file-list><welcome-file>a</welcome-file><welcome-file>b</welcome-file></welcome-file-list>", "<welcome-file-list><welcome-file>b</welcome-file><welcome-file>a</welcome-file></welcome-file-list>", "moved /welcome-file-list/welcome-file[.='b'] \"after welcome-file[.='a']\" \"first\"\n"},
		{"order of registry handlers", `<wso2registry><handler class="a"/><handler class="b"/></wso2registry>`, `<wso2registry><handler class="b"/><handler class="a"/></wso2registry>`, "moved /wso2registry/handler[@class='b'] \"after handler[@class='a']\" \"first\"\n"},
		{"order of modules", `<axisconfig><module ref="a"/><module ref="b"/></axisconfig>`, `<axisconfig><module ref="b"/><module ref="a"/></axisconfig>`, "moved /axisconfig/module[@ref='b'] \"after module[@ref='a']\" \"first\"\n"},
		{"order of axis2 listeners", `<axisconfig><listener class="a"/><listener class="b"/></axisconfig>`, `<axisconfig><listener class="b"/><listener class="a"/></axisconfig>`, "moved /axisconfig/listener[@class='b'] \"after listener[@class='a']\" \"first\"\n"},
		{"order of Tomcat's listeners", `<Server><Listener className="a"/><Listener className="b"/></Server>`, `<Server><Listener className="b"/><Listener className="a"/></Server>`, "moved /Server/Listener[@className='b'] \"after Listener[@className='a']\" \"first\"\n"},
		{"order of realms of one", `<Realm><Realm className="a"/><Realm className="b"/></Realm>`, `<Realm><Realm className="b"/><Realm className="a"/></Realm>`, "moved /Realm/Realm[@className='b'] \"after Realm[@className='a']\" \"first\"\n"},
		{"order of connectors of one scheme", `<Service><Connector scheme="https" port="a"/><Connector scheme="https" port="b"/></Service>`, `<Service><Connector scheme="https" port="b"/><Connector scheme="https" port="a"/></Service>`, "moved /Service/Connector[@scheme='https'][@port='b'] \"after Connector[@scheme='https'][@port='a']\" \"first\"\n"},
		{"order of elements of no table", `<x><y id="a"/><y id="b"/></x>`, `<x><y id="b"/><y id="a"/></x>`, "moved /x/y[@id='b'] \"after y[@id='a']\" \"first\"\n"},
		{"no order of what is looked up by name", `<a><parameter name="x">1</parameter><parameter name="y">2</parameter></a>`, `<a><parameter name="y">2</parameter><parameter name="x">1</parameter></a>`, ""},
		{"list without names", "<a><b>1</b><b>2</b><b>3</b></a>", "<a><b>1</b><b>3</b></a>", "removed /a/b[2] \"2\"\n"},
		{
			"a setting given twice, swapped", "<a><Offset>1</Offset><x/><Offset>2</Offset></a>", "<a><Offset>2</Offset><x/><Offset>1</Offset></a>",
			"moved /a/Offset (was /a/Offset[2]) \"after Offset\" \"first\"\n",
		},
		{"elements of a list, swapped", "<a><Mapping><x>1</x></Mapping><Mapping><x>2</x></Mapping></a>", "<a><Mapping><x>2</x></Mapping><Mapping><x>1</x></Mapping></a>", ""},
		{
			"elements given twice, swapped", "<a><k><x>1</x></k><k><x>2</x></k></a>", "<a><k><x>2</x></k><k><x>1</x></k></a>",
			"moved /a/k (was /a/k[2]) \"after k\" \"first\"\n",
		},
		{"one of a list", "<a><b>1</b><b>2</b><b>3</b></a>", "<a><b>1</b><b>x</b><b>3</b></a>", "changed /a/b[2] \"2\" \"x\"\n"},

		{
			"port of a connector", `<s><Connector port="1" scheme="https" x="a"/><Connector port="2" x="a"/></s>`, `<s><Connector port="2" x="a"/><Connector port="3" scheme="https" x="a"/></s>`,
			"changed /s/Connector[@scheme='https'][@port='3']/@port (was /s/Connector[@scheme='https'][@port='1']/@port) \"1\" \"3\"\n",
		},
		{
			"class of an only one", `<a><Manager class="x"><p>1</p></Manager></a>`, `<a><Manager class="y"><p>1</p></Manager></a>`,
			"changed /a/Manager[@class='y']/@class (was /a/Manager[@class='x']/@class) \"x\" \"y\"\n",
		},
		{
			"class of a user store names it", `<a><UserStoreManager class="x"><p>1</p></UserStoreManager></a>`, `<a><UserStoreManager class="y"><p>1</p></UserStoreManager></a>`,
			"removed /a/UserStoreManager[@class='x']/p \"1\"\nadded /a/UserStoreManager[@class='y']/p \"1\"\n",
		},
		{
			"closest of equals", "<a><m><x>1</x><y>2</y><z>3</z></m><m><x>7</x><y>8</y><z>9</z></m></a>", "<a><m><x>7</x><y>8</y><z>0</z></m><m><x>1</x><y>2</y><z>4</z></m></a>",
			"moved /a/m (was /a/m[2]) \"after m\" \"first\"\nchanged /a/m/z (was /a/m[2]/z) \"9\" \"0\"\nchanged /a/m[2]/z (was /a/m/z) \"3\" \"4\"\n",
		},
		{
			"nothing alike", "<a><m><x>1</x></m><m><x>2</x></m></a>", "<a><m><x>1</x></m><m><y>2</y></m></a>",
			"removed /a/m[2]/x \"2\"\nadded /a/m[2]/y \"2\"\n",
		},

		{
			"handlers in a phase", `<p><phase name="p"><handler name="a"/><handler name="b"/><handler name="c"/></phase></p>`, `<p><phase name="p"><handler name="c"/><handler name="a"/><handler name="b"/></phase></p>`,
			"moved /p/phase[@name='p']/handler[@name='c'] \"after handler[@name='b']\" \"first\"\n",
		},
		{
			"a handler more is no move", `<p><phase name="p"><handler name="a"/><handler name="b"/></phase></p>`, `<p><phase name="p"><handler name="x"/><handler name="a"/><handler name="b"/></phase></p>`,
			"added /p/phase[@name='p']/handler[@name='x'] \"\"\n",
		},
		{
			"moved and changed", `<Host><Valve className="a" x="1"/><Valve className="b"/></Host>`, `<Host><Valve className="b"/><Valve className="a" x="2"/></Host>`,
			"moved /Host/Valve[@className='b'] \"after Valve[@className='a']\" \"first\"\nchanged /Host/Valve[@className='a']/@x \"1\" \"2\"\n",
		},
		{
			"filter mappings", "<web-app><filter-mapping><filter-name>a</filter-name><url-pattern>/</url-pattern></filter-mapping></web-app>", "<web-app/>",
			"removed /web-app/filter-mapping[filter-name='a'][url-pattern='/'] \"\"\n",
		},

		{"whole element", "<a><x/></a>", `<a><x/><b n="1"><c>2</c><d/></b></a>`, "added /a/b/@n \"1\"\nadded /a/b/c \"2\"\nadded /a/b/d \"\"\n"},
		{"named one without more", "<a><x/></a>", `<a><x/><module ref="r"/></a>`, "added /a/module[@ref='r'] \"\"\n"},
		{"named by attribute and text", "<a><x/></a>", `<a><x/><parameter name="p" locked="true">v</parameter></a>`, "added /a/parameter[@name='p'] \"v\"\nadded /a/parameter[@name='p']/@locked \"true\"\n"},

		{"password", "<a><Password>one</Password></a>", "<a><Password>two</Password></a>", "changed /a/Password \"*****\" \"*****\" hidden\n"},
		{"password in a URL", "<a><u>jdbc:x://h?user=joe</u></a>", "<a><u>jdbc:x://h?user=jim</u></a>", "changed /a/u \"jdbc:x://h?user=*****\" \"jdbc:x://h?user=*****\" hidden\n"},
		{
			"password in a name", `<a><mount path="http://joe:pw@h/"><x>1</x></mount></a>`, `<a><mount path="http://joe:pw@h/"><x>2</x></mount></a>`,
			"changed /a/mount[@path='http://*****@h/']/x \"1\" \"2\"\n",
		},
		{"keystore attribute", `<a keystorePass="one"/>`, `<a keystorePass="two"/>`, "changed /a/@keystorePass \"*****\" \"*****\" hidden\n"},
	}
	checkCases(t, "a.xml", tests)
}

// TestBlanks: line breaks around a text count where the server does not trim it, blanks do not where it does.
func TestBlanks(t *testing.T) {
	for _, tt := range []struct{ file, old, new, want string }{
		{"axis2/axis2.xml", "<axisconfig><parameter name='p'>true</parameter></axisconfig>", "<axisconfig><parameter name='p'>\n\ttrue\r\n</parameter></axisconfig>", "changed /axisconfig/parameter[@name='p'] \"true\" \"\\ntrue\\n\"\n"},
		{"axis2/axis2.xml", "<axisconfig><parameter name='p'>\r\n true\r\n</parameter></axisconfig>", "<axisconfig><parameter name='p'>\n\ttrue\n\t</parameter></axisconfig>", ""},
		{"axis2/axis2.xml", "<axisconfig><parameter name='p'>\n </parameter></axisconfig>", "<axisconfig><parameter name='p'/></axisconfig>", ""},
		{"carbon.xml", "<Server><a>1</a></Server>", "<Server><a>1\n</a></Server>", "changed /Server/a \"1\" \"1\\n\"\n"},
		{"identity.xml", "<Server><a>1</a></Server>", "<Server><a>1\n</a></Server>", ""},
		{"user-mgt.xml", "<UserManager><Property name='a'>1</Property></UserManager>", "<UserManager><Property name='a'> 1 \n</Property></UserManager>", ""},
		{"user-mgt.xml", "<UserManager><a>1</a></UserManager>", "<UserManager><a> 1</a></UserManager>", "changed /UserManager/a \"1\" \" 1\"\n"},
		{
			"datasources/x-datasources.xml", "<datasources-configuration><url>1</url><defaultAutoCommit>1</defaultAutoCommit></datasources-configuration>",
			"<datasources-configuration><url>\n1</url><defaultAutoCommit> 1\n</defaultAutoCommit></datasources-configuration>",
			"changed /datasources-configuration/url \"1\" \"\\n1\"\n",
		},
	} {
		if got := tell(compared(t, tt.file, tt.old, tt.new, Options{})); got != tt.want {
			t.Errorf("%s:\n%swant\n%s", tt.file, got, tt.want)
		}
		checkLaws(t, tt.file, []byte(tt.old), []byte(tt.new))
	}
}

func TestBlock(t *testing.T) {
	old := "<a>\n<!--s>\n<b>1</b>\n<c>2</c></s-->\n</a>"
	new := "<a>\n\n<!--s>\n<b>3</b>\n<d>2</d></s-->\n</a>"
	changes := compared(t, "a.xml", old, new, Options{})
	if len(changes) != 3 {
		t.Fatalf("%d changes:\n%s", len(changes), tell(changes))
	}
	for _, c := range changes {
		if c.Block == nil || c.Block != changes[0].Block || *c.Block != (Block{"/a/s", 2, 3}) {
			t.Errorf("%s is in %+v", c.Path(), c.Block)
		}
	}
}

func TestLines(t *testing.T) {
	old := "<a>\n<Property\n  name=\"x\"\n  other=\"1\">v</Property>\n<gone>1</gone>\n</a>\n"
	new := strings.Replace(strings.Replace(old, "\"1\"", "\"2\"", 1), "<gone>1</gone>", "<!--\n<come>1</come>\n-->", 1)
	changes := compared(t, "a.xml", old, "\r"+new, Options{})
	var got [][2]int
	for _, c := range changes {
		got = append(got, [2]int{c.Old.Line, c.New.Line})
	}
	want := [][2]int{{4, 5}, {5, 0}, {0, 7}}
	if len(got) != 3 || got[0] != want[0] || got[1] != want[1] || got[2] != want[2] {
		t.Errorf("lines %v, want %v\n%s", got, want, tell(changes))
	}
}

// TestLinesOfEquals: of settings that say the same, those at the same place are one.
func TestLinesOfEquals(t *testing.T) {
	for _, tt := range []struct {
		name, old, new string
		lines          [2]int
	}{
		{"commented out above the same", "<a>\n<x/>\n<b>1</b>\n<!--b>1</b-->\n<y/></a>", "<a>\n<x/>\n<!--b>1</b-->\n<!--b>1</b-->\n<y/></a>", [2]int{3, 3}},
		{"commented out below the same", "<a>\n<x/>\n<!--b>1</b-->\n<b>1</b>\n<y/></a>", "<a>\n<x/>\n<!--b>1</b-->\n<!--b>1</b-->\n<y/></a>", [2]int{4, 4}},
		{"commented out with others between", "<a>\n<b>1</b>\n<x/>\n<!--b>1</b-->\n<y/></a>", "<a>\n<!--b>1</b-->\n<x/>\n<!--b>1</b-->\n<z/></a>", [2]int{2, 2}},
		{"one of three removed", "<a>\n<b>1</b>\n<x/>\n<b>1</b>\n<y/>\n<b>1</b></a>", "<a>\n<x/>\n<b>1</b>\n<y/>\n<b>1</b></a>", [2]int{2, 0}},
	} {
		found := false
		changes := compared(t, "a.xml", tt.old, tt.new, Options{})
		for _, c := range changes {
			found = found || c.Old.Line == tt.lines[0] && c.New.Line == tt.lines[1]
		}
		if !found {
			t.Errorf("%s: not lines %v:\n%s", tt.name, tt.lines, fmt.Sprint(changes))
		}
		checkLaws(t, "a.xml", []byte(tt.old), []byte(tt.new))
	}
}

func TestBrokenXML(t *testing.T) {
	a, b := &File{Path: "a.xml", Data: []byte("<a>\n<b>1</b>\n<Password>one</Password>\n</a>")}, &File{Path: "a.xml", Data: []byte("<a>\n<b>1</c>\n<Password>two</Password>\n</a>")}
	f := Files(a, b, Options{})
	want := "changed  \"<b>1</b>\" \"<b>1</c>\"\nchanged  \"<Password>*****</Password>\" \"<Password>*****</Password>\" hidden\n"
	if got := tell(f.Changes); got != want || f.Note != brokenNote || f.Status != FileChanged {
		t.Errorf("%s %q\n%swant\n%s", f.Status, f.Note, got, want)
	}
}

func TestRules(t *testing.T) {
	opt := Options{Rules: func(name, path string) []string {
		if name == "a.xml" && path == "/a/b" {
			return []string{"some-rule"}
		}
		return nil
	}}
	changes := compared(t, "a.xml", "<a><b>1</b><c>1</c></a>", "<a><b>2</b><c>2</c></a>", opt)
	if len(changes) != 2 || len(changes[0].Rules) != 1 || changes[0].Rules[0] != "some-rule" || changes[1].Rules != nil {
		t.Errorf("%+v", changes)
	}
}
