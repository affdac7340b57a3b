package rules

import (
	"errors"
	"fmt"
	"path"

	"github.com/carbonlint/carbonlint/internal/home"
	"github.com/carbonlint/carbonlint/internal/xmldoc"
)

var xmlSyntax = &Rule{
	ID:         "xml-syntax",
	Title:      "a file is not well-formed XML, or not the file that its name says",
	Severity:   Error,
	Namespaces: true,
	Doc: Doc{
		What: `Every .xml file of the configuration must be well-formed. The files that every server has must have the right root
element, and not contain, for example, an HTML page, JSON or an unresolved merge conflict. In files that the server reads with
namespaces, every prefix must be declared.`,
		Runtime: `Most of the files that the server reads at start keep it from starting if it cannot read them. For catalina-server.xml
it only logs the error, and opens no port for the management console and the services. No other rule checks such a file: that it has
no other findings means nothing.`,
		Fix: `There is no fix: only its author knows what the file should contain. In a template, the message is about the file without
its template code.`,
		Source: `ServerConfiguration.java:254-271; RealmConfigXMLProcessor.java:563-586; RegistryConfigurationProcessor.java:82-407;
AxisConfigBuilder.java:89-101; DataSourceManager.java:149-191; CarbonTomcat.java:67-93.`,
		Before: `<Name>Example Server</Nme>`,
		After:  `<Name>Example Server</Name>`,
	},
	Check: checkXMLSyntax,
}

// carbonNS is the namespace of carbon.xml, by which its <Server> differs from Tomcat's.
const carbonNS = "http://wso2.org/projects/carbon/carbon.xml"

func checkXMLSyntax(p *Pass) {
	for _, f := range p.Home.Files() {
		if f.Doc == nil {
			continue // not XML, or not read: the report says so
		}
		k := knownFile(f.Conf)
		switch syn := (*xmldoc.SyntaxError)(nil); {
		case errors.As(f.Err, &syn):
			p.Report(brokenFile(f, k, syn))
		case f.Err != nil || k == nil:
		default:
			if k.root != "" && !rightRoot(p, f, k) {
				continue
			}
			if k.namespaces {
				checkNamespaces(p, f, k)
			}
		}
	}
}

// brokenFile is the finding for a file that is not well-formed.
func brokenFile(f *home.File, k *known, syn *xmldoc.SyntaxError) Finding {
	out := Finding{
		Code: "not-well-formed", Doc: f.Doc, Span: xmldoc.Span{Start: syn.Offset, End: syn.Offset},
		Hint: "Correct it, then check again: until then no other rule checks the file.",
	}
	if k != nil {
		out.Effect = k.effect
	} else {
		out.Severity = Warning
		out.Effect = "Whatever reads the file gets an error. Nothing else in it was checked."
	}
	if what, hint, at := notXML(f.Doc); what != "" {
		out.Code, out.Hint = "not-xml", hint
		out.Span = xmldoc.Span{Start: at, End: at}
		out.Message = fmt.Sprintf("%s %s.", path.Base(f.Conf), what)
		return out
	}
	msg := syn.Msg
	out.Unshown = !namesTags(msg)
	if out.Unshown || nearSecret(f.Doc, syn.Offset) || syn.Opened >= 0 && nearSecret(f.Doc, syn.Opened) {
		msg = nameless(msg)
	}
	if f.Doc.Template() != nil {
		out.Severity = Warning
		out.Message = fmt.Sprintf("%s without its template code is not well-formed XML: %s.", path.Base(f.Conf), msg)
		out.Effect = "carbonlint cannot check the file. Whether the server can read it is known only when the template is rendered."
		out.Hint = "Check the rendered file."
		return out
	}
	out.Message = fmt.Sprintf("%s is not well-formed XML: %s.", path.Base(f.Conf), msg)
	return out
}
