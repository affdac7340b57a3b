package rules

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/carbonlint/carbonlint/internal/home"
	"github.com/carbonlint/carbonlint/internal/lazy"
	"github.com/carbonlint/carbonlint/internal/xmldoc"
)

const cascadeName = "isCascadeDeleteEnabled"

var cascadeDelete = &Rule{
	ID:       "cascade-delete",
	Title:    "user-mgt.xml: who deletes the permissions of a deleted role, the server or the database",
	Since:    home.V442,
	Severity: Warning,
	Files:    []string{"user-mgt.xml"},
	Settings: []Settings{{"user-mgt.xml", []string{"[isCascadeDeleteEnabled]", "/isCascadeDeleteEnabled"}}},
	Guide:    []GuideItem{{Setting: "isCascadeDeleteEnabled", File: "user-mgt.xml"}},
	Doc: Doc{
		What: `The Property isCascadeDeleteEnabled directly below UserManager/Realm/Configuration in user-mgt.xml. Servers from 4.4.2
on ship with true. The upgrade guide prints it as an element of that name, which the server does not read; nor does it read the
Property below UserStoreManager or AuthorizationManager.`,
		Runtime: `The name misleads: the setting turns no cascade on. With false, or without it, the server itself deletes the rows
of UM_ROLE_PERMISSION, UM_USER_PERMISSION and UM_HYBRID_USER_ROLE that hang on what is deleted, as every server before 4.4.2
did. With true it leaves them to the database, whose foreign keys must then say ON DELETE CASCADE. The database scripts say so
from 4.4.2 on; a schema made by an older one does not, and there deleting a permission resource, or an Internal role that has
users, fails with a foreign key violation. MySQL Cluster (NDB) has none of these foreign keys in any release: with true, orphaned
permissions stay in force. A JDBC URL does not show the engine, so carbonlint reports this only where the name, description or
URL of the datasource mentions it.

Only true counts, in any case and with blanks around it; all else is false. Of two, the last counts.`,
		Fix: `Where the setting is absent and the configuration comes from a release before 4.4.2, the fix writes false: what the
server does anyway, so this is safe. Where it comes from 4.4.2 or later, or from an unknown release, the fix writes true, which is
unsafe: check the foreign keys first. Changing a value that somebody wrote, removing one that does not count and turning the
element of the guide into the Property are unsafe as well.`,
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
		p.CannotJudge(doc, doc.Root().StartTag, "it has no Realm/Configuration")
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

// sort finds everything called isCascadeDeleteEnabled, in its place or not.
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
		return // the finding about that element has a fix that brings the setting
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

func (c *cascade) judgeAbsent(conf *xmldoc.Element, r found) {
	f := Finding{
		Code: "missing", Default: true, Severity: Info, Doc: c.doc, Span: conf.StartTag,
		Message: "isCascadeDeleteEnabled is not set, which means false; " + target + " ships with true.",
		Effect:  "The server itself deletes the permission and role rows of a deleted role or resource, as every server before 4.4.2 did. Nothing breaks.",
	}
	if r.state == commented {
		line, _ := c.doc.Position(r.comment.Start)
		f.Message = fmt.Sprintf("isCascadeDeleteEnabled is only in a comment (line %d), which means false; "+target+" ships with true.", line)
	}
	if c.p.From.Before(home.V442) {
		f.Hint = fmt.Sprintf("Do not set true over a schema made by the scripts of %s: its UM_HYBRID_USER_ROLE has no ON DELETE CASCADE.", c.p.From)
		f.Fix = c.insert(conf, "false", false)
	} else {
		f.Hint = "true needs a schema whose foreign keys have the ON DELETE CASCADE of the 4.4.2 scripts."
		f.Fix = c.insert(conf, "true", true)
	}
	c.p.Report(f)
}

// insert adds the Property where the stock file has it.
func (c *cascade) insert(conf *xmldoc.Element, value string, unsafe bool) *Fix {
	block := cascadeProperty(value)
	edit := c.doc.AppendChild(conf, block)
	for _, e := range conf.ChildrenNamed("EveryOneRoleName") {
		if onlySometimes(c.doc, e) == nil {
			edit = c.doc.InsertAfter(e.Span, block)
			break
		}
	}
	return &Fix{Title: "add isCascadeDeleteEnabled with " + value, Unsafe: unsafe, Edits: []xmldoc.Edit{edit}}
}

func cascadeProperty(value string) string {
	return `<Property name="` + cascadeName + `">` + value + `</Property>`
}

// judgeValue judges the Property that counts. Those that the server ignores and
// that say the same get the new value too.
func (c *cascade) judgeValue(conf *xmldoc.Element, v value, ignored []value) {
	f := Finding{Code: "not-a-boolean", Doc: c.doc, Span: v.at.StartTag}
	same := []*xmldoc.Element{v.at}
	switch word := strings.ToLower(strings.TrimSpace(v.text)); {
	case word == "false":
		return
	case word != "true":
		f.Message = fmt.Sprintf("isCascadeDeleteEnabled is %s, which the server reads as false; it knows true and false only.", quoted(v.text))
		f.Effect = "The server itself deletes the permission and role rows of a deleted role or resource, whatever this value was meant to say."
	default:
		f.Code = "true"
		f.Message, f.Effect, f.Hint = c.against(conf)
		if f.Message == "" {
			return
		}
		for _, i := range ignored {
			if readsTrue(i.text) {
				same = append(same, i.at)
			}
		}
	}
	f.Fix = setAll(c.doc, same, cascadeName, "false")
	c.p.Report(f)
}

// against says what speaks against true, and what then happens; "" when nothing
// that the home shows does.
func (c *cascade) against(conf *xmldoc.Element) (message, effect, hint string) {
	if where := c.cluster(conf); where != "" {
		return "isCascadeDeleteEnabled is true, which leaves rows to the database's foreign keys, but the database is a MySQL Cluster according to " + where + ": NDB has no such foreign keys.",
			"Permission rows of deleted roles, users and resources stay behind without any error, and apply again to the next one of that name.", ""
	}
	if c.p.From.Before(home.V442) {
		return fmt.Sprintf("isCascadeDeleteEnabled is true, and the configuration comes from %s: a schema made before 4.4.2 lacks the ON DELETE CASCADE that "+target+" then relies on.", c.p.From),
			"Deleting a permission resource, or an Internal role that has users, fails with a foreign key violation.",
			"Keep true only over a schema whose foreign keys of UM_ROLE_PERMISSION, UM_USER_PERMISSION and UM_HYBRID_USER_ROLE are those of the 4.4.2 scripts."
	}
	return "", "", ""
}

// clusterWord is MySQL Cluster by its usual names, as a word of its own.
var clusterWord = lazy.MustCompile(`(?i)(?:^|[^a-z])(?:ndb(?:cluster|d)?|mysql[ _-]?cluster)(?:[^a-z]|$)`)

// cluster says what shows that the user realm's database is a MySQL Cluster, ""
// when nothing does.
func (c *cascade) cluster(conf *xmldoc.Element) string {
	jndi := map[string]bool{}
	for _, e := range conf.ChildrenNamed("Property") {
		value := strings.TrimSpace(e.Text())
		switch strings.TrimSpace(e.AttrValue("name")) {
		case "dataSource":
			jndi[value] = true
		case "url":
			if overMySQL(value) && clusterWord.MatchString(value) {
				return "its URL here"
			}
		}
	}
	for _, f := range c.p.Home.Match("datasources/*-datasources.xml") {
		for _, ds := range f.Doc.Find("/datasources-configuration/datasources/datasource") {
			url := ds.Child("definition").Child("configuration").Child("url").Text()
			if !jndi[strings.TrimSpace(ds.Child("jndiConfig").Child("name").Text())] || !overMySQL(url) {
				continue
			}
			line, _ := f.Doc.Position(ds.Span.Start)
			for _, what := range []string{"name", "description"} {
				if clusterWord.MatchString(ds.Child(what).Text()) {
					return fmt.Sprintf("the %s of its datasource (%s:%d)", what, f.Path, line)
				}
			}
			if clusterWord.MatchString(url) {
				return fmt.Sprintf("the URL of its datasource (%s:%d)", f.Path, line)
			}
		}
	}
	return ""
}

func overMySQL(url string) bool {
	url = strings.ToLower(strings.TrimSpace(url))
	return strings.HasPrefix(url, "jdbc:mysql:") || strings.HasPrefix(url, "jdbc:mariadb:")
}

// readsTrue is how the server reads the Property.
func readsTrue(value string) bool { return strings.EqualFold(strings.TrimSpace(value), "true") }

func (c *cascade) remove(e *xmldoc.Element) *Fix {
	if onlySometimes(c.doc, e) != nil {
		return nil
	}
	return &Fix{Title: "remove the isCascadeDeleteEnabled that the server does not read", Unsafe: true, Edits: []xmldoc.Edit{c.doc.Remove(e, false)}}
}

// judgeMisplaced judges what has the name and is not read.
func (c *cascade) judgeMisplaced(e *xmldoc.Element) {
	f := Finding{
		Code: "misplaced", Doc: c.doc, Span: e.StartTag,
		Message: fmt.Sprintf("isCascadeDeleteEnabled is in <%s>; "+target+" reads it directly below Realm/Configuration only.", e.Parent().Name()),
		Effect:  "The server ignores it without a message.",
	}
	if e.Name() == cascadeName {
		f.Message = "isCascadeDeleteEnabled is an element, as the upgrade guide prints it; " + target + " reads a Property of that name directly below Realm/Configuration only."
	}
	f.Fix = c.toProperty(e)
	if f.Fix == nil && c.hasProper() {
		f.Fix = c.remove(e)
	}
	if f.Fix == nil {
		f.Hint = `Write it as <Property name="isCascadeDeleteEnabled"> directly below Realm/Configuration, and remove this one.`
	}
	c.p.Report(f)
}

// toProperty is the fix that makes a Property of the guide's element, nil where
// it is not that simple: another place, no plain value, a Property that is there
// already, or a value that would then be wrong.
func (c *cascade) toProperty(e *xmldoc.Element) *Fix {
	_, inPlace := c.proper[e.Parent()]
	value, why := text(c.doc, e)
	word := strings.ToLower(strings.TrimSpace(value))
	if e.Name() != cascadeName || !inPlace || why != "" || word != "true" && word != "false" ||
		len(c.proper[e.Parent()]) > 0 || e.Parent().ChildrenNamed(cascadeName)[0] != e || onlySometimes(c.doc, e) != nil {
		return nil
	}
	if message, _, _ := c.against(e.Parent()); word == "true" && message != "" {
		return nil
	}
	return &Fix{
		Title: "write isCascadeDeleteEnabled as a Property with " + word, Unsafe: true,
		Edits: []xmldoc.Edit{c.doc.Replace(e.Span, cascadeProperty(word))},
	}
}

// hasProper reports whether the setting is there in its place, too.
func (c *cascade) hasProper() bool {
	for _, list := range c.proper {
		if len(list) > 0 {
			return true
		}
	}
	return false
}
