package rules

import (
	"fmt"
	"strings"

	"github.com/carbonlint/carbonlint/internal/home"
	"github.com/carbonlint/carbonlint/internal/phrase"
	"github.com/carbonlint/carbonlint/internal/xmldoc"
)

// usedBy is the part of the server that uses a datasource.
type usedBy int

const (
	byRegistry usedBy = iota
	byMount           // a remote instance of the registry
	byRealm           // user management as a whole
	byPrimaryStore
	byStore // a secondary user store of user-mgt.xml
	byStoreFile
	byTenantStore
)

// datasourceUse is one place that names a datasource by its JNDI name.
type datasourceUse struct {
	by   usedBy
	jndi string
	file string // as messages name it
	doc  *xmldoc.Document
	at   *xmldoc.Element // which holds the name
	cond condition       // under which it is used
}

// datasourceUses are the places that name a datasource.
type datasourceUses struct {
	home *home.Home
	list []datasourceUse
	of   map[string][]datasourceUse // by JNDI name
	// unknown says why registry.xml and user-mgt.xml may name more datasources, stores
	// why files of user stores may; "" when list is complete.
	unknown, stores string
	// opaque are the names that cannot be known, and why.
	opaque []opaqueName
}

// opaqueName is the name of a datasource that cannot be known.
type opaqueName struct {
	doc *xmldoc.Document
	at  *xmldoc.Element
	why string
}

// datasourceUses are those of the home, which two rules ask for.
func (p *Pass) datasourceUses() *datasourceUses {
	if p.result.uses == nil || p.result.uses.home != p.Home {
		p.result.uses = readDatasourceUses(p.Home)
	}
	return p.result.uses
}

// readDatasourceUses reads which datasources the registry and user management
// name. Source: RegistryConfigurationProcessor.java:141-150 (text not trimmed),
// DatabaseUtil.java:89-101, 171-175 (trimmed), UserStoreConfigXMLProcessor.java.
func readDatasourceUses(h *home.Home) *datasourceUses {
	u := &datasourceUses{home: h, of: map[string][]datasourceUse{}}
	registry, userMgt := h.Doc("registry.xml"), h.Doc("user-mgt.xml")
	u.unknown = filesUnread(h, "registry.xml", "user-mgt.xml")
	for _, doc := range readings(registry) {
		u.readRegistry(doc)
	}
	for _, doc := range readings(userMgt) {
		u.readUserMgt(doc)
	}
	files, gap := h.UserStoreFiles()
	u.stores = gapWords(gap)
	for _, f := range files {
		if f.Err != nil {
			continue
		}
		by := byStoreFile
		if strings.HasPrefix(f.Conf, "tenants/") {
			by = byTenantStore
		}
		for _, doc := range readings(f.Doc) {
			u.readStore(doc, doc.Root(), by, f.Path, &u.stores)
		}
	}
	return u
}

// role says which files use the datasource of a JNDI name, as in "registry.xml
// uses"; "" when none does. Those that always do come first.
func (u *datasourceUses) role(jndi string) string {
	var always []string
	seen := map[string]bool{}
	sometimes := ""
	if jndi == "" {
		return ""
	}
	for _, use := range u.of[jndi] {
		switch {
		case use.cond != nil && sometimes == "":
			sometimes = fmt.Sprintf("%s uses under %s", use.file, use.cond)
		case use.cond == nil && !seen[use.file]:
			seen[use.file] = true
			always = append(always, use.file)
		}
	}
	switch len(always) {
	case 0:
		return sometimes
	case 1:
		return always[0] + " uses"
	}
	return phrase.List(always) + " use"
}

// why says why a datasource that no file names may still have a role; "" when it
// cannot.
func (u *datasourceUses) why() string {
	if u.unknown != "" {
		return u.unknown
	}
	return u.stores
}
