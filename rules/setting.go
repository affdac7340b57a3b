package rules

import (
	"strings"

	"github.com/carbonlint/carbonlint/internal/xmldoc"
)

// setting is the one value that the server reads for a setting, or why it cannot be
// known. Rules that compare it or copy it say so themselves.
type setting struct {
	value string
	at    *xmldoc.Element // nil when it is not given
	why   string          // why the value cannot be known; "" when it can
}

// plain reports whether the value is given and known.
func (s setting) plain() bool { return s.at != nil && s.why == "" }

// single is lookup for such a setting, which list gives: of several, the first that is
// not blank counts. It notes nothing. A value that depends on a template condition is
// not known.
func single(doc *xmldoc.Document, name string, list []*xmldoc.Element) setting {
	for _, e := range list {
		value, why := text(doc, e)
		_, aliased := e.AttrNS(vaultNS, "secretAlias")
		// These words are chosen so that masking does not take them for a password.
		switch cond := doc.ConditionOf(e); {
		case aliased:
			why = name + " comes from Secure Vault"
		case why != "":
			why = name + " comes from a template or a placeholder"
		case cond != nil:
			why = name + " depends on a template: " + cond.String()
		case strings.TrimSpace(value) == "":
			continue
		}
		return setting{value, e, why}
	}
	return setting{}
}
