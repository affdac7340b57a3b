package diff

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"math/rand"
	"slices"
	"strings"
	"testing"
)

// small are files of the server, cut short.
var small = map[string]string{
	"axis2/axis2.xml": `<axisconfig name="A">
		<parameter name="hotdeployment">true</parameter><parameter name="enableMTOM" locked="false">optional</parameter>
		<listener class="org.example.L"><parameter name="a">1</parameter></listener>
		<transportReceiver name="http" class="org.example.R"><parameter name="port">9763</parameter></transportReceiver>
		<messageFormatters><messageFormatter contentType="text/xml" class="org.example.F"/><messageFormatter contentType="application/json" class="org.example.J"/></messageFormatters>
		<module ref="addressing"/>
		<phaseOrder type="InFlow"><phase name="Transport"><handler name="A" class="a"/><handler name="B" class="b"/><handler name="C" class="c"/></phase><phase name="Dispatch"/></phaseOrder>
	</axisconfig>`,
	"user-mgt.xml": `<UserManager><Realm><Configuration><AddAdmin>true</AddAdmin><AdminUser><UserName>admin</UserName></AdminUser>
		<Property name="dataSource">jdbc/A</Property><Property name="isCascadeDeleteEnabled">true</Property></Configuration>
		<UserStoreManager class="a.B"><Property name="ReadOnly">false</Property><Property name="MaxRoleNameListLength">100</Property></UserStoreManager>
		<UserStoreManager class="a.C"><Property name="ReadOnly">true</Property></UserStoreManager>
		<AuthorizationManager class="a.D"><Property name="AdminRoleManagementPermissions">/permission</Property></AuthorizationManager></Realm></UserManager>`,
	"tomcat/catalina-server.xml": `<Server port="8005" shutdown="SHUTDOWN"><Service name="Catalina">
		<Connector scheme="http" port="9763" redirectPort="9443" maxThreads="250"/><Connector scheme="https" port="9443" secure="true" SSLEnabled="true" maxThreads="250"/>
		<Engine name="Catalina" defaultHost="localhost"><Host name="localhost" appBase="x"><Valve className="V1"/><Valve className="V2" pattern="combined"/></Host></Engine></Service></Server>`,
	"registry.xml": `<wso2registry><currentDBConfig>wso2registry</currentDBConfig><readOnly>false</readOnly><registryRoot>/</registryRoot>
		<dbConfig name="wso2registry"><dataSource>jdbc/A</dataSource></dbConfig><dbConfig name="other"><dataSource>jdbc/B</dataSource></dbConfig>
		<versionResourcesOnChange>false</versionResourcesOnChange><versionResourcesOnChange>true</versionResourcesOnChange><staticConfiguration><versioningProperties>true</versioningProperties></staticConfiguration></wso2registry>`,
	"datasources/master-datasources.xml": `<datasources-configuration><providers><provider>a.R</provider></providers><datasources>
		<datasource><name>A</name><description>one</description><jndiConfig><name>jdbc/A</name></jndiConfig><definition type="RDBMS"><configuration><url>jdbc:h2:x</url><maxActive>50</maxActive><defaultAutoCommit>false</defaultAutoCommit></configuration></definition></datasource>
		<datasource><name>B</name><description>two</description><jndiConfig><name>jdbc/B</name></jndiConfig><definition type="RDBMS"><configuration><url>jdbc:h2:y</url><maxActive>50</maxActive></configuration></definition></datasource>
	</datasources></datasources-configuration>`,
}

// naming is what names an element of those files, and ordering in what it is one after the other.
var (
	naming = map[string][]string{
		"parameter": {"@name"}, "listener": {"@class"}, "transportReceiver": {"@name"}, "messageFormatter": {"@contentType"}, "module": {"@ref"},
		"phaseOrder": {"@type"}, "phase": {"@name"}, "handler": {"@name"}, "Property": {"@name"}, "UserStoreManager": {"@class"},
		"AuthorizationManager": {"@class"}, "Service": {"@name"}, "Engine": {"@name"}, "Host": {"@name"}, "Connector": {"@scheme", "@port"},
		"Valve": {"@className"}, "dbConfig": {"@name"}, "datasource": {"name"}, "jndiConfig": {"name"}, "provider": {"."}, "definition": {"@type"},
	}
	ordering = map[string]string{"handler": "phase", "phase": "phaseOrder", "Valve": "Host", "UserStoreManager": "Realm"}
)

// tree is an element of the oracle's own.
type tree struct {
	name    string
	attrs   [][2]string
	text    string
	kids    []*tree
	parent  *tree
	comment bool
}

func grown(t *testing.T, text string) *tree {
	t.Helper()
	at := &tree{}
	top := at
	for dec := xml.NewDecoder(strings.NewReader(text)); ; {
		token, err := dec.Token()
		if errors.Is(err, io.EOF) {
			return top.kids[0]
		} else if err != nil {
			t.Fatal(err)
		}
		switch x := token.(type) {
		case xml.StartElement:
			k := &tree{name: x.Name.Local, parent: at}
			for _, a := range x.Attr {
				k.attrs = append(k.attrs, [2]string{a.Name.Local, a.Value})
			}
			at.kids = append(at.kids, k)
			at = k
		case xml.EndElement:
			at = at.parent
		case xml.CharData:
			at.text += strings.TrimSpace(string(x))
		}
	}
}

