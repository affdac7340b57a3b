package rules

import (
	"fmt"
	"strings"

	"github.com/carbonlint/carbonlint/internal/home"
	"github.com/carbonlint/carbonlint/internal/xmldoc"
)

const negotiationName = "httpContentNegotiation"

var httpContentNegotiation = &Rule{
	ID:       "http-content-negotiation",
	Title:    "axis2.xml: responses follow the Accept header of the request",
	Since:    home.V430,
	Severity: Warning,
	Files:    []string{"axis2/axis2.xml"},
	Settings: []Settings{{"axis2/axis2.xml", []string{"[httpContentNegotiation]"}}},
	Guide:    []GuideItem{{Setting: "httpContentNegotiation", File: "axis2/axis2.xml"}},
	Doc: Doc{
		What: `The parameter httpContentNegotiation directly below axisconfig in axis2/axis2.xml. Stock servers have it, at true, from
4.3.0 on. The copy in axis2_client.xml is false in every release and is not judged.`,
		Runtime: `With it a response is written in the first media type of the request's Accept header for which axis2.xml
registers a messageFormatter; text/xml in that header does not count, nor does anything behind its first semicolon. Without it,
a response has the content type of its request, so that a client that asks for application/json gets XML or SOAP.

The server takes true and yes, in any case, and 1 for on. All else is off, without a message: a value with blanks around it too,
and an element inside the parameter. Of two parameters the last counts, but where the first is locked="true" that one does, and
a second locked one keeps the server from starting. Where the pass-through transport is in use it decides the content type
itself; products built on it ship without the parameter.`,
		Fix: `Adding the parameter where the file says nothing is safe: it is the stock value. It does change what clients get that
send an Accept header, browsers among them. Unsafe: turning on a parameter that somebody turned off or that reads as
off, removing one that does not count, and adding it where the pass-through transport is in use.`,
		Source: `Axis2: MessageProcessorSelector.java:88-113, BuilderUtil.java:707-732, JavaUtils.java:248-253,
DescriptionBuilder.java:511-577, AxisConfigBuilder.java:89-101. The stock default came with CARBON-14565.`,
		Before: `<parameter name="exposeServiceMetadata">true</parameter>

<parameter name="Sandesha2StorageManager">inmemory</parameter>`,
		After: `<parameter name="exposeServiceMetadata">true</parameter>

<!-- Write a response in the media type that the Accept header of the request asks for. -->
<parameter name="httpContentNegotiation">true</parameter>

<parameter name="Sandesha2StorageManager">inmemory</parameter>`,
	},
	Check: checkHTTPContentNegotiation,
}

func checkHTTPContentNegotiation(p *Pass) {
	n := negotiation{
		p: p, doc: p.Home.Doc("axis2/axis2.xml"),
		effect:  "A response has the content type of its request: a client whose Accept header asks for JSON gets XML or SOAP.",
		failure: "The server does not start.",
	}
	if at := passThrough(n.doc); at != "" {
		n.passThrough(at)
	}
	n.judge()
}

// negotiation judges httpContentNegotiation in one of the two files that have it.
type negotiation struct {
	p   *Pass
	doc *xmldoc.Document
	// effect is what happens while the parameter is off, failure what happens
	// when axis2 refuses the file.
	effect, failure string
	// hint is what could not be found out about the home.
	hint string
	// calm is set where off is not a fault.
	calm bool
	// unsafeInsert is set where absent is how the product ships.
	unsafeInsert bool
}

func (n *negotiation) passThrough(at string) {
	n.calm, n.unsafeInsert = true, true
	n.effect = "The pass-through transport is in use (" + at + ") and decides the content type of a response itself; products built on it ship with this off."
}

func (n *negotiation) judge() {
	root := n.doc.First("/axisconfig")
	if root == nil {
		return
	}
	var named []*xmldoc.Element
	for _, e := range root.ChildrenNamed("parameter") {
		if e.AttrValue("name") == negotiationName {
			named = append(named, e)
		}
	}
	r := n.p.lookup(wanted{name: negotiationName, doc: n.doc, parent: root, given: named, tag: "parameter", choose: n.locked})
	if r.state == absent || r.state == commented {
		n.absent(root, r)
	}
	for _, v := range r.counts {
		n.value(v, r.ignored)
		for _, i := range r.ignored {
			if readsOn(i) != readsOn(v) {
				n.report(repeated(n.doc, i.at, v.at, negotiationName, n.remove(i.at)))
			}
		}
	}
}

