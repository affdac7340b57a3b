package rules

import (
	"strings"

	"github.com/carbonlint/carbonlint/internal/xmldoc"
)

// setting is the value that the server reads for a setting, or why it is not known.
// It is for values that a rule compares with others or copies, where a note of Pass.lookup
// at the setting itself would be wrong.
type setting struct {
	value string
	at    *xmldoc.Element // nil when it is not given
	why   string          // why the value cannot be known; "" when it can
}

// plain reports whether the value is given and known.
func (s setting) plain() bool { return s.at != nil && s.why == "" }

// readFirst reads such a setting from list: the first element that is not blank counts.
// Unlike Pass.lookup it notes nothing, and a value that depends on a template condition
// is not known.
func readFirst(doc *xmldoc.Document, name string, list []*xmldoc.Element) setting {
	for _, e := range list {
		value, why := text(doc, e)
		_, aliased := e.AttrNS(vaultNS, "secretAlias")
		// Worded so that masking does not mistake a word for a password.
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
