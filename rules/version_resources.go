package rules

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/carbonlint/carbonlint/internal/home"
	"github.com/carbonlint/carbonlint/internal/xmldoc"
)

var versionResources = &Rule{
	ID:       "version-resources-on-change",
	Title:    "registry.xml: the registry no longer keeps a version of every change by default",
	Since:    home.V430,
	Severity: Warning,
	Files:    []string{"registry.xml"},
	Settings: []Settings{{"registry.xml", []string{"/versionResourcesOnChange"}}},
	Guide:    []GuideItem{{Setting: "versionResourcesOnChange", File: "registry.xml"}},
	Doc: Doc{
		What: `versionResourcesOnChange in registry.xml. Stock servers had it at true up to 4.2.0 and have it at false from 4.3.0 on.`,
		Runtime: `With true every put and delete of a registry resource keeps a copy of the old one, and REG_RESOURCE_HISTORY and
REG_CONTENT_HISTORY grow with each. 4.4.3 still honours it, and nothing breaks if it stays. With false later changes leave no
history unless somebody makes a version by hand; versions that exist stay.

Only the exact text true counts: True, TRUE and a value with blanks around it read as false, as does a setting that is not
there. Of two, the first counts. In a configuration from 4.3.0 or later, true is the site's own choice, and no more than an info.`,
		Fix: `Turning it off is unsafe: people who restore old versions, as in a governance registry, lose that for every later change.
A value such as True, which the server reads as false, becomes false; that is unsafe too, because somebody meant true.`,
		Source: `RegistryConfigurationProcessor.java:372-377; Repository.java:349-353, 566-573, 913-916; the default changed with
CARBON-14858.`,
		Before: `<versionResourcesOnChange>true</versionResourcesOnChange>`,
		After:  `<versionResourcesOnChange>false</versionResourcesOnChange>`,
	},
	Check: checkVersionResources,
}

func checkVersionResources(p *Pass) {
	doc := p.Home.Doc("registry.xml")
	p.noteSometimes(doc, "versionResourcesOnChange")
	if doc == nil {
		return
	}
	r := p.lookup(wanted{
		name: "versionResourcesOnChange", doc: doc, parent: doc.Root(), given: doc.Find("/wso2registry/versionResourcesOnChange"),
		firstCounts: true, optional: true,
	})
	for _, v := range r.counts {
		judgeVersionResources(p, doc, v.at, v.text)
	}
	for _, f := range r.repeats(doc, "versionResourcesOnChange", readsVersions, nil) {
		p.Report(f)
	}
}

// readsVersions is how the server reads the setting.
func readsVersions(v value) string { return strconv.FormatBool(v.text == "true") }

func judgeVersionResources(p *Pass, doc *xmldoc.Document, e *xmldoc.Element, value string) {
	f := Finding{Code: "true", Doc: doc, Span: e.StartTag}
	switch {
	case value == "true":
		f.Default = true
		f.Message = "versionResourcesOnChange is true; " + target + " ships with false."
		f.Effect = "Every change of a registry resource keeps a copy in REG_RESOURCE_HISTORY and REG_CONTENT_HISTORY, which grow without end. Turning it off loses the automatic history of later changes."
		if p.ownChoice() {
			f.Severity, f.Note = Info, true
			f.Effect += " Servers ship with false from 4.3.0 on, so somebody chose this."
		}
	case strings.EqualFold(strings.TrimSpace(value), "true"):
		f.Code = "not-true"
		f.Message = fmt.Sprintf("versionResourcesOnChange is %q, which the server reads as false: only the exact text true counts.", value)
		f.Effect = "Changes of registry resources leave no history, although this asks for it."
	default:
		return
	}
	f.Hint = "Write false and nothing else between the tags."
	if edit, err := doc.SetText(e, "false"); err == nil {
		f.Hint = ""
		f.Fix = &Fix{Title: "set versionResourcesOnChange to false", Unsafe: true, Edits: []xmldoc.Edit{edit}}
	}
	p.Report(f)
}
