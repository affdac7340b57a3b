package rules

import (
	"slices"
	"strconv"
	"strings"

	"github.com/carbonlint/carbonlint/internal/home"
	"github.com/carbonlint/carbonlint/internal/xmldoc"
)

const cascadeName = "isCascadeDeleteEnabled"

var cascadeDelete = &Rule{
	ID:       "cascade-delete",
	Title:    "user-mgt.xml: whether the server or the database deletes the permissions of a deleted role",
	Since:    home.V442,
	Severity: Warning,
	Files:    []string{"user-mgt.xml"},
	Settings: []Settings{{"user-mgt.xml", []string{"[isCascadeDeleteEnabled]", "/isCascadeDeleteEnabled"}}},
	Guide:    []GuideItem{{Setting: "isCascadeDeleteEnabled", File: "user-mgt.xml"}},
	Doc: Doc{
		What: `The Property isCascadeDeleteEnabled directly below UserManager/Realm/Configuration in user-mgt.xml. Servers from 4.4.2
on ship with true. The upgrade guide prints it as an element of that name, which the server does not read. Nor does the server
read the Property below UserStoreManager or AuthorizationManager.`,
		Runtime: `The name is misleading: the setting does not turn on any cascade. With false, or without the setting, the server
itself deletes the dependent rows of UM_ROLE_PERMISSION, UM_USER_PERMISSION and UM_HYBRID_USER_ROLE, as every server before 4.4.2
did. With true it leaves them to the database, whose foreign keys must then have ON DELETE CASCADE. The database scripts create
such keys from 4.4.2 on. With an older schema, deleting a permission resource, or an Internal role that has users, fails with a
foreign key violation. MySQL Cluster (NDB) has none of these foreign keys in any release: with true, orphaned permissions stay in
force. A JDBC URL does not show the engine, so carbonlint reports this only where the name, description or URL of the datasource
mentions it.

Only true counts, in any case and with blanks around it. Everything else is false. If there are two, the last counts.`,
		Fix: `If the setting is absent and the configuration comes from a release before 4.4.2, the fix writes false. That is safe,
because it is what the server does anyway. If the configuration comes from 4.4.2 or later, or from an unknown release, the fix
writes true. That is unsafe: check the foreign keys first. It is also unsafe to change a value that somebody wrote, to remove one
that does not count, and to turn the element of the guide into the Property.`,
		Source: `JDBCAuthorizationManager.java:104, 476-481; HybridRoleManager.java:67, 531-534; RealmConfigXMLProcessor.java:304-308,
563-586. The foreign keys came with IDENTITY-3620, the setting a week later; both are in 4.4.2. The guide for Identity Server
5.1.0 says false for a database of an older release.`,
		Before: `<EveryOneRoleName>everyone</EveryOneRoleName>
<Property name="dataSource">jdbc/WSO2CarbonDB</Property>`,
		After: `<EveryOneRoleName>everyone</EveryOneRoleName>
<Property name="isCascadeDeleteEnabled">false</Property>
<Property name="dataSource">jdbc/WSO2CarbonDB</Property>`,
	},
	Check: checkCascadeDelete,
}

func checkCascadeDelete(p *Pass) {
	doc := p.Home.Doc("user-mgt.xml")
	if doc == nil {
		return
	}
	confs := alternatives(doc, doc.Find("/UserManager/Realm/Configuration"))
	if len(confs) == 0 {
		p.CannotJudge(doc, doc.Root().StartTag, "the file has no Realm/Configuration")
		return
	}
	c := &cascade{p: p, doc: doc, proper: map[*xmldoc.Element][]*xmldoc.Element{}}
	c.sort(confs[0]) // the server reads the first only
	for _, conf := range confs[0] {
		c.judge(conf)
	}
	for _, e := range c.misplaced {
		c.judgeMisplaced(e)
	}
}

// cascade judges one user-mgt.xml.
type cascade struct {
	p         *Pass
	doc       *xmldoc.Document
	proper    map[*xmldoc.Element][]*xmldoc.Element // by Configuration
	misplaced []*xmldoc.Element                     // what the server does not read
}

// sort finds everything called isCascadeDeleteEnabled, whether the server reads it there
// or not.
func (c *cascade) sort(confs []*xmldoc.Element) {
	for _, conf := range confs {
		c.proper[conf] = nil
	}
	c.doc.Root().Walk(func(e *xmldoc.Element) {
		property := e.Name() == "Property" && strings.TrimSpace(e.AttrValue("name")) == cascadeName
		if _, ok := c.proper[e.Parent()]; ok && property {
			c.proper[e.Parent()] = append(c.proper[e.Parent()], e)
		} else if property || e.Name() == cascadeName {
			c.misplaced = append(c.misplaced, e)
		}
	})
}

// judge judges what one Configuration says.
func (c *cascade) judge(conf *xmldoc.Element) {
	list := c.proper[conf]
	if len(list) == 0 && slices.ContainsFunc(conf.ChildrenNamed(cascadeName), func(e *xmldoc.Element) bool { return c.toProperty(e) != nil }) {
		return // the finding about that element has a fix that adds the setting
	}
	r := c.p.lookup(wanted{name: cascadeName, doc: c.doc, parent: conf, given: list, tag: "Property"})
	if r.state == absent || r.state == commented {
		c.judgeAbsent(conf, r)
	}
	for _, v := range r.counts {
		c.judgeValue(conf, v, r.ignored)
	}
	if len(r.counts) > 0 {
		for _, f := range r.repeats(c.doc, cascadeName, func(v value) string { return strconv.FormatBool(readsTrue(v.text)) }, c.remove) {
			c.p.Report(f)
		}
	}
}