func (n *tree) all() []*tree {
	list := []*tree{n}
	for _, k := range n.kids {
		list = append(list, k.all()...)
	}
	return list
}

// key names the element, and naming says whether a part of it belongs to the name.
func (n *tree) key() (key string) {
	for _, part := range naming[n.name] {
		value := n.text
		switch {
		case part[0] == '@':
			for _, a := range n.attrs {
				if a[0] == part[1:] {
					value = a[1]
				}
			}
		case part != ".":
			value = n.kids[0].text
		}
		key += fmt.Sprintf("[%s='%s']", part, value)
	}
	return key
}

func (n *tree) names(part string) bool { return slices.Contains(naming[n.name], part) }

// twin reports whether nothing tells the element apart from another.
func (n *tree) twin() bool {
	return slices.ContainsFunc(n.parent.kids, func(k *tree) bool { return k != n && k.name == n.name && k.key() == n.key() })
}

// treeWriter writes a tree and lists its settings.
type treeWriter struct {
	*rand.Rand
	b    strings.Builder
	list []offer
	// there are the elements, and bare those of them that hold no setting: they are one only where the other side does
	// not have them.
	there, bare map[string]bool
}

// settings are those that count beside another side.
func (w *treeWriter) settings(other *treeWriter) []offer {
	return slices.DeleteFunc(slices.Clone(w.list), func(o offer) bool { return w.bare[o.key] && o.value == "" && other.there[o.key] })
}

func (w *treeWriter) setting(path, value string, commented bool, at int) {
	o := offer{path, value, Active, 1 + strings.Count(w.b.String()[:at], "\n")}
	if commented {
		o.state = CommentedOut
	}
	w.list = append(w.list, o)
}

func (w *treeWriter) gap() string { return []string{"", "\n", "\n\t\t", " \r\n"}[w.Intn(4)] }

func (w *treeWriter) element(n *tree, path string) {
	path += "/" + n.name + n.key()
	w.there[path] = true
	before := len(w.list)
	w.b.WriteString(w.gap())
	if w.Intn(8) == 0 {
		w.b.WriteString("<!-- a remark -->" + w.gap())
	}
	fused := n.comment && w.Intn(2) == 0
	if n.comment {
		w.b.WriteString("<!--")
	}
	at := w.b.Len()
	if !fused {
		w.b.WriteString("<")
	}
	w.b.WriteString(n.name)
	others := false
	for _, i := range w.Perm(len(n.attrs)) {
		a := n.attrs[i]
		w.b.WriteString([]string{" ", "\n  ", "\t"}[w.Intn(3)])
		if !n.names("@" + a[0]) {
			w.setting(path+"/@"+a[0], a[1], n.comment, w.b.Len())
			others = true
		}
		quote := []string{`"`, `'`}[w.Intn(2)]
		w.b.WriteString(a[0] + []string{"=", " = "}[w.Intn(2)] + quote + escaped(a[1]) + quote)
	}
	ownName := n.parent != nil && n.parent.names(n.name)
	if (n.text != "" || len(n.kids) == 0 && !others) && !(ownName && n.text != "") {
		w.setting(path, n.text, n.comment, at)
		w.bare[path] = n.text == ""
	}
	w.b.WriteString(">" + escaped(n.text))
	for _, k := range n.kids {
		w.element(k, path)
	}
	if len(n.kids) > 0 {
		w.b.WriteString(w.gap())
	}
	if len(w.list) == before && !ownName {
		w.setting(path, "", n.comment, at)
		w.bare[path] = true
	}
	w.b.WriteString("</" + n.name)
	if !fused {
		w.b.WriteString(">")
	}
	if n.comment {
		w.b.WriteString("-->")
	}
}

// TestXMLOracle makes one change of a small file and writes it in another
// layout. What is reported is that change, and nothing else.
func TestXMLOracle(t *testing.T) {
	names := []string{"axis2/axis2.xml", "user-mgt.xml", "tomcat/catalina-server.xml", "registry.xml", "datasources/master-datasources.xml"}
	failed, mutated := 0, 0
	for seed := range 4000 {
		r := rand.New(rand.NewSource(int64(seed)))
		name := names[seed%len(names)]
		root, next := grown(t, small[name]), grown(t, small[name])
		moved, done := next.mutate(r)
		if done {
			mutated++
		}
		var sides [2]*treeWriter
		for i, tree := range []*tree{root, next} {
			sides[i] = &treeWriter{Rand: r, there: map[string]bool{}, bare: map[string]bool{}}
			sides[i].element(tree, "")
		}
		if r.Intn(2) == 0 { // the other way round
			sides[0], sides[1] = sides[1], sides[0]
		}
		old, new := sides[0].b.String(), sides[1].b.String()
		changes := compared(t, name, old, new, Options{})
		moves := 0
		rest := slices.DeleteFunc(slices.Clone(changes), func(c Change) bool {
			if c.Kind == Moved {
				moves++
			}
			return c.Kind == Moved
		})
		why := disagreement(rest, sides[0].settings(sides[1]), sides[1].settings(sides[0]), false)
		if (moves > 0) != moved {
			why = fmt.Sprintf("%d moves", moves)
		}
		if why != "" {
			t.Errorf("seed %d: %s\nold %s\nnew %s\n%s", seed, why, old, new, tell(changes))
			if failed++; failed > 3 {
				t.FailNow()
			}
		}
	}
	if mutated < 1500 {
		t.Errorf("only %d files were changed", mutated)
	}
}
