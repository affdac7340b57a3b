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
		What: `The parameter httpContentNegotiation directly below axisconfig in axis2/axis2.xml. Stock servers have it, at true, from
4.3.0 on. The copy in axis2_client.xml is false in every release and is not judged. Also a parameter of the file or of a transport
that has no name.`,
		Runtime: `With it a response is written in the first media type of the request's Accept header for which axis2.xml
registers a messageFormatter; text/xml in that header does not count, nor does anything behind its first semicolon. Without it,
a response has the content type of its request, so that a client that asks for application/json gets XML or SOAP.

The server takes true and yes, in any case, and 1 for on. All else is off, without a message: a value with blanks around it too,
and an element inside the parameter. Of two parameters the last counts, but where the first is locked="true" that one does, and
a second locked one keeps the server from starting. So does a parameter without a name.

With the pass-through or the NHTTP transport, as in an ESB, the server asks the same code for the type of a message that it
builds for mediation. With true that type is the first of the client's Accept header, and the message goes to the back end in it.
Products built on these transports ship without the parameter, and nothing breaks without it.`,
		Fix: `Adding the parameter where the file says nothing is safe: it is the stock value. It does change what clients get that
send an Accept header, browsers among them. Removing one that says the same as the one that counts is safe. Unsafe: turning on a
parameter that somebody turned off or that reads as off, removing one that says something else, and adding it where the
pass-through or the NHTTP transport is in use.`,
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
