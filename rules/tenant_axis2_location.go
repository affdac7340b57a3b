package rules

import (
	"fmt"

	"github.com/carbonlint/carbonlint/internal/xmldoc"
)

var tenantAxis2Location = &Rule{
	ID:       "tenant-axis2-location",
	Title:    "tenant-axis2.xml is in tomcat, where the server does not look",
	Severity: Warning,
	Settings: []Settings{{"tomcat/tenant-axis2.xml", []string{""}}},
	Doc: Doc{
		What: `A tenant-axis2.xml in the tomcat folder of the configuration, where the upgrade guide puts it.`,
		Runtime: `The server sets up tenants only from axis2/tenant-axis2.xml. Changes to the file in the tomcat folder have no
effect, and the server logs nothing about it.`,
		Fix:    `There is no fix: carbonlint does not move files. Copy the settings to axis2/tenant-axis2.xml and delete this file.`,
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
	hint := "Move this file to axis2/tenant-axis2.xml, which does not exist."
	if g := p.Home.File("axis2/tenant-axis2.xml"); g != nil {
		hint = fmt.Sprintf("Copy the changes of this file to %s, which the server reads, then delete this file.", g.Path)
	}
	p.Report(Finding{
		Code: "misplaced", Doc: f.Doc, Span: at,
		Message: "tenant-axis2.xml is in tomcat, where the upgrade guide puts it; the server reads only the file in axis2.",
		Effect:  "This file has no effect on any tenant.",
		Hint:    hint,
	})
}
