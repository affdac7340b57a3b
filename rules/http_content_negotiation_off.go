package rules

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"

	"github.com/carbonlint/carbonlint/internal/phrase"
	"github.com/carbonlint/carbonlint/internal/xmldoc"
)

// negotiation judges httpContentNegotiation in one of the two files that have it.
type negotiation struct {
	p   *Pass
	doc *xmldoc.Document
	// effect is what happens while the parameter is off, failure what happens
	// when axis2 refuses the file.
	effect, failure string
	// hint says what is not known about the home.
	hint string
	// calm is set where off is not a fault: findings are then infos.
	calm bool
	// unsafeInsert is set where the product ships without the parameter.
	unsafeInsert bool
}

// mediated adjusts the findings to a server that mediates the messages of t.
func (n *negotiation) mediated(t *transport) {
	n.calm, n.unsafeInsert = true, true
	n.effect = fmt.Sprintf("Nothing breaks: the %s transport is in use (%s), and products built on it ship with this off. With true, the back end would receive mediated messages in the media type of the client's Accept header.", t.name, t.at)
}

func (n *negotiation) judge() {
	root := n.doc.First("/axisconfig")
	if root == nil {
		return
	}
	n.nameless(root)
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
	}
	if len(r.counts) > 0 {
		reads := func(v value) string { return strconv.FormatBool(readsOn(v)) }
		for _, f := range r.repeats(n.doc, negotiationName, reads, n.remove) {
			n.report(f)
		}
	}
}

func (n *negotiation) remove(e *xmldoc.Element) *Fix {
	return &Fix{Title: "remove the httpContentNegotiation that does not count", Unsafe: true, Edits: []xmldoc.Edit{n.doc.Remove(e, false)}}
}

// report reports f, as an info where off is not a fault.
func (n *negotiation) report(f Finding) {
	f.Doc, f.Hint = n.doc, cmp.Or(n.hint, f.Hint)
	if n.calm {
		f.Severity = Info
	}
	n.p.Report(f)
}

// value judges the parameter that counts. The fix also changes ignored ones with the
// same meaning.
func (n *negotiation) value(v value, ignored []value) {
	if readsOn(v) {
		return
	}
	f := Finding{Code: "off", Span: v.at.StartTag, Effect: n.effect}
	switch word := strings.TrimSpace(v.text); {
	case len(v.at.Children()) > 0:
		f.Message = "httpContentNegotiation contains an element instead of text, which the server reads as off; " + target + " ships with true."
	case word == v.text && (strings.EqualFold(word, "false") || strings.EqualFold(word, "no") || word == "0"):
		f.Default = true
		f.Message = fmt.Sprintf("httpContentNegotiation is %s; "+target+" ships with true.", word)
	case readsOn(value{v.at, word}):
		f.Message = fmt.Sprintf("httpContentNegotiation is %s, which the server reads as off because of the blanks; "+target+" ships with true.", phrase.Quote(v.text))
	default:
		f.Message = fmt.Sprintf("httpContentNegotiation is %s, which the server reads as off: only true, yes and 1 turn it on. "+target+" ships with true.", phrase.Quote(v.text))
	}
	same := []*xmldoc.Element{v.at}
	for _, i := range ignored {
		if !readsOn(i) {
			same = append(same, i.at)
		}
	}
	if f.Fix = setAll(n.doc, same, negotiationName, "true"); f.Fix == nil {
		f.Hint = "Write only true between the tags."
	}
	n.report(f)
}

// readsOn is how axis2 reads the parameter.
func readsOn(v value) bool {
	return len(v.at.Children()) == 0 && (strings.EqualFold(v.text, "true") || strings.EqualFold(v.text, "yes") || v.text == "1")
}
