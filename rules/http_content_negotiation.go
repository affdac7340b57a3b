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
send an Accept header, browsers among them. Turning on a parameter that somebody turned off, or wrote so that it reads as off,
and removing one that does not count are unsafe, and so is adding it where the pass-through transport is in use.`,
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
	// calm is set where off is no fault.
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
	list := root.ChildrenNamed("parameter")
	var named []*xmldoc.Element
	for _, e := range list {
		if e.AttrValue("name") == negotiationName {
			named = append(named, e)
		}
	}
	counts, replaced, unsure := lastCounts(n.doc, named)
	switch {
	case unsure != nil:
		n.p.CannotJudge(n.doc, unsure.Span, "httpContentNegotiation is given more than once, and here only under "+onlySometimes(n.doc, unsure).String())
		return
	case len(counts) == 0:
		n.absent(root, list)
		return
	case len(replaced) > 0:
		counts, replaced = n.locked(named)
	case !everyCase(n.doc, counts):
		n.p.CannotJudge(n.doc, counts[0].Span, "httpContentNegotiation is there only under "+onlySometimes(n.doc, counts[0]).String())
	}
	for _, e := range counts {
		on, ok := n.value(e, replaced)
		for _, r := range replaced {
			if ok {
				n.replaced(r, e, on)
			}
		}
	}
}

// locked sorts out parameters that are all there: a locked one keeps its value,
// else the last counts. A second locked one is refused.
func (n *negotiation) locked(named []*xmldoc.Element) (counts, replaced []*xmldoc.Element) {
	first := named[0]
	for _, e := range named[1:] {
		if first.AttrValue("locked") != "true" {
			replaced, first = append(replaced, first), e
			continue
		}
		if e.AttrValue("locked") != "true" {
			replaced = append(replaced, e)
			continue
		}
		line, _ := n.doc.Position(first.Span.Start)
		f := Finding{
			Severity: Error, Doc: n.doc, Span: e.StartTag,
			Message: fmt.Sprintf("httpContentNegotiation is given again and locked, and the one at line %d is locked already, which axis2 refuses.", line),
			Effect:  n.failure,
			Fix:     n.remove(e),
		}
		n.p.Report(f)
	}
	return []*xmldoc.Element{first}, replaced
}

func (n *negotiation) remove(e *xmldoc.Element) *Fix {
	return &Fix{Title: "remove the httpContentNegotiation that does not count", Unsafe: true, Edits: []xmldoc.Edit{n.doc.Remove(e, false)}}
}

// report reports f, as worth knowing only where off is no fault.
func (n *negotiation) report(f Finding) {
	f.Doc, f.Hint = n.doc, n.hint
	if n.calm {
		f.Severity = Info
	}
	n.p.Report(f)
}

// value judges the parameter that counts and says how the server reads it; ok
// is false when that cannot be known. Those that it replaces and that say the
// same are to go on saying the same.
func (n *negotiation) value(e *xmldoc.Element, replaced []*xmldoc.Element) (on, ok bool) {
	value, why := text(n.doc, e)
	if why != "" {
		n.p.CannotJudge(n.doc, e.Span, why)
		return false, false
	}
	if readsOn(e, value) {
		return true, true
	}
	f := Finding{Span: e.StartTag, Effect: n.effect}
	switch word := strings.TrimSpace(value); {
	case len(e.Children()) > 0:
		f.Message = "httpContentNegotiation holds an element where a word is expected, which the server reads as off; 4.4.3 ships with true."
	case word == value && (strings.EqualFold(word, "false") || strings.EqualFold(word, "no") || word == "0"):
		f.Message = fmt.Sprintf("httpContentNegotiation is %s; 4.4.3 ships with true.", word)
	case readsOn(e, word):
		f.Message = fmt.Sprintf("httpContentNegotiation is %s, which the server reads as off because of the blanks; 4.4.3 ships with true.", quoted(value))
	default:
		f.Message = fmt.Sprintf("httpContentNegotiation is %s, which the server reads as off: only true, yes and 1 are on. 4.4.3 ships with true.", quoted(value))
	}
	same := []*xmldoc.Element{e}
	for _, r := range replaced {
		if value, why := text(n.doc, r); why == "" && !readsOn(r, value) {
			same = append(same, r)
		}
	}
	f.Fix = setAll(n.doc, same, negotiationName, "true")
	n.report(f)
	return false, true
}

// readsOn is how axis2 reads the parameter.
func readsOn(e *xmldoc.Element, value string) bool {
	return len(e.Children()) == 0 && (strings.EqualFold(value, "true") || strings.EqualFold(value, "yes") || value == "1")
}

// replaced judges a parameter e that does not count beside one that does.
func (n *negotiation) replaced(e, by *xmldoc.Element, on bool) {
	value, why := text(n.doc, e)
	if why != "" {
		n.p.CannotJudge(n.doc, e.Span, why)
		return
	}
	if readsOn(e, value) == on {
		return
	}
	line, _ := n.doc.Position(by.Span.Start)
	which := "the last one counts"
	if by.Span.Start < e.Span.Start {
		which = "that one counts because it is locked"
	}
	n.report(Finding{
		Span:    e.StartTag,
		Message: fmt.Sprintf("httpContentNegotiation is given at line %d too, with another value, and %s: the server reads it as %s.", line, which, map[bool]string{true: "on", false: "off"}[on]),
		Effect:  "What stands here has no effect.",
		Fix:     n.remove(e),
	})
}

func (n *negotiation) absent(root *xmldoc.Element, list []*xmldoc.Element) {
	for _, e := range list {
		if a, ok := e.Attr("name"); ok && n.doc.Template().Touches(a.ValueSpan.Start, a.ValueSpan.End) {
			n.p.CannotJudge(n.doc, e.Span, "the name of a parameter is given by template code, and may be httpContentNegotiation")
			return
		}
	}
	if n.p.noteWriter(n.doc, root, negotiationName) {
		return
	}
	f := Finding{
		Span:    root.StartTag,
		Message: "httpContentNegotiation is not set, which reads as off; 4.4.3 ships with true.",
		Effect:  n.effect,
		Fix:     &Fix{Title: "add httpContentNegotiation with true", Unsafe: n.unsafeInsert, Edits: []xmldoc.Edit{n.insert(root, list)}},
	}
	if s, ok := commentedNamed(n.doc, "parameter", negotiationName); ok {
		line, _ := n.doc.Position(s.Start)
		f.Message = fmt.Sprintf("httpContentNegotiation is only in a comment (line %d), which reads as off; 4.4.3 ships with true.", line)
	}
	n.report(f)
}

// insert adds the parameter behind exposeServiceMetadata, where the stock file
// has it, or else behind the last parameter.
func (n *negotiation) insert(root *xmldoc.Element, list []*xmldoc.Element) xmldoc.Edit {
	const block = "<!-- Write a response in the media type that the Accept header of the request asks for. -->\n" +
		`<parameter name="` + negotiationName + `">true</parameter>`
	var after *xmldoc.Element
	for _, e := range list {
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
