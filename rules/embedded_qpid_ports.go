package rules

import (
	"fmt"
	"sort"
	"strings"

	"github.com/carbonlint/carbonlint/internal/home"
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
		Runtime: `No code of the server's kernel reads it, before or after the upgrade; broker products have files of their own for
their ports. But a file may refer to it: the server puts the port plus the offset in place of the reference, and -1 plus the
offset when carbon.xml does not have it.`,
		Fix: `Removing it with the comment above it is safe when the ports are the stock ones and nothing refers to it. It is unsafe when
somebody changed the ports. While a file refers to it, it is never removed, nor is one that a
template writes only under a condition.`,
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

// stockQpidPorts are the ports that servers shipped with.
var stockQpidPorts = map[string]string{"BrokerPort": "5672", "BrokerSSLPort": "8672"}

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
		Message: "EmbeddedQpid is left over; " + target + " has no embedded Qpid broker.",
		Effect:  "Nothing happens: no code of the server reads it.",
		Fix:     &Fix{Title: "remove EmbeddedQpid", Edits: []xmldoc.Edit{doc.Remove(e, true)}},
	}
	if changed := changedQpidPorts(doc, e); len(changed) > 0 {
		f.Severity = Warning
		f.Message = fmt.Sprintf("EmbeddedQpid is left over, with %s other than shipped; "+target+" has no embedded Qpid broker.", list(changed))
		f.Effect = "No code of the server reads it; a broker product takes its ports from files of its own, and listens on other ports than meant here."
		f.Fix.Unsafe = true
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

// changedQpidPorts names what is other than in the stock file.
func changedQpidPorts(doc *xmldoc.Document, e *xmldoc.Element) []string {
	var names []string
	for _, port := range e.Children() {
		if value, why := text(doc, port); why != "" || strings.TrimSpace(value) != stockQpidPorts[port.Name()] {
			names = append(names, port.Name())
		}
	}
	return names
}

// qpidReference is a ${Ports.EmbeddedQpid.name} in a file.
type qpidReference struct {
	doc  *xmldoc.Document
	span xmldoc.Span
	name string
}

const qpidPrefix = "${Ports.EmbeddedQpid."

// qpidReferences finds the references in the files of conf, in their order.
func qpidReferences(h *home.Home) []qpidReference {
	var refs []qpidReference
	for _, f := range h.Files() {
		doc := f.Doc
		if doc == nil {
			if !strings.Contains(string(f.Data), qpidPrefix) {
				continue
			}
			doc = xmldoc.ReadText(f.Path, f.Data)
		}
		s := doc.Text()
		for at := 0; ; {
			i := strings.Index(s[at:], qpidPrefix)
			if i < 0 {
				break
			}
			start := at + i
			at = start + len(qpidPrefix)
			n := strings.IndexAny(s[at:], "}\r\n")
			if n < 0 || s[at+n] != '}' || atComment(doc, f.Conf, start) {
				continue
			}
			refs = append(refs, qpidReference{doc, xmldoc.Span{Start: start, End: at + n + 1}, s[at : at+n]})
		}
	}
	return refs
}

// atComment reports whether off lies in a comment of the file.
func atComment(doc *xmldoc.Document, conf string, off int) bool {
	comments := doc.Comments()
	i := sort.Search(len(comments), func(i int) bool { return comments[i].End > off })
	if i < len(comments) && comments[i].Start <= off {
		return true
	}
	if strings.HasSuffix(conf, ".properties") {
		line, _ := doc.Position(off)
		text := strings.TrimLeft(doc.Slice(doc.Line(line)), " \t")
		return strings.HasPrefix(text, "#") || strings.HasPrefix(text, "!")
	}
	return false
}

// judgeQpidReferences reports references to what carbon.xml does not have.
func judgeQpidReferences(p *Pass, carbon *xmldoc.Document, embedded []*xmldoc.Element, refs []qpidReference) {
	given := map[string]bool{}
	for _, e := range embedded {
		if mayHoldMore(carbon, e) {
			return // any port may be there
		}
		for _, port := range e.Children() {
			if _, why := text(carbon, port); why != "" || strings.TrimSpace(port.Text()) != "" {
				given[port.Name()] = true
			}
		}
	}
	where := "which is not there"
	if s, ok := commentedOut(carbon, "EmbeddedQpid"); ok {
		line, _ := carbon.Position(s.Start)
		where = fmt.Sprintf("which is there in a comment only (line %d)", line)
	}
	for _, ref := range refs {
		switch {
		case carbon == nil:
			p.CannotJudge(ref.doc, ref.span, "it refers to Ports/EmbeddedQpid of carbon.xml, which could not be read")
		case !given[ref.name]:
			p.Report(Finding{
				Code: "dangling-reference", Severity: Error, Doc: ref.doc, Span: ref.span,
				Message: fmt.Sprintf("This refers to Ports/EmbeddedQpid/%s of carbon.xml, %s.", ref.name, where),
				Effect:  "The server puts -1 plus the port offset in its place, and the connection to the broker fails.",
				Hint:    "Write the port itself.",
			})
		}
	}
}
