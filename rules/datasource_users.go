package rules

import (
	"strings"

	"github.com/carbonlint/carbonlint/home"
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
	inUse := map[string]bool{} // names of dbConfig
	refs := append(registry.Find("/wso2registry/currentDBConfig"), registry.Find("/wso2registry/remoteInstance/dbConfig")...)
	for _, ref := range refs {
		name, why := text(registry, ref)
		u.note(why, "registry.xml")
		inUse[name] = inUse[name] || why == ""
	}
	for _, db := range registry.Find("/wso2registry/dbConfig") {
		name, _ := db.Attr("name")
		_, why := attrText(registry, name)
		u.note(why, "registry.xml")
		if why != "" || !inUse[name.Value] {
			continue
		}
		jndi, why := childText(registry, db, "dataSource")
		if u.note(why, "registry.xml"); why == "" && jndi != "" {
			u.add(jndi, "registry.xml")
		}
	}
	for _, at := range []string{"/UserManager/Realm/Configuration/Property", "/UserManager/Realm/UserStoreManager/Property"} {
		for _, e := range userMgt.Find(at) {
			if strings.TrimSpace(e.AttrValue("name")) != "dataSource" {
				continue
			}
			jndi, why := text(userMgt, e)
			if u.note(why, "user-mgt.xml"); why == "" {
				u.add(strings.TrimSpace(jndi), "user-mgt.xml")
			}
		}
	}
	return u
}

func (u *users) note(why, file string) {
	if why != "" && u.unknown == "" {
		u.unknown = "in " + file + " " + why
	}
}

func (u *users) add(jndi, file string) {
	switch was := u.of[jndi]; was {
	case "":
		u.of[jndi] = file + " uses"
	case "registry.xml uses":
		if file != "registry.xml" {
			u.of[jndi] = "registry.xml and user-mgt.xml use"
		}
	}
}
