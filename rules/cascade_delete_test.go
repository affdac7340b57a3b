package rules_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/carbonlint/carbonlint/internal/home"
	"github.com/carbonlint/carbonlint/rules"
)

// inShort writes findings one a line: place, severity, message and fix; then what
// was not judged.
func inShort(r *rules.Result) string {
	var b strings.Builder
	for _, f := range r.Findings {
		line, col := f.Doc.Position(f.Span.Start)
		fmt.Fprintf(&b, "%d:%d %s %s", line, col, f.Severity, f.Message)
		if f.Fix != nil {
			fmt.Fprintf(&b, " [%s: %s]", map[bool]string{true: "unsafe", false: "safe"}[f.Fix.Unsafe], f.Fix.Title)
		}
		b.WriteString("\n")
	}
	for _, n := range r.NotJudged {
		if n.Reason != "absent" {
			line, col := n.Doc.Position(n.Span.Start)
			fmt.Fprintf(&b, "%d:%d unknown %s\n", line, col, n.Reason)
		}
	}
	return b.String()
}

// fixAll applies every fix, or the safe ones alone, and gives the text of file
// (below repository/conf) as it then is.
func fixAll(t *testing.T, r *rules.Result, file string, unsafe bool) string {
	t.Helper()
	opt := rules.Options{Rules: r.Rules, Target: home.V443}
	fixed := r.Fix(opt, func(f *rules.Finding) bool { return unsafe || !f.Fix.Unsafe })
	if len(fixed.Refused) > 0 {
		t.Errorf("refused: %v", fixed.Refused)
	}
	return string(fixed.After.Home.ByPath("repository/conf/" + file).Data)
}

func fromRelease(v string) string { return "WSO2 Carbon Framework v" + v + "\n" }

// realm is a user-mgt.xml with settings in its Configuration (line 3 on) and in
// its UserStoreManager.
func realm(configuration, store string) string {
	return "<UserManager><Realm>\n <Configuration>\n" + configuration + " </Configuration>\n" +
		" <UserStoreManager class=\"x\">\n" + store + " </UserStoreManager>\n</Realm></UserManager>\n"
}