// locked chooses between parameters that are all there: a locked one keeps its
// value, else the last counts. A second locked one is refused.
func (n *negotiation) locked(named []*xmldoc.Element) (counts *xmldoc.Element, ignored []*xmldoc.Element) {
	first := named[0]
	for _, e := range named[1:] {
		if first.AttrValue("locked") != "true" {
			ignored, first = append(ignored, first), e
			continue
		}
		if e.AttrValue("locked") != "true" {
			ignored = append(ignored, e)
			continue
		}
		line, _ := n.doc.Position(first.Span.Start)
		n.p.Report(Finding{
			Code: "locked-twice", Severity: Error, Doc: n.doc, Span: e.StartTag,
			Message: fmt.Sprintf("httpContentNegotiation is locked here and on line %d already; axis2 refuses a second locked parameter.", line),
			Effect:  n.failure,
			Fix:     n.remove(e),
		})
	}
	return first, ignored
}

func (n *negotiation) remove(e *xmldoc.Element) *Fix {
	return &Fix{Title: "remove the httpContentNegotiation that does not count", Unsafe: true, Edits: []xmldoc.Edit{n.doc.Remove(e, false)}}
}

// report reports f, as an info where off is not a fault.
func (n *negotiation) report(f Finding) {
	f.Doc, f.Hint = n.doc, n.hint
	if n.calm {
		f.Severity = Info
	}
	n.p.Report(f)
}

// value judges the parameter that counts. Those that the server ignores and that
// say the same get the new value too.
func (n *negotiation) value(v value, ignored []value) {
	if readsOn(v) {
		return
	}
	f := Finding{Code: "off", Span: v.at.StartTag, Effect: n.effect}
	switch word := strings.TrimSpace(v.text); {
	case len(v.at.Children()) > 0:
		f.Message = "httpContentNegotiation contains an element instead of a word, which the server reads as off; " + target + " ships with true."
	case word == v.text && (strings.EqualFold(word, "false") || strings.EqualFold(word, "no") || word == "0"):
		f.Default = true
		f.Message = fmt.Sprintf("httpContentNegotiation is %s; "+target+" ships with true.", word)
	case readsOn(value{v.at, word}):
		f.Message = fmt.Sprintf("httpContentNegotiation is %s, which the server reads as off because of the blanks; "+target+" ships with true.", quoted(v.text))
	default:
		f.Message = fmt.Sprintf("httpContentNegotiation is %s, which the server reads as off: only true, yes and 1 are on. "+target+" ships with true.", quoted(v.text))
	}
	same := []*xmldoc.Element{v.at}
	for _, i := range ignored {
		if !readsOn(i) {
			same = append(same, i.at)
		}
	}
	f.Fix = setAll(n.doc, same, negotiationName, "true")
	n.report(f)
}

// readsOn is how axis2 reads the parameter.
func readsOn(v value) bool {
	return len(v.at.Children()) == 0 && (strings.EqualFold(v.text, "true") || strings.EqualFold(v.text, "yes") || v.text == "1")
}

func (n *negotiation) absent(root *xmldoc.Element, r found) {
	f := Finding{
		Code: "missing", Default: true, Span: root.StartTag,
		Message: "httpContentNegotiation is not set, which means off; " + target + " ships with true.",
		Effect:  n.effect,
		Fix:     &Fix{Title: "add httpContentNegotiation with true", Unsafe: n.unsafeInsert, Edits: []xmldoc.Edit{n.insert(root)}},
	}
	if r.state == commented {
		line, _ := n.doc.Position(r.comment.Start)
		f.Message = fmt.Sprintf("httpContentNegotiation is only in a comment (line %d), which means off; "+target+" ships with true.", line)
	}
	n.report(f)
}

// insert adds the parameter behind exposeServiceMetadata, where the stock file
// has it, or else behind the last parameter.
func (n *negotiation) insert(root *xmldoc.Element) xmldoc.Edit {
	const block = "<!-- Write a response in the media type that the Accept header of the request asks for. -->\n" +
		`<parameter name="` + negotiationName + `">true</parameter>`
	var after *xmldoc.Element
	for _, e := range root.ChildrenNamed("parameter") {
		if onlySometimes(n.doc, e) != nil {
			continue
		}
		after = e
		if e.AttrValue("name") == "exposeServiceMetadata" {
			break
		}
	}
	if after == nil {
		return n.doc.AppendChild(root, block)
	}
	return n.doc.InsertAfter(after.Span, "\n"+block)
}

// passThrough says where the pass-through transport is in use in the given
// files, "" when it is not.
func passThrough(files ...*xmldoc.Document) string {
	for _, doc := range files {
		for _, e := range append(doc.Find("/axisconfig/transportReceiver"), doc.Find("/axisconfig/transportSender")...) {
			if strings.Contains(e.AttrValue("class"), "PassThrough") {
				line, _ := doc.Position(e.Span.Start)
				return fmt.Sprintf("%s:%d", doc.Path, line)
			}
		}
	}
	return ""
}
