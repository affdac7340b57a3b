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
		What: `Ports/EmbeddedQpid in carbon.xml, with BrokerPort (stock 5672) and BrokerSSLPort (stock 8672), which the upgrade guide
asks to remove; and every ${Ports.EmbeddedQpid.BrokerPort} or ${Ports.EmbeddedQpid.BrokerSSLPort} in the files of conf.`,
		Runtime: `No code of the server's kernel reads it, before or after the upgrade. A broker product, which has a qpid-config.xml or
an andes-config.xml, may read it. And a file may refer to it: the server puts the port plus the offset in place of the reference,
and -1 plus the offset when carbon.xml does not have it.`,
		Fix: `Removing it with the comment above it is safe when the ports are the stock ones, nothing refers to it and no broker product
is there. It is unsafe when somebody changed the ports, when they cannot be known, and in a broker product. While a file refers
to it, it is never removed, nor is one that a template writes only under a condition.`,
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
		Effect:  "Nothing happens: no code of the kernel reads it.",
		Fix:     &Fix{Title: "remove EmbeddedQpid", Edits: []xmldoc.Edit{doc.Remove(e, true)}},
	}
	changed, unknown := qpidPorts(p, doc, e)
	switch {
	case len(changed) > 0:
		f.Severity, f.Fix.Unsafe = Warning, true
		f.Message = fmt.Sprintf("EmbeddedQpid is left over, with %s other than shipped; the kernel of "+target+" has no embedded Qpid broker.", phrase.List(changed))
		f.Effect = "No code of the kernel reads it; a broker product may take its ports from files of its own, and listen on other ports than meant here."
	case len(unknown) > 0:
		f.Fix.Unsafe = true
		f.Effect += fmt.Sprintf(" carbonlint cannot compare %s with the shipped ports.", phrase.List(unknown))
	}
	if broker := brokerFile(p.Home); broker != "" {
		f.Fix.Unsafe = true
		f.Effect = fmt.Sprintf("No code of the kernel reads it, but %s shows a broker product, which may take its ports from here.", broker)
		f.Hint = "Remove it when the broker of the new release has its ports elsewhere."
	}
	switch cond := doc.ConditionOf(e); {
	case len(refs) > 0:
		line, _ := refs[0].doc.Position(refs[0].span.Start)
		f.Severity, f.Fix = Warning, nil
		f.Message = strings.TrimSuffix(f.Message, ".") + fmt.Sprintf(", but %s:%d refers to it.", refs[0].doc.Path, line)
		f.Effect = "While it stays, the reference works. Once it is removed, the reference gives the port -1 plus the offset."
		f.Hint = "Write the port in place of each reference first, then remove EmbeddedQpid."
	case cond != nil:
		f.Fix, f.Hint = nil, fmt.Sprintf("Remove it by hand: it is only there under %s.", cond)
	}
	p.Report(f)
}
