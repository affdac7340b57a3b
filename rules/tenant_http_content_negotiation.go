package rules

import (
	"slices"
	"strings"

	"github.com/carbonlint/carbonlint/internal/home"
)

var tenantHTTPContentNegotiation = &Rule{
	ID:       "tenant-http-content-negotiation",
	Title:    "tenant-axis2.xml: responses of tenants' services follow the Accept header of the request",
	Since:    home.V430,
	Severity: Warning,
	Files:    []string{"axis2/tenant-axis2.xml"},
	Settings: []Settings{{"axis2/tenant-axis2.xml", []string{"[httpContentNegotiation]"}}},
	Guide:    []GuideItem{{Setting: "httpContentNegotiation", File: "axis2/tenant-axis2.xml"}},
	Doc: Doc{
		What: `The parameter httpContentNegotiation directly below axisconfig in axis2/tenant-axis2.xml. The server sets up every tenant
except the super tenant from this file. Stock servers have false up to 4.2.0 and true from 4.3.0 on. The guide names the file in the
tomcat folder, where the server does not look: see tenant-axis2-location.`,
		Runtime: `The same as in axis2.xml, for the services of tenants. If it is on, a response has the media type that the Accept
header asks for; if it is off, the content type of its request. http-content-negotiation explains which values are on, and which of
two parameters counts.

Products built on the pass-through or the NHTTP transport ship with false: see http-content-negotiation. A parameter without a
name keeps every tenant from being loaded. In a server without tenants, nothing reads the file.`,
		Fix: `Adding the parameter if the file does not have it is safe: it is the stock value. Turning on one that is false is unsafe:
it may be the old default or somebody's choice, and responses of tenants' services change.`,
		Source: `TenantAxisConfigurator.java:324-331; Axis2: MessageProcessorSelector.java:88-113, JavaUtils.java:248-253,
DescriptionBuilder.java:523-528.`,
		Before: `<parameter name="httpContentNegotiation">false</parameter>`,
		After:  `<parameter name="httpContentNegotiation">true</parameter>`,
	},
	Check: checkTenantHTTPContentNegotiation,
}

func checkTenantHTTPContentNegotiation(p *Pass) {
	n := negotiation{
		p: p, doc: p.Home.Doc("axis2/tenant-axis2.xml"),
		effect:  "A response of a tenant's service has the content type of its request: a client whose Accept header asks for JSON gets XML or SOAP.",
		failure: "The server cannot load any tenant.",
	}
	axis2 := p.Home.Doc("axis2/axis2.xml")
	if axis2 == nil {
		n.hint = "With the pass-through or NHTTP transport, false is the product's own choice. carbonlint cannot tell whether either is in use: " + filesUnread(p.Home, "axis2/axis2.xml") + "."
	}
	if t := mediation(append(readings(axis2), n.doc)...); t != nil {
		n.mediated(t)
	} else if noTenants(p.Home) {
		n.calm = true
		n.effect = "Nothing happens while repository/tenants is empty: only services of tenants use this."
	}
	n.judge()
}

// noTenants reports whether h has the directory of tenants and it is empty, except for
// a hidden file that keeps it in git.
func noTenants(h *home.Home) bool {
	const dir = "repository/tenants"
	return h.Has(dir) && !slices.ContainsFunc(h.Entries(dir), func(name string) bool { return !strings.HasPrefix(name, ".") })
}
