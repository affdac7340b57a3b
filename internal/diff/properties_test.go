package diff

import (
	"fmt"
	"testing"
)

func TestProperties(t *testing.T) {
	tests := []struct{ name, file, old, new, want string }{
		{"order and layout", "a.properties", "a=1\nb=2,\\\n  3\n", "# x\n\nb : 2,3\r\na=1", ""},
		{"changed, added, removed", "a.properties", "a=1\nb=2\n", "a=x\nc=3\n", "changed a \"1\" \"x\"\nremoved b \"2\"\nadded c \"3\"\n"},
		{"states", "a.properties", "#a=1\nb=2\n", "a=1\n#b=3\n#c=4", "changed a [commented out -> active] \"1\" \"1\"\nchanged b [active -> commented out] \"2\" \"3\"\nadded c [absent -> commented out] \"4\"\n"},
		{"the last of two counts", "a.properties", "a=1\na=2\n", "a=2\na=1\n", "changed a \"2\" \"1\"\n"},
		{"the first of two does not", "a.properties", "a=1\na=2\n", "a=3\na=2\n", ""},
		{"two values swapped", "a.properties", "a=1\nb=2\n", "a=2\nb=1\n", "changed a \"1\" \"2\"\nchanged b \"2\" \"1\"\n"},
		{"a key renamed", "a.properties", "a=1\nb=2\n", "a=1\nc=2\n", "removed b \"2\"\nadded c \"2\"\n"},
		{"two levels swapped", "log4j.properties", "log4j.logger.a=INFO\nlog4j.logger.b=WARN\n", "log4j.logger.a=WARN\nlog4j.logger.b=INFO\n", "changed log4j.logger.a \"INFO\" \"WARN\"\nchanged log4j.logger.b \"WARN\" \"INFO\"\n"},
		{
			"two states swapped", "a.properties", "#a=1\nb=1\n", "a=1\n#b=1\n",
			"changed a [commented out -> active] \"1\" \"1\"\nchanged b [active -> commented out] \"1\" \"1\"\n",
		},
		{"two lists swapped", "etc/launch.ini", "a=1,2\nb=3\n", "a=3\nb=2,1\n", "changed a \"1,2\" \"3\"\nchanged b \"3\" \"2,1\"\n"},
		{"template", "log4j.properties.j2", "a={{ x }}\nb=1\n", "b=1\n{# remark #}\na={{x}}\n", ""},
		{"template condition", "a.properties", "{% if x %}\na=1\n{% else %}\na=2\n{% endif %}\n", "{% if y %}\na=1\n{% else %}\na=3\n{% endif %}\n", "changed a/condition() \"if x\" \"if y\"\nchanged a[2]/condition() \"else of if x\" \"else of if y\"\nchanged a[2] \"2\" \"3\"\n"},
		{"template variable", "a.properties.erb", "<% x = 1 %>\na=<%= x %>\n", "<% x = 2 %>\na=<%= x %>\n", "changed code() \"<% x = 1 %>\" \"<% x = 2 %>\"\n"},
		{"template lines", "a.properties.erb", "<% m.each do |k| %><%= k %>=1\n<% end %>\n", "<% m.each do |k| %>\n<%= k %>=2\n<% end %>\n", "removed <%= k %>=1 \"\"\nadded <%= k %>=2 \"\"\n"},
		{"sections", "a.ini", "[s]\na=1\n[t]\na=2\n", "[t]\na=1\n[s]\na=1\n", "changed [t]/a \"2\" \"1\"\n"},
		{"blanks at the end count", "a.properties", "a=1\n", "a=1 \n", "changed a \"1\" \"1 \"\n"},
		{"vault", "security/cipher-text.properties", "x=[one]\n#y=[one]\n", "x=[two]\n#y=[two]\n", "changed x \"*****\" \"*****\" hidden\nchanged y [commented out -> commented out] \"*****\" \"*****\" hidden\n"},
		{"password", "a.properties", "db.password=one\n", "db.password=two\n", "changed db.password \"*****\" \"*****\" hidden\n"},
		{"values with a comma elsewhere", "a.properties", "a=1,2\n", "a=2,1\n", "changed a \"1,2\" \"2,1\"\n"},
		{"lists are sets", "etc/launch.ini", "a=1,\\\n2 ,\\\n3\n", "a=3,2,1,1\n", ""},
		{"list", "etc/launch.ini", "a=1,2,3\nb=1\n", "a=4,3,2\nb=2\n", "changed a \"1,2,3\" \"4,3,2\"\nchanged b \"1\" \"2\"\n"},
	}
	for _, tt := range tests {
		checkCases(t, tt.file, []diffCase{{tt.name, tt.old, tt.new, tt.want}})
	}
	list := compared(t, "launch.ini", "a=1,2,3\nb=1", "a=4,3,2\nb=2", Options{})
	if got := fmt.Sprint(list[0].Old.Only, list[0].New.Only, list[1].Old.Only, list[1].New.Only); got != "[1] [4] [] []" {
		t.Errorf("only on one side: %s", got)
	}
	prose := compared(t, "a.properties", "# one\na=1\n", "# two\na=1\n", Options{Comments: true})
	if got, want := tell(prose), "changed comment() [commented out -> commented out] \"one\" \"two\"\n"; got != want {
		t.Errorf("%swant\n%s", got, want)
	}
}

func TestText(t *testing.T) {
	tests := []diffCase{
		{"blank lines and ends of lines", "a\nb\n", "a \r\n\r\nb", ""},
		{"changed", "a\nb\nc\n", "a\nx\nc\n", "changed  \"b\" \"x\"\n"},
		{"added", "a\nc\n", "a\nb\nc\n", "added  \"b\"\n"},
		{"two for one", "a\nb\nc\n", "a\nx\ny\nc\n", "removed  \"b\"\nadded  \"x\"\nadded  \"y\"\n"},
		{"indentation counts", "if x\n  y\n", "if x\ny\n", "changed  \"  y\" \"y\"\n"},
		{"no line is unique", "x\nx\nx\ny\ny\n", "y\nx\nx\ny\nx\n", "changed  \"x\" \"y\"\nchanged  \"y\" \"x\"\n"},
		{"secret", "export DB_PASSWORD=one\n", "export DB_PASSWORD=two\n", "changed  \"export DB_PASSWORD=*****\" \"export DB_PASSWORD=*****\" hidden\n"},
	}
	checkCases(t, "bin/wso2server.sh", tests)
}
