package rules

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/carbonlint/carbonlint/internal/home"
	"github.com/carbonlint/carbonlint/internal/phrase"
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
		What: `versionResourcesOnChange in registry.xml. Stock servers have true up to 4.2.0 and false from 4.3.0 on.`,
		Runtime: `With true, each put and delete of a registry resource keeps a copy of the old one in REG_RESOURCE_HISTORY and
REG_CONTENT_HISTORY, which grow each time. 4.4.3 still supports it, and nothing breaks if it stays. With false, later changes leave no
history unless somebody creates a version by hand. Existing versions stay.

Only the exact text true counts. True, TRUE and a value with blanks around it read as false, as does a missing setting. If there are
two, the first counts. In a configuration from 4.3.0 or later, true is the site's own choice, and the finding is an info.`,
		Fix: `Turning it off is unsafe: people who restore old versions, as in a governance registry, can no longer do so for later
changes. A value such as True, which the server reads as false, becomes false. That is unsafe too, because somebody meant true.`,
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
		f.Effect = "Each change of a registry resource keeps a copy in REG_RESOURCE_HISTORY and REG_CONTENT_HISTORY, which grow without limit. If you turn it off, later changes have no automatic history."
		if p.ownChoice() {
			f.Severity, f.Note = Info, true
			f.Effect += " Servers ship with false from 4.3.0 on: somebody chose this value."
		}
	case strings.EqualFold(strings.TrimSpace(value), "true"):
		f.Code = "not-true"
		f.Message = fmt.Sprintf("versionResourcesOnChange is %s, which the server reads as false: only the exact text true counts.", phrase.Quote(value))
		f.Effect = "Changes of registry resources leave no history, although the setting asks for it."
	default:
		return
	}
	f.Hint = "Write only false between the tags."
	if edit, err := doc.SetText(e, "false"); err == nil {
		f.Hint = ""
		f.Fix = &Fix{Title: "set versionResourcesOnChange to false", Unsafe: true, Edits: []xmldoc.Edit{edit}}
	}
	p.Report(f)
}
