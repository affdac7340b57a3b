// Package suppress knows which findings a comment or the configuration file
// suppresses. It reports suppressions that lack a reason, that have expired, or that
// match no finding.
package suppress

import "github.com/carbonlint/carbonlint/rules"

// Rule is the rule for findings about suppressions. It runs after all others: its
// Check does nothing, and [Set.Review] reports its findings.
var Rule = &rules.Rule{
	ID:       "suppression",
	Title:    "a suppression without a reason, expired, or without a finding",
	Severity: rules.Warning,
	Doc: rules.Doc{
		What: `Comments of the form carbonlint-ignore RULE: reason in XML files and templates, and the entries under suppress in
carbonlint's configuration file. A comment applies to the next element and everything in it. Before the outermost element it applies
to the whole file. Commas separate several rules. The reason may end with until and a date, the last day on which the comment
applies. Errors that mean lost data can only be suppressed in the configuration file.`,
		Runtime: `The server does not read any of this. An invalid suppression leaves findings in the report that somebody meant to
suppress. An unused one may hide a later problem.`,
		Fix: `Safe: the fix removes a comment that suppresses nothing, or the rule from its list, because no finding depends on it.
Everything else needs somebody's decision.`,
		Source: "carbonlint itself.",
		Before: `<!-- carbonlint-ignore version-resources-on-change: audits need the history until 2027-03-31 -->
<versionResourcesOnChange>false</versionResourcesOnChange>`,
		After: `<versionResourcesOnChange>false</versionResourcesOnChange>`,
	},
	Check: func(*rules.Pass) {},
}
