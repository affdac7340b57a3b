package rules_test

import (
	"strings"
	"testing"
)

// TestWrittenByCode holds each rule against code at the place of its setting: what may write it is not checked, what
// cannot is.
func TestWrittenByCode(t *testing.T) {
	for _, c := range []struct{ rule, file, text string }{
		{"http-content-negotiation", "axis2/axis2.xml", `<axisconfig>@<parameter name="a">b</parameter></axisconfig>`},
		{"tenant-http-content-negotiation", "axis2/tenant-axis2.xml", `<axisconfig>@<parameter name="a">b</parameter></axisconfig>`},
		{"version-resources-on-change", "registry.xml", `<wso2registry><a/>@</wso2registry>`},
		{"cascade-delete", "user-mgt.xml", `<UserManager><Realm><Configuration><Property name="a">b</Property>@</Configuration></Realm></UserManager>`},
		{"proxy-context-path", "carbon.xml", `<Server>@<Name>a</Name></Server>`},
		{"embedded-qpid-ports", "carbon.xml", `<Server><Ports><Offset>0</Offset>@</Ports></Server>`},
		{"embedded-qpid-ports", "carbon.xml", `<Server><Name>a</Name>@</Server>`},
		{"registry-keystore", "carbon.xml", `<Server><Security>@<KeyStore/></Security></Server>`},
		{"connector-keystore", "tomcat/catalina-server.xml", `<Server><Service>@<Connector port="9763"/></Service></Server>`},
		{"connector-keystore", "tomcat/catalina-server.xml", `<Server>@<Listener/></Server>`},
		{"default-auto-commit", "datasources/master-datasources.xml", `<datasources-configuration><providers/>@</datasources-configuration>`},
		{"default-auto-commit", "datasources/master-datasources.xml", `<datasources-configuration><datasources><!-- --><datasource/>@</datasources></datasources-configuration>`},
		{"default-auto-commit", "datasources/master-datasources.xml", `<datasources-configuration><datasources><datasource><name>a</name>@</datasource></datasources></datasources-configuration>`},
		{"default-auto-commit", "datasources/master-datasources.xml", `<datasources-configuration><datasources><datasource><definition type="RDBMS"><x/>@</definition></datasource></datasources></datasources-configuration>`},
		{"default-auto-commit", "datasources/master-datasources.xml", `<datasources-configuration><datasources><datasource><definition type="RDBMS"><configuration><url>a</url>@</configuration></definition></datasource></datasources></datasources-configuration>`},
	} {
		for code, may := range map[string]bool{
			"<% list.each { d -> context.render(d) } %>": true, "<% out.print(x) %>": true, "<%= x %>": true, "{% include 'x' %}": true,
			"{{ include \"x\" . }}": true, "{{> x }}": true, "${SETTINGS}": true, "@SETTINGS@": true,
			"<% x = f(1) %>": false, "{% set x = 1 %}": false, "{% if x %}{% endif %}": false, "<%# out.print(x) %>": false, "{# x #}": false, "<!-- ${x} -->": false,
		} {
			r := judge(t, c.rule, map[string]string{c.file: strings.Replace(c.text, "@", code, 1)})
			got := false
			for _, n := range r.NotJudged {
				got = got || strings.Contains(n.Reason, "may add elements to <")
			}
			if got != may {
				t.Errorf("%s: %s in %s: may write is %t: %+v", c.rule, code, c.text, got, r.NotJudged)
			}
		}
	}
}

// TestFixesInNamedLanguages holds a fix to what its text means in the language of the file: ${carbon.home} is Carbon's
// own in ERB, and code in Terraform and FreeMarker.
func TestFixesInNamedLanguages(t *testing.T) {
	carbon := `<Server><Security><KeyStore><Location>${carbon.home}/a.jks</Location><Type>JKS</Type><Password>p</Password><KeyPassword>p</KeyPassword></KeyStore></Security></Server>`
	catalina := `<Server><Service><Connector port="9443" SSLEnabled="true"/></Service></Server>`
	for suffix, fixed := range map[string]bool{"": true, ".erb": true, ".in": true, ".ejs": true, ".tftpl": false, ".ftl": false, ".vm": false} {
		name := "tomcat/catalina-server.xml" + suffix
		h := judge(t, "connector-keystore", map[string]string{"carbon.xml": carbon, name: catalina})
		if len(h.Findings) != 1 || h.Findings[0].Fix != nil != fixed {
			t.Errorf("%q: a fix is %t: %+v", suffix, !fixed, h.Findings)
		}
	}
}

// TestBranchesInNamedLanguages holds that a setting under a condition is one in every language.
func TestBranchesInNamedLanguages(t *testing.T) {
	for suffix, arms := range map[string][3]string{
		".vm":    {"#if($a)", "#else", "#end"},
		".ftl":   {"<#if a>", "<#else>", "</#if>"},
		".tftpl": {"%{ if a }", "%{ else }", "%{ endif }"},
		".ejs":   {"<% if (a) { %>", "<% } else { %>", "<% } %>"},
		".gsp":   {"<% if (a) { %>", "<% } else { %>", "<% } %>"},
	} {
		const on, off = "<versionResourcesOnChange>true</versionResourcesOnChange>", "<versionResourcesOnChange>false</versionResourcesOnChange>"
		for _, c := range []struct {
			text                string
			findings, notJudged int
		}{
			{arms[0] + on + arms[1] + off + arms[2], 1, 0},
			{arms[0] + off + arms[1] + off + arms[2], 0, 0},
			{arms[0] + off + arms[2] + on, 0, 1},
		} {
			r := judge(t, "version-resources-on-change", map[string]string{"registry.xml" + suffix: "<wso2registry>" + c.text + "</wso2registry>"})
			if len(r.Findings) != c.findings || len(r.NotJudged) != c.notJudged {
				t.Errorf("%s: %s: %+v, not judged %+v", suffix, c.text, r.Findings, r.NotJudged)
			}
		}
	}
}
