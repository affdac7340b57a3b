package rules

import (
	"fmt"
	"strings"

	"github.com/carbonlint/carbonlint/internal/home"
	"github.com/carbonlint/carbonlint/internal/phrase"
	"github.com/carbonlint/carbonlint/internal/xmldoc"
)

var embeddedQpidPorts = &Rule{
	ID:       "embedded-qpid-ports",
	Title:    "carbon.xml: the ports of the embedded Qpid broker are gone",
	Since:    home.V430,
	Severity: Info,
	Files:    []string{"carbon.xml"},
	Settings: []Settings{{"carbon.xml", []string{"/EmbeddedQpid"}}},
	Guide:    []GuideItem{{Setting: "EmbeddedQpid ports", File: "carbon.xml"}},
	Doc: Doc{
		What: `Ports/EmbeddedQpid in carbon.xml, with BrokerPort (stock 5672) and BrokerSSLPort (stock 8672). The upgrade guide says to
remove it. The rule also checks each ${Ports.EmbeddedQpid.BrokerPort} and ${Ports.EmbeddedQpid.BrokerSSLPort} in the files of conf.`,
		Runtime: `The server's kernel does not read it, before or after the upgrade. A broker product, which has a qpid-config.xml or an
andes-config.xml, may read it. A file may also refer to it: the server replaces the reference with the port plus the offset, or with
-1 plus the offset if carbon.xml does not have the port.`,
		Fix: `The fix removes it, with the comment above it. That is safe if the ports are the stock ones, nothing refers to it and there
is no broker product. It is unsafe if somebody changed the ports, if they are not known, or in a broker product. The fix never removes
it while a file refers to it, or if a template writes it only under a condition.`,
		Source: `Removed with CARBON-14745 (commit d580898e68 of 2014-04-04); CarbonUtils.java:859-888 for the references.`,
		Before: `<EmbeddedQpid>
<!-- plain -->
<BrokerPort>5672</BrokerPort>`,
		After: `<Ports>
<Offset>0</Offset>

<!-- taken by the entitlement service -->`,
	},
	Check: checkEmbeddedQpidPorts,
}

func checkEmbeddedQpidPorts(p *Pass) {
	doc := p.Home.Doc("carbon.xml")
	found := doc.Find("/Server/Ports/EmbeddedQpid")
	p.noteSometimes(doc, "EmbeddedQpid")
	p.noteWriters(doc, doc.First("/Server"), "EmbeddedQpid", "Ports")
	refs := qpidReferences(p.Home)
	for _, e := range found {
		judgeEmbeddedQpid(p, doc, e, refs)
	}
	if len(refs) > 0 {
		judgeQpidReferences(p, doc, found, refs)
	}
}

func judgeEmbeddedQpid(p *Pass, doc *xmldoc.Document, e *xmldoc.Element, refs []qpidReference) {
	f := Finding{
		Code: "left-over", Doc: doc, Span: e.StartTag,
		Message: "EmbeddedQpid is left over; the kernel of " + target + " has no embedded Qpid broker.",
		Effect:  "Nothing happens: the kernel does not read it.",
		Fix:     &Fix{Title: "remove EmbeddedQpid", Edits: []xmldoc.Edit{doc.Remove(e, true)}},
	}
	changed, unknown := qpidPorts(p, doc, e)
	switch {
	case len(changed) > 0:
		f.Severity, f.Fix.Unsafe = Warning, true
		f.Message = fmt.Sprintf("EmbeddedQpid is left over, and %s differs from the stock file; the kernel of "+target+" has no embedded Qpid broker.", phrase.List(changed))
		f.Effect = "The kernel does not read it. A broker product may read its ports from its own files, and listen on other ports than these."
	case len(unknown) > 0:
		f.Fix.Unsafe = true
		f.Effect += fmt.Sprintf(" carbonlint cannot compare %s with the stock ports.", phrase.List(unknown))
	}
	if broker := brokerFile(p.Home); broker != "" {
		f.Fix.Unsafe = true
		f.Effect = fmt.Sprintf("The kernel does not read it, but %s shows a broker product, which may read its ports from here.", broker)
		f.Hint = "Remove it if the broker of the new release has its ports elsewhere."
	}
	switch cond := doc.ConditionOf(e); {
	case len(refs) > 0:
		line, _ := refs[0].doc.Position(refs[0].span.Start)
		f.Severity, f.Fix = Warning, nil
		f.Message = strings.TrimSuffix(f.Message, ".") + fmt.Sprintf(", but %s:%d refers to it.", refs[0].doc.Path, line)
		f.Effect = "The reference works while it is there. Without it the reference becomes -1 plus the port offset."
		f.Hint = "First replace each reference with the port, then remove EmbeddedQpid."
	case cond != nil:
		f.Fix, f.Hint = nil, fmt.Sprintf("Remove it by hand: it is there only under %s.", cond)
	}
	p.Report(f)
}
