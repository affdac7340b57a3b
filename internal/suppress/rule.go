// Package suppress knows which findings somebody decided to leave as they are,
// by a comment in the file or an entry of the configuration file, and finds
// fault with such decisions: without a reason, expired, or about nothing.
package suppress

import "github.com/carbonlint/carbonlint/rules"

// Rule is the rule whose findings are about suppressions. It comes after all
// others: its Check does nothing, [Set.Review] reports what it finds.
var Rule = &rules.Rule{
	ID:       "suppression",
	Title:    "a suppression without reason, expired, or of nothing",
	Severity: rules.Warning,
	Doc: rules.Doc{
		What: `Comments of the form carbonlint-ignore RULE: reason in XML files and templates, and the entries under suppress in
the configuration file of carbonlint. A comment holds for the element that follows it, with everything in it; before the
outermost element it holds for the whole file. Several rules are separated by commas. The reason may end in until and a date, the
last day on which the comment holds. Errors that mean lost data can be suppressed in the configuration file only.`,
		Runtime: `The server reads none of this. A suppression that does not hold leaves findings in the report that somebody meant to
be gone; one that is left over may hide a problem that comes later.`,
		Fix: `Where a comment suppresses nothing, the fix removes it, or the rule from its list, which is safe: no finding depends on
it. All else takes somebody's decision.`,
		Source: "carbonlint itself.",
		Before: `<!-- carbonlint-ignore version-resources-on-change: audits need the history until 2027-03-31 -->
<versionResourcesOnChange>false</versionResourcesOnChange>`,
		After: `<versionResourcesOnChange>false</versionResourcesOnChange>`,
	},
	Check: func(*rules.Pass) {},
}
