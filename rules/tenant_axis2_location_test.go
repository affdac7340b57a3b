package rules_test

import (
	"strings"
	"testing"
)

func TestTenantAxis2Location(t *testing.T) {
	const found = " warning tenant-axis2.xml is in tomcat, where the upgrade guide puts it; the server reads only the one in axis2.\n"
	tests := []struct {
		name  string
		files map[string]string
		want  string
		hint  string
	}{
		{"in its place", map[string]string{"axis2/tenant-axis2.xml": axis("")}, "", ""},
		{"in neither", map[string]string{"axis2/axis2.xml": axis("")}, "", ""},
		{"in tomcat", map[string]string{"tomcat/tenant-axis2.xml": "<!-- a -->\n" + axis("")}, "2:1" + found, "There is no axis2/tenant-axis2.xml here"},
		{"in both", map[string]string{"tomcat/tenant-axis2.xml": axis(""), "axis2/tenant-axis2.xml": axis("")}, "1:1" + found, "repository/conf/axis2/tenant-axis2.xml is the one that counts"},
		{"not well-formed", map[string]string{"tomcat/tenant-axis2.xml": "\n<axisconfig>"}, "1:1" + found, "There is no axis2/tenant-axis2.xml here"},
		{"a template", map[string]string{"tomcat/tenant-axis2.xml.erb": axis("<%= @x %>")}, "1:1" + found, "There is no axis2/tenant-axis2.xml here"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := judge(t, "tenant-axis2-location", tt.files)
			if got := inShort(r); got != tt.want {
				t.Errorf("got\n%swant\n%s", got, tt.want)
			}
			for _, f := range r.Findings {
				if !strings.HasPrefix(f.Hint, tt.hint) {
					t.Errorf("hint %q", f.Hint)
				}
			}
		})
	}
}
