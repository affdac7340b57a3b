package rules

import (
	"path"
	"slices"
	"strings"

	"github.com/carbonlint/carbonlint/internal/home"
	"github.com/carbonlint/carbonlint/internal/xmldoc"
)

// stockQpidPorts are the ports that servers shipped with.
var stockQpidPorts = []struct{ name, port string }{{"BrokerPort", "5672"}, {"BrokerSSLPort", "8672"}}

// qpidPorts names what differs from the stock file, and what is not known.
func qpidPorts(p *Pass, doc *xmldoc.Document, e *xmldoc.Element) (changed, unknown []string) {
	for _, stock := range stockQpidPorts {
		r := p.lookup(wanted{
			name: stock.name, doc: doc, parent: e, given: e.ChildrenNamed(stock.name), firstCounts: true, optional: true,
		})
		other := func(v value) bool { return strings.TrimSpace(v.text) != stock.port }
		switch {
		case slices.ContainsFunc(r.counts, other):
			changed = append(changed, stock.name)
		case r.unknown || r.state == undecided:
			unknown = append(unknown, stock.name)
		}
	}
	for _, c := range e.Children() {
		if c.Name() != stockQpidPorts[0].name && c.Name() != stockQpidPorts[1].name {
			changed = append(changed, c.Name())
		}
	}
	return changed, unknown
}

// brokerFile is a file of conf that only a broker product has, "" where there is none.
func brokerFile(h *home.Home) string {
	for _, name := range []string{"advanced/qpid-config.xml", "advanced/andes-config.xml", "qpid-config.xml", "andes-config.xml"} {
		if f := h.File(name); f != nil {
			return f.Path
		}
		if at := path.Join(h.ConfDir, name); h.Has(at) {
			return at
		}
	}
	return ""
}
