package rules

import (
	"fmt"
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
there. Of two, the first counts.`,
		Fix: `Turning it off is unsafe: people who restore old versions, as in a governance registry, lose that for every later change.
A value such as True, which reads as false already, is written as false; that is unsafe too, for somebody meant it.`,
		Source: `RegistryConfigurationProcessor.java:372-377; Repository.java:349-353, 566-573, 913-916; the default changed with
CARBON-14858.`,
		Before: `<versionResourcesOnChange>true</versionResourcesOnChange>`,
		After:  `<versionResourcesOnChange>false</versionResourcesOnChange>`,
	},
	Check: checkVersionResources,
}

func checkVersionResources(p *Pass) {
	doc := p.Home.Doc("registry.xml")
	groups := alternatives(doc, doc.Find("/wso2registry/versionResourcesOnChange"))
	p.noteSometimes(doc, "versionResourcesOnChange")
	if len(groups) == 0 && doc != nil {
		p.noteWriter(doc, doc.Root(), "versionResourcesOnChange")
	}
	var first firstGiven
	if len(groups) > 1 {
		first = firstGiven{always: everyCase(doc, groups[0])}
		for _, e := range groups[0] {
			first.add(text(doc, e))
		}
	}
	for i, group := range groups {
		for _, e := range group {
			value, why := text(doc, e)
			switch {
			case why != "":
				p.CannotJudge(doc, e.Span, why)
			case i > 0 && !first.always:
				p.CannotJudge(doc, e.Span, "versionResourcesOnChange counts here unless the one before it is there, which is so under "+onlySometimes(doc, groups[0][0]).String())
			case i > 0:
				judgeRepeated(p, doc, e, value, first)
			default:
				judgeVersionResources(p, doc, e, value)
			}
		}
	}
}

// firstGiven is what the elements say of which the server reads one.
type firstGiven struct {
	always            bool // one of them is there in every case
	on, off, notKnown bool // what some of them say
}

func (g *firstGiven) add(value, why string) {
	switch {
	case why != "":
		g.notKnown = true
	case value == "true":
		g.on = true
	default:
		g.off = true
	}
}

// judgeRepeated judges a setting that stands behind the one that counts.
func judgeRepeated(p *Pass, doc *xmldoc.Document, e *xmldoc.Element, value string, first firstGiven) {
	f := Finding{
		Severity: Info, Doc: doc, Span: e.StartTag,
		Message: "versionResourcesOnChange is given again with the same value; the server reads the first one only.",
		Effect:  "A change made here has no effect.",
		Hint:    "Keep one of the two.",
	}
	if first.notKnown || first.on && value != "true" || first.off && value == "true" {
		f.Severity = Warning
		f.Message = "versionResourcesOnChange is given again with another value; the server reads the first one only."
		f.Effect = "What stands here has no effect."
	}
	p.Report(f)
}

func judgeVersionResources(p *Pass, doc *xmldoc.Document, e *xmldoc.Element, value string) {
	f := Finding{Doc: doc, Span: e.StartTag}
	switch {
	case value == "true":
		f.Message = "versionResourcesOnChange is true; 4.4.3 ships with false."
		f.Effect = "Every change of a registry resource keeps a copy in REG_RESOURCE_HISTORY and REG_CONTENT_HISTORY, which grow without end. Turning it off loses the automatic history of later changes."
	case strings.EqualFold(strings.TrimSpace(value), "true"):
		f.Message = fmt.Sprintf("versionResourcesOnChange is %q, which the server reads as false: only the exact text true counts.", value)
		f.Effect = "Changes of registry resources leave no history, although this asks for it."
	default:
		return
	}
	if edit, err := doc.SetText(e, "false"); err == nil {
		f.Fix = &Fix{Title: "set versionResourcesOnChange to false", Unsafe: true, Edits: []xmldoc.Edit{edit}}
	}
	p.Report(f)
}
