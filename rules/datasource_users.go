package rules

import (
	"fmt"
	"strings"

	"github.com/carbonlint/carbonlint/internal/home"
	"github.com/carbonlint/carbonlint/internal/xmldoc"
)

// users says which files use which datasources.
type users struct {
	of map[string]string // by JNDI name: "registry.xml uses"
	// unknown says why there may be more; "" when of is complete.
	unknown string
}

// datasourceUsers reads which datasources the registry and user management use,
// by JNDI name. Source: RegistryConfigurationProcessor.java:141-150 (text not
// trimmed), DatabaseUtil.java:89-101, 171-175 (trimmed).
func datasourceUsers(h *home.Home) users {
	u := users{of: map[string]string{}}
	registry, userMgt := h.Doc("registry.xml"), h.Doc("user-mgt.xml")
	switch {
	case registry == nil && userMgt == nil:
		u.unknown = "registry.xml and user-mgt.xml, which say so, are not here"
	case registry == nil:
		u.unknown = "registry.xml, which says so, is not here"
	case userMgt == nil:
		u.unknown = "user-mgt.xml, which says so, is not here"
	}
	for _, always := range []bool{true, false} {
		for _, doc := range readings(registry) {
			u.readRegistry(doc, always)
		}
		for _, doc := range readings(userMgt) {
			u.readUserMgt(doc, always)
		}
	}
	return u
}

// readRegistry takes in what registry.xml says, always or else only under a
// template's condition.
func (u *users) readRegistry(doc *xmldoc.Document, always bool) {
	if mayHoldMore(doc, doc.Root()) {
		u.note(writer(doc, doc.Root())+" may add elements to <wso2registry>", "registry.xml")
	}
	inUse := map[string]*xmldoc.Element{} // by name of dbConfig
	for _, ref := range append(doc.Find("/wso2registry/currentDBConfig"), doc.Find("/wso2registry/remoteInstance/dbConfig")...) {
		name, why := text(doc, ref)
		u.note(why, "registry.xml")
		if old := inUse[name]; why == "" && (old == nil || doc.ConditionOf(old) != nil) {
			inUse[name] = ref
		}
	}
	for _, db := range doc.Find("/wso2registry/dbConfig") {
		name, _ := db.Attr("name")
		_, why := attrText(doc, name)
		u.note(why, "registry.xml")
		ref := inUse[name.Value]
		if why != "" || ref == nil {
			continue
		}
		jndi, why := childText(doc, db, "dataSource")
		if u.note(why, "registry.xml"); why == "" && jndi != "" {
			cond := doc.ConditionOf(ref)
			if cond == nil {
				cond = doc.ConditionOf(db.Child("dataSource"))
			}
			u.add(jndi, "registry.xml", cond, always)
		}
	}
}

// readUserMgt is readRegistry for user-mgt.xml.
func (u *users) readUserMgt(doc *xmldoc.Document, always bool) {
	for _, at := range []string{"/UserManager/Realm", "/UserManager/Realm/Configuration", "/UserManager/Realm/UserStoreManager"} {
		for _, e := range doc.Find(at) {
			if mayHoldMore(doc, e) {
				u.note(writer(doc, e)+" may add elements to <"+e.Name()+">", "user-mgt.xml")
			}
		}
		for _, e := range doc.Find(at + "/Property") {
			if strings.TrimSpace(e.AttrValue("name")) != "dataSource" {
				continue
			}
			jndi, why := text(doc, e)
			if u.note(why, "user-mgt.xml"); why == "" {
				u.add(strings.TrimSpace(jndi), "user-mgt.xml", doc.ConditionOf(e), always)
			}
		}
	}
}

func (u *users) note(why, file string) {
	if why != "" && u.unknown == "" {
		u.unknown = "in " + file + " " + why
	}
}

// add notes one use. Those that are always there come first.
func (u *users) add(jndi, file string, cond condition, always bool) {
	was := u.of[jndi]
	switch {
	case always != (cond == nil):
	case was == "" && always:
		u.of[jndi] = file + " uses"
	case was == "":
		u.of[jndi] = fmt.Sprintf("%s uses under %s", file, cond)
	case was == "registry.xml uses" && file == "user-mgt.xml" && always:
		u.of[jndi] = "registry.xml and user-mgt.xml use"
	}
}
