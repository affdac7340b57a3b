package rules

import "github.com/carbonlint/carbonlint/internal/home"

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
		What: `The parameter httpContentNegotiation directly below axisconfig in axis2/axis2.xml. Stock servers have it, set to true,
from 4.3.0 on. The copy in axis2_client.xml is false in every release and is not checked. The rule also reports a parameter of the
file, or of a transport in it, that has no name.`,
		Runtime: `If it is on, the server writes a response in the first media type of the request's Accept header for which axis2.xml
registers a messageFormatter. text/xml in that header does not count, nor does anything after its first semicolon. If it is off, a
response has the content type of its request: a client that asks for application/json gets XML or SOAP.

true and yes, in any case, and 1 are on. Everything else is off, without a message, including a value with blanks around it and an
element inside the parameter. If there are two parameters, the last counts, unless the first has locked="true": then the first
counts, and a second locked one keeps the server from starting. So does a parameter without a name.

With the pass-through or the NHTTP transport, as in an ESB, the same code chooses the type of a message that the server builds for
mediation. With true, that is the first type of the client's Accept header, and the back end receives the message in it. Products
built on these transports ship without the parameter, and nothing breaks without it.`,
		Fix: `Safe: adding the parameter if the file does not have it, because true is the stock value. It does change the responses
for clients that send an Accept header, including browsers. Also safe: removing a parameter with the same meaning as the one that
counts. Unsafe: turning on a parameter that somebody turned off or that reads as off, removing one with another meaning, and adding
the parameter if the pass-through or the NHTTP transport is in use.`,
		Source: `Axis2: MessageProcessorSelector.java:88-113, BuilderUtil.java:707-732, JavaUtils.java:248-253,
DescriptionBuilder.java:511-577, AxisConfigBuilder.java:89-101. Synapse: DeferredMessageBuilder asks the selector of Axis2. The
stock default came with CARBON-14565.`,
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
	if t := mediation(n.doc); t != nil {
		n.mediated(t)
	}
	n.judge()
}
