package rules

import (
	"fmt"

	"github.com/carbonlint/carbonlint/internal/xmldoc"
)

var tenantAxis2Location = &Rule{
	ID:       "tenant-axis2-location",
	Title:    "tenant-axis2.xml lies in tomcat, where the server does not look",
	Severity: Warning,
	Settings: []Settings{{"tomcat/tenant-axis2.xml", []string{""}}},
	Doc: Doc{
		What: `A tenant-axis2.xml in the tomcat folder of the configuration, where the upgrade guide puts it.`,
		Runtime: `The server sets tenants up from axis2/tenant-axis2.xml and from no other file. What is changed in the tomcat folder
has no effect, and no message says so.`,
		Fix:    `There is none: carbonlint moves no files. Carry the settings over to axis2/tenant-axis2.xml and delete this file.`,
		Source: `TenantAxisConfigurator.java:324-331.`,
		Before: `<parameter name="httpContentNegotiation">true</parameter>`,
		After:  `<parameter name="httpContentNegotiation">true</parameter>`,
	},
	Check: checkTenantAxis2Location,
}

func checkTenantAxis2Location(p *Pass) {
	f := p.Home.File("tomcat/tenant-axis2.xml")
	if f == nil || f.Doc == nil {
		return
	}
	var at xmldoc.Span
	if root := f.Doc.Root(); root != nil {
		at = root.StartTag
	}
	hint := "There is no axis2/tenant-axis2.xml here: move this file there."
	if g := p.Home.File("axis2/tenant-axis2.xml"); g != nil {
		hint = fmt.Sprintf("%s is the one that counts: copy the changes of this file to it, then delete this file.", g.Path)
	}
	p.Report(Finding{
		Code: "misplaced", Doc: f.Doc, Span: at,
		Message: "tenant-axis2.xml is in tomcat, where the upgrade guide puts it; the server reads only the one in axis2.",
		Effect:  "This file has no effect on any tenant.",
		Hint:    hint,
	})
}