func TestCascadeDelete(t *testing.T) {
	const (
		set       = `  <Property name="isCascadeDeleteEnabled">%s</Property>` + "\n"
		everyone  = "  <EveryOneRoleName>everyone</EveryOneRoleName> <!-- all -->\n"
		source    = `  <Property name="dataSource">jdbc/CarbonDB</Property>` + "\n"
		absent    = "2:2 info isCascadeDeleteEnabled is not set, which means false; 4.4.3 ships with true."
		addFalse  = " [safe: add isCascadeDeleteEnabled with false]\n"
		addTrue   = " [unsafe: add isCascadeDeleteEnabled with true]\n"
		setFalse  = " [unsafe: set isCascadeDeleteEnabled to false]\n"
		alike     = "3:3 info isCascadeDeleteEnabled is given more than once; the server reads the last one, on line 4, and ignores this one. [safe: remove the isCascadeDeleteEnabled that the server does not read]\n"
		removeOne = " [unsafe: remove the isCascadeDeleteEnabled that the server does not read]\n"
		old       = "isCascadeDeleteEnabled is true, and the configuration comes from %s: a schema made before 4.4.2 lacks the ON DELETE CASCADE that 4.4.3 then relies on."
		misplaced = "isCascadeDeleteEnabled is in <%s>; 4.4.3 reads it directly below Realm/Configuration only."
		element   = "isCascadeDeleteEnabled is an element, as the upgrade guide prints it; 4.4.3 reads a Property of that name directly below Realm/Configuration only."
		ndb       = "isCascadeDeleteEnabled is true, which leaves rows to the database's foreign keys, but the database is a MySQL Cluster according to %s: NDB has no such foreign keys."
	)
	prop := func(v string) string { return fmt.Sprintf(set, v) }
	datasource := func(name, description, url, jndi string) string {
		return "<datasources-configuration><datasources>\n<datasource><name>" + name + "</name><description>" + description +
			"</description><jndiConfig><name>" + jndi + "</name></jndiConfig><definition type=\"RDBMS\"><configuration><url>" + url +
			"</url></configuration></definition></datasource></datasources></datasources-configuration>\n"
	}
	tests := []struct {
		name, from  string
		user        string
		datasources string
		want        string
		fixed       string // "" where no fix changes anything
	}{
		{name: "absent, old", from: "4.2.0", user: realm(everyone+source, ""), want: absent + addFalse, fixed: realm(everyone+prop("false")+source, "")},
		{name: "absent, 4.4.1", from: "4.4.1", user: realm(source, ""), want: absent + addFalse, fixed: realm(source+prop("false"), "")},
		{name: "absent, 4.4.2", from: "4.4.2", user: realm(everyone, ""), want: absent + addTrue, fixed: realm(everyone+prop("true"), "")},
		{name: "absent, release unknown", user: realm(everyone, ""), want: absent + addTrue, fixed: realm(everyone+prop("true"), "")},
		{
			name: "absent, Configuration empty", from: "4.3.0", user: "<UserManager>\n  <Realm>\n    <Configuration/>\n  </Realm>\n</UserManager>",
			want:  strings.Replace(absent, "2:2", "3:5", 1) + addFalse,
			fixed: "<UserManager>\n  <Realm>\n    <Configuration>\n      <Property name=\"isCascadeDeleteEnabled\">false</Property>\n    </Configuration>\n  </Realm>\n</UserManager>",
		},
		{
			name: "in a comment only", from: "4.2.0", user: realm(everyone+`  <!--Property name="isCascadeDeleteEnabled">true</Property-->`+"\n", ""),
			want:  "2:2 info isCascadeDeleteEnabled is only in a comment (line 4), which means false; 4.4.3 ships with true." + addFalse,
			fixed: realm(everyone+prop("false")+`  <!--Property name="isCascadeDeleteEnabled">true</Property-->`+"\n", ""),
		},
		{name: "no Configuration", user: "<UserManager>\n<Realm/></UserManager>", want: "1:1 unknown it has no Realm/Configuration\n"},
		{name: "stock 4.4.2", from: "4.4.2", user: realm(prop("true"), "")},
		{name: "true, release unknown", user: realm(prop("true"), "")},
		{name: "true in capitals and blanks", from: "4.4.3", user: realm(prop(" TRUE\n"), "")},
		{name: "false, old", from: "4.2.0", user: realm(prop("false"), "")},
		{name: "False and blanks", from: "4.2.0", user: realm(prop("\tFalse "), "")},
		{name: "blanks around the name", from: "4.2.0", user: realm(`  <Property name=" isCascadeDeleteEnabled ">false</Property>`+"\n", "")},
		{name: "true, old", from: "4.2.0", user: realm(prop(" True "), ""), want: "3:3 warning " + fmt.Sprintf(old, "4.2.0") + setFalse, fixed: realm(prop("false"), "")},
		{
			name: "no boolean", from: "4.4.2", user: realm(prop("yes"), ""),
			want:  `3:3 warning isCascadeDeleteEnabled is "yes", which the server reads as false; it knows true and false only.` + setFalse,
			fixed: realm(prop("false"), ""),
		},
		{
			name: "empty", user: realm(`  <Property name="isCascadeDeleteEnabled"/>`+"\n", ""),
			want:  `3:3 warning isCascadeDeleteEnabled is "", which the server reads as false; it knows true and false only.` + setFalse,
			fixed: realm(prop("false"), ""),
		},
		{
			name: "a long value is cut", user: realm(prop(strings.Repeat("x", 61)), ""),
			want:  `3:3 warning isCascadeDeleteEnabled is "` + strings.Repeat("x", 60) + `...", which the server reads as false; it knows true and false only.` + setFalse,
			fixed: realm(prop("false"), ""),
		},
		{
			name: "an element inside", user: realm(prop("<b>true</b>"), ""),
			want: `3:3 warning isCascadeDeleteEnabled is "", which the server reads as false; it knows true and false only.` + "\n",
		},
		{name: "a comment inside", user: realm(prop("tr<!-- x -->ue"), "")},
		{name: "duplicates that agree", from: "4.4.2", user: realm(prop("true")+prop(" TRUE"), ""), want: alike, fixed: realm(prop(" TRUE"), "")},
		{
			name: "duplicates that are both true, old", from: "4.2.0", user: realm(prop("true")+prop("TRUE"), ""),
			want: alike + "4:3 warning " + fmt.Sprintf(old, "4.2.0") + setFalse, fixed: realm(prop("false"), ""),
		},
		{name: "duplicates that read alike", from: "4.4.2", user: realm(prop("no")+prop("false"), ""), want: alike, fixed: realm(prop("false"), "")},
		{
			name: "duplicates, the last is true", from: "4.4.2", user: realm(prop("false")+prop("true"), ""),
			want:  "3:3 warning isCascadeDeleteEnabled is given more than once; the server reads the last one, on line 4, and ignores this one." + removeOne,
			fixed: realm(prop("true"), ""),
		},
		{
			name: "duplicates, the last is odd", from: "4.4.2", user: realm(prop("true")+prop("1"), ""),
			want: "3:3 warning isCascadeDeleteEnabled is given more than once; the server reads the last one, on line 4, and ignores this one." + removeOne +
				`4:3 warning isCascadeDeleteEnabled is "1", which the server reads as false; it knows true and false only.` + setFalse,
			fixed: realm(prop("false"), ""),
		},
		{
			name: "below UserStoreManager", from: "4.4.2", user: realm(everyone, prop("false")),
			want:  absent + addTrue + "6:3 warning " + fmt.Sprintf(misplaced, "UserStoreManager") + "\n",
			fixed: realm(everyone+prop("true"), ""),
		},
		{
			name: "below UserStoreManager too", from: "4.4.2", user: realm(prop("true"), prop("true")),
			want:  "6:3 warning " + fmt.Sprintf(misplaced, "UserStoreManager") + removeOne,
			fixed: realm(prop("true"), ""),
		},
		{
			name: "in a second Configuration", from: "4.4.2",
			user:  "<UserManager><Realm><Configuration>\n" + prop("true") + "</Configuration><Configuration>\n" + prop("false") + "</Configuration></Realm></UserManager>",
			want:  "4:3 warning " + fmt.Sprintf(misplaced, "Configuration") + removeOne,
			fixed: "<UserManager><Realm><Configuration>\n" + prop("true") + "</Configuration><Configuration>\n</Configuration></Realm></UserManager>",
		},
		{
			name: "the guide's element", from: "4.4.2", user: realm("  <isCascadeDeleteEnabled> True </isCascadeDeleteEnabled>\n", ""),
			want:  "3:3 warning " + element + " [unsafe: write isCascadeDeleteEnabled as a Property with true]\n",
			fixed: realm(prop("true"), ""),
		},
		{
			name: "the guide's element, false, old", from: "4.2.0", user: realm("  <isCascadeDeleteEnabled>false</isCascadeDeleteEnabled>\n", ""),
			want:  "3:3 warning " + element + " [unsafe: write isCascadeDeleteEnabled as a Property with false]\n",
			fixed: realm(prop("false"), ""),
		},
		{
			name: "the guide's element, true, old", from: "4.2.0", user: realm(everyone+"  <isCascadeDeleteEnabled>true</isCascadeDeleteEnabled>\n", ""),
			want:  absent + addFalse + "4:3 warning " + element + "\n",
			fixed: realm(everyone+prop("false"), ""),
		},
		{
			name: "the guide's element beside the Property", from: "4.4.2", user: realm("  <isCascadeDeleteEnabled>false</isCascadeDeleteEnabled>\n"+prop("true"), ""),
			want:  "3:3 warning " + element + removeOne,
			fixed: realm(prop("true"), ""),
		},
		{
			name: "the guide's element elsewhere, no boolean", from: "4.4.2", user: realm(prop("true"), "  <isCascadeDeleteEnabled>on</isCascadeDeleteEnabled>\n"),
			want:  "6:3 warning " + element + removeOne,
			fixed: realm(prop("true"), ""),
		},
		{
			name: "MySQL Cluster by description", from: "4.4.2", user: realm(source+prop("true"), ""),
			datasources: datasource("DB", "tables in NDBCLUSTER", "jdbc:mysql://db.example.com/c", "jdbc/CarbonDB"),
			want:        "4:3 warning " + fmt.Sprintf(ndb, "the description of its datasource (repository/conf/datasources/master-datasources.xml:2)") + setFalse,
			fixed:       realm(source+prop("false"), ""),
		},
		{
			name: "MySQL Cluster by URL", from: "4.2.0", user: realm(source+prop("true"), ""),
			datasources: datasource("DB", "", "jdbc:mysql:loadbalance://ndb1.example.com,ndb2.example.com/c", "jdbc/CarbonDB"),
			want:        "4:3 warning " + fmt.Sprintf(ndb, "the URL of its datasource (repository/conf/datasources/master-datasources.xml:2)") + setFalse,
			fixed:       realm(source+prop("false"), ""),
		},
		{
			name: "MySQL Cluster by inline URL", from: "4.4.3", user: realm(`  <Property name="url">jdbc:mysql://db.example.com/mysql_cluster</Property>`+"\n"+prop("true"), ""),
			want:  "4:3 warning " + fmt.Sprintf(ndb, "its URL here") + setFalse,
			fixed: realm(`  <Property name="url">jdbc:mysql://db.example.com/mysql_cluster</Property>`+"\n"+prop("false"), ""),
		},
		{
			name: "another datasource is a MySQL Cluster", from: "4.4.2", user: realm(source+prop("true"), ""),
			datasources: datasource("NDB", "", "jdbc:mysql://db.example.com/c", "jdbc/Other"),
		},
		{
			name: "only part of a word", from: "4.4.2", user: realm(source+prop("true"), ""),
			datasources: datasource("STANDBY", "sandbox", "jdbc:mysql://standby.example.com/c", "jdbc/CarbonDB"),
		},
		{
			name: "not over MySQL", from: "4.4.2", user: realm(source+prop("true"), ""),
			datasources: datasource("NDB", "", "jdbc:postgresql://db.example.com/c", "jdbc/CarbonDB"),
		},
		{name: "placeholder", from: "4.2.0", user: realm(prop("${cascade}"), ""), want: "3:3 unknown <Property> is given by a placeholder\n"},
		{
			name: "alias", from: "4.2.0", user: realm(`  <Property xmlns:svns="http://org.wso2.securevault/configuration" svns:secretAlias="A" name="isCascadeDeleteEnabled">x</Property>`+"\n", ""),
			want: "3:3 unknown <Property> has the Secure Vault alias A\n",
		},
		{name: "expression", from: "4.2.0", user: realm(prop("<%= @cascade %>"), ""), want: "3:3 unknown <Property> is given by a template expression\n"},
		{
			name: "value under a condition", from: "4.2.0", user: realm(prop("{% if x %}true{% else %}false{% endif %}"), ""),
			want: "3:3 unknown <Property> is given by template code\n",
		},
		{
			name: "both arms", from: "4.2.0", user: realm("<% if @new %>\n"+prop("true")+"<% else %>\n"+prop("false")+"<% end %>\n", ""),
			want:  "4:3 warning " + fmt.Sprintf(old, "4.2.0") + setFalse,
			fixed: realm("<% if @new %>\n"+prop("false")+"<% else %>\n"+prop("false")+"<% end %>\n", ""),
		},
		{
			name: "one arm", from: "4.4.2", user: realm("{% if new %}\n"+prop("true")+"{% endif %}\n", ""),
			want: "4:3 unknown isCascadeDeleteEnabled is there only under if new\n",
		},
		{
			name: "two arms without an else", from: "4.4.2", user: realm("{% if a %}\n"+prop("true")+"{% elif b %}\n"+prop("false")+"{% endif %}\n", ""),
			want: "4:3 unknown isCascadeDeleteEnabled is there only under if a\n",
		},
		{
			name: "always and under a condition", from: "4.4.2", user: realm(prop("false")+"<% if @new %>\n"+prop("true")+"<% end %>\n", ""),
			want: "5:3 unknown isCascadeDeleteEnabled is given more than once, and here only under if @new\n",
		},
		{
			name: "names by expression", from: "4.4.2", user: realm("<% @p.each do |k, v| %>\n  <Property name=\"<%= k %>\"><%= v %></Property>\n<% end %>\n", ""),
			want: "4:3 unknown template code gives the name of a Property, which may be isCascadeDeleteEnabled\n",
		},
		{
			name: "settings by expression", from: "4.4.2", user: realm("  {{ extra }}\n", ""),
			want: "2:2 unknown template code may add elements to <Configuration>, among them isCascadeDeleteEnabled\n",
		},
		{
			name: "expression in a comment", from: "4.2.0", user: realm(everyone+"  <!-- {{ managed }} -->\n", ""),
			want:  absent + addFalse,
			fixed: realm(everyone+prop("false")+"  <!-- {{ managed }} -->\n", ""),
		},
		{
			name: "the anchor is conditional", from: "4.2.0", user: realm("<% if @e %>\n"+everyone+"<% end %>\n"+source, ""),
			want:  absent + addFalse,
			fixed: realm("<% if @e %>\n"+everyone+"<% end %>\n"+source+prop("false"), ""),
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			files := map[string]string{"user-mgt.xml": tt.user}
			if tt.from != "" {
				files["bin/wso2carbon-version.txt"] = fromRelease(tt.from)
			}
			if tt.datasources != "" {
				files["datasources/master-datasources.xml"] = tt.datasources
			}
			r := judge(t, "cascade-delete", files)
			if got := inShort(r); got != tt.want {
				t.Errorf("got\n%swant\n%s", got, tt.want)
			}
			want := tt.fixed
			if want == "" {
				want = tt.user
			}
			if got := fixAll(t, r, "user-mgt.xml", true); got != want {
				t.Errorf("fixed\n%swant\n%s", got, want)
			}
		})
	}
}

// TestCascadeDeleteSafe holds that the safe fixes alone never write true.
func TestCascadeDeleteSafe(t *testing.T) {
	for _, from := range []string{"4.2.0", "4.4.1", "4.4.2", "4.4.3"} {
		files := map[string]string{"user-mgt.xml": realm("", ""), "bin/wso2carbon-version.txt": fromRelease(from)}
		got := fixAll(t, judge(t, "cascade-delete", files), "user-mgt.xml", false)
		if strings.Contains(got, ">true<") {
			t.Errorf("%s: the safe fix writes true:\n%s", from, got)
		}
	}
}
