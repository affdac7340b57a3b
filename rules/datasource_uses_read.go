package rules

import (
	"strings"

	"github.com/carbonlint/carbonlint/internal/xmldoc"
)

// readRegistry reads what registry.xml says.
func (u *datasourceUses) readRegistry(doc *xmldoc.Document) {
	const file = "registry.xml"
	if mayHoldMore(doc, doc.Root()) {
		u.note(writer(doc, doc.Root())+" may add elements to <wso2registry>", file)
	}
	inUse := map[string]*xmldoc.Element{} // by name of dbConfig
	refs := doc.Find("/wso2registry/currentDBConfig")
	current := len(refs)
	refs = append(refs, doc.Find("/wso2registry/remoteInstance/dbConfig")...)
	by := map[*xmldoc.Element]usedBy{}
	for i, ref := range refs {
		name, why := text(doc, ref)
		u.note(why, file)
		if old := inUse[name]; why == "" && (old == nil || doc.ConditionOf(old) != nil) {
			inUse[name] = ref
		}
		if i >= current {
			by[ref] = byMount
		}
	}
	for _, db := range doc.Find("/wso2registry/dbConfig") {
		name, _ := db.Attr("name")
		_, why := attrText(doc, name)
		u.note(why, file)
		ref, source := inUse[name.Value], db.Child("dataSource")
		if why != "" || ref == nil || source == nil {
			continue
		}
		cond := doc.ConditionOf(ref)
		if cond == nil {
			cond = doc.ConditionOf(source)
		}
		u.add(datasourceUse{by: by[ref], file: file, doc: doc, at: source, cond: cond}, &u.unknown)
	}
}

// readUserMgt reads what user-mgt.xml says.
func (u *datasourceUses) readUserMgt(doc *xmldoc.Document) {
	const file = "user-mgt.xml"
	for _, realm := range doc.Find("/UserManager/Realm") {
		if mayHoldMore(doc, realm) {
			u.note(writer(doc, realm)+" may add elements to <Realm>", file)
		}
		for _, conf := range realm.ChildrenNamed("Configuration") {
			u.readProperties(doc, conf, byRealm, file, &u.unknown)
		}
		for i, store := range realm.ChildrenNamed("UserStoreManager") {
			by := byStore
			if i == 0 {
				by = byPrimaryStore
			}
			u.readStore(doc, store, by, file, &u.unknown)
		}
	}
}

// readStore reads what a user store names. One that is disabled, or keeps its users in
// an LDAP directory, uses no datasource.
func (u *datasourceUses) readStore(doc *xmldoc.Document, store *xmldoc.Element, by usedBy, file string, unknown *string) {
	if strings.HasPrefix(store.AttrValue("class"), "org.wso2.carbon.user.core.ldap.") {
		return
	}
	for _, e := range store.ChildrenNamed("Property") {
		if strings.TrimSpace(e.AttrValue("name")) == "Disabled" && strings.EqualFold(strings.TrimSpace(e.Text()), "true") {
			return
		}
	}
	u.readProperties(doc, store, by, file, unknown)
}

// readProperties reads the Property dataSource of parent.
func (u *datasourceUses) readProperties(doc *xmldoc.Document, parent *xmldoc.Element, by usedBy, file string, unknown *string) {
	if mayHoldMore(doc, parent) && *unknown == "" {
		*unknown = "in " + file + " " + writer(doc, parent) + " may add elements to <" + parent.Name() + ">"
	}
	for _, e := range parent.ChildrenNamed("Property") {
		if strings.TrimSpace(e.AttrValue("name")) == "dataSource" {
			u.add(datasourceUse{by: by, file: file, doc: doc, at: e, cond: doc.ConditionOf(e)}, unknown)
		}
	}
}

func (u *datasourceUses) note(why, file string) {
	if why != "" && u.unknown == "" {
		u.unknown = "in " + file + " " + why
	}
}

// add reads the name in use, and adds it. For the registry, blanks are part of the
// name.
func (u *datasourceUses) add(use datasourceUse, unknown *string) {
	name, why := text(use.doc, use.at)
	if why != "" {
		u.opaque = append(u.opaque, opaqueName{use.doc, use.at, why})
		if *unknown == "" {
			*unknown = "in " + use.file + " " + why
		}
		return
	}
	if use.jndi = name; use.by >= byRealm {
		use.jndi = strings.TrimSpace(name)
	}
	u.list = append(u.list, use)
	u.of[use.jndi] = append(u.of[use.jndi], use)
}
