package rules

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/carbonlint/carbonlint/internal/home"
	"github.com/carbonlint/carbonlint/internal/phrase"
)

// maybeMore says why there may be datasources whose names are not known; "" when all
// are known.
func (n *namedDatasources) maybeMore() string {
	if n.unread != "" {
		return n.unread
	}
	for _, d := range n.defs {
		if d.opaqueJNDI != "" {
			line, _ := d.doc.Position(d.at.Span.Start)
			return fmt.Sprintf("the JNDI name of the datasource in %s, line %d, is not known (%s)", d.file.Path, line, d.opaqueJNDI)
		}
	}
	return ""
}

// tomcatResources are the resources that Tomcat's own files define, by name, with
// the file. Whether the server finds one there is not known.
func tomcatResources(h *home.Home) map[string]string {
	found := map[string]string{}
	for _, conf := range []string{"tomcat/catalina-server.xml", "tomcat/context.xml"} {
		doc := h.Doc(conf)
		for _, e := range append(doc.Find("//Resource"), doc.Find("//ResourceLink")...) {
			found[e.AttrValue("name")] = doc.Path
		}
	}
	return found
}

// elsewhere says what else may define the datasource of use: something other than a
// datasource file, or a file that was not read; "" when nothing can.
func elsewhere(use datasourceUse, why string, tomcat map[string]string) string {
	switch file := tomcat[strings.TrimSpace(use.jndi)]; {
	case why != "":
		return why
	case strings.Contains(use.jndi, ":"):
		return "the name is a URL, which may refer to something outside the datasource files"
	case file != "":
		return "Tomcat has a resource of that name in " + file
	}
	return ""
}

// maxNear is the largest number of names to look for a similar one in. No server has
// more.
const maxNear = 100

// nearName is the name in names that is most like name; "" when none is. A common
// prefix such as jdbc/ does not count.
func nearName(name string, names []string) string {
	if len(names) > maxNear {
		return ""
	}
	last := make([]string, len(names))
	for i, n := range names {
		last[i] = strings.TrimSpace(path.Base(n))
	}
	if near := phrase.Nearest(path.Base(name), last); near != "" {
		return names[slices.Index(last, near)]
	}
	return ""
}
