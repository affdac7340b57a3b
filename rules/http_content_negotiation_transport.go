package rules

import (
	"fmt"
	"strings"

	"github.com/carbonlint/carbonlint/internal/xmldoc"
)

// transport is a transport of an ESB, whose messages are mediated.
type transport struct {
	name string // "pass-through" or "NHTTP"
	at   string // file and line
}

// mediatingTransports are those of Synapse, by a part of their class names:
// org.apache.synapse.transport.passthru.PassThroughHttpListener and
// org.apache.synapse.transport.nhttp.HttpCoreNIOListener, and those beside them.
var mediatingTransports = []struct{ class, name string }{
	{"PassThrough", "pass-through"},
	{"HttpCoreNIO", "NHTTP"},
}

// mediation is the first transport in files whose messages are mediated; nil where
// there is none.
func mediation(files ...*xmldoc.Document) *transport {
	for _, doc := range files {
		for _, e := range transports(doc) {
			for _, m := range mediatingTransports {
				if strings.Contains(e.AttrValue("class"), m.class) {
					line, _ := doc.Position(e.Span.Start)
					return &transport{m.name, fmt.Sprintf("%s:%d", doc.Path, line)}
				}
			}
		}
	}
	return nil
}

// transports are those of an axis2 configuration.
func transports(doc *xmldoc.Document) []*xmldoc.Element {
	return append(doc.Find("/axisconfig/transportReceiver"), doc.Find("/axisconfig/transportSender")...)
}
