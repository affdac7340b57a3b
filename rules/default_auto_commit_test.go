package rules_test

import (
	"strings"
	"testing"
)

// datasources is a master-datasources.xml with one datasource; the inside of its
// configuration starts on line 3.
func datasources(name, jndi, inside string) string {
	return "<datasources-configuration><datasources><datasource><name>" + name + "</name><jndiConfig><name>" + jndi + "</name></jndiConfig>\n" +
		"<definition type=\"RDBMS\"><configuration>\n" + inside + "</configuration></definition></datasource></datasources></datasources-configuration>\n"
}

const (
	master     = "datasources/master-datasources.xml"
	registryDB = `<wso2registry><currentDBConfig>main</currentDBConfig><dbConfig name="main"><dataSource>jdbc/DB</dataSource></dbConfig></wso2registry>`
	usersDB    = `<UserManager><Realm><Configuration><Property name="dataSource">jdbc/DB</Property></Configuration></Realm></UserManager>`
	kernelDB   = "Datasource DB, which registry.xml and user-mgt.xml use, "
	odd        = ", which is not a boolean and reads as "
	knows      = ": the server knows true, false, 1 and 0.\n"
	noStores   = "repository/deployment/server/README" // no secondary user store is missing
	setFalse   = "(unsafe: set defaultAutoCommit to false) "
)

func TestDefaultAutoCommit(t *testing.T) {
	auto := func(s string) string { return "<defaultAutoCommit>" + s + "</defaultAutoCommit>\n" }
	for _, tt := range []struct {
		name, inside string
		kernel       string // findings when registry and user management use it
		other        string // findings when they do not
		fixed        string // inside, after the fixes of the first; "" when there are none
	}{
		{name: "false", inside: auto("false")},
		{name: "0 in blanks", inside: auto("\n 0 \n")},
		{name: "false in a CDATA section", inside: auto("<![CDATA[false]]>")},
		{
			name: "absent", inside: "<url>x</url>\n",
			kernel: "2:26 warning " + setFalse + kernelDB + "has no defaultAutoCommit; 4.4.3 ships with false.\n",
			other:  "2:26 info (no fix) Datasource DB has no defaultAutoCommit; 4.4.3 sets it to false for the datasource of registry and user management, which this is not.\n",
			fixed:  "<url>x</url>\n" + auto("false"),
		},
		{
			name: "absent, with XA", inside: "<dataSourceClassName>org.example.XA</dataSourceClassName>\n",
			kernel: "2:26 warning " + setFalse + kernelDB + "has no defaultAutoCommit; 4.4.3 ships with false.\n",
			other:  "2:26 info (no fix) Datasource DB has no defaultAutoCommit; 4.4.3 sets it to false for the datasource of registry and user management, which this is not.\n",
			fixed:  "<dataSourceClassName>org.example.XA</dataSourceClassName>\n" + auto("false"),
		},
		{
			name: "in a comment only", inside: "<url>x</url>\n<!--defaultAutoCommit>false</defaultAutoCommit-->\n",
			kernel: "2:26 warning " + setFalse + kernelDB + "has defaultAutoCommit only in a comment (line 4); 4.4.3 ships with false.\n",
			other:  "2:26 info (no fix) Datasource DB has defaultAutoCommit only in a comment (line 4); 4.4.3 sets it to false for the datasource of registry and user management, which this is not.\n",
			fixed:  "<url>x</url>\n" + auto("false") + "<!--defaultAutoCommit>false</defaultAutoCommit-->\n",
		},
		{
			name: "true", inside: auto("true"),
			kernel: "3:1 warning " + setFalse + kernelDB + "has defaultAutoCommit set to true; 4.4.3 ships with false.\n",
			fixed:  auto("false"),
		},
		{
			name: "1", inside: auto(" 1"),
			kernel: "3:1 warning " + setFalse + kernelDB + "has defaultAutoCommit set to true; 4.4.3 ships with false.\n",
			fixed:  auto("false"),
		},
		{
			name: "true around a comment", inside: auto("tr<!-- why? -->ue"),
			kernel: "3:1 warning (no fix) " + kernelDB + "has defaultAutoCommit set to true; 4.4.3 ships with false.\n",
		},
		{
			name: "capitals", inside: auto("True"),
			kernel: "3:1 warning " + setFalse + kernelDB + "has defaultAutoCommit set to \"True\"" + odd + "not set" + knows,
			other:  "3:1 warning (unsafe: set defaultAutoCommit to true) Datasource DB has defaultAutoCommit set to \"True\"" + odd + "not set" + knows,
			fixed:  auto("false"),
		},
		{
			name: "false in capitals", inside: auto("FALSE"),
			kernel: "3:1 warning " + setFalse + kernelDB + "has defaultAutoCommit set to \"FALSE\"" + odd + "not set" + knows,
			other:  "3:1 warning " + setFalse + "Datasource DB has defaultAutoCommit set to \"FALSE\"" + odd + "not set" + knows,
			fixed:  auto("false"),
		},
		{
			name: "empty", inside: "<defaultAutoCommit/>\n",
			kernel: "3:1 warning " + setFalse + kernelDB + "has defaultAutoCommit set to \"\"" + odd + "not set" + knows,
			other:  "3:1 warning (no fix) Datasource DB has defaultAutoCommit set to \"\"" + odd + "not set" + knows,
			fixed:  auto("false"),
		},
		{
			name: "misspelt", inside: auto("ture"),
			kernel: "3:1 warning " + setFalse + kernelDB + "has defaultAutoCommit set to \"ture\"" + odd + "false" + knows,
			other:  "3:1 warning " + setFalse + "Datasource DB has defaultAutoCommit set to \"ture\"" + odd + "false" + knows,
			fixed:  auto("false"),
		},
		{
			name: "misspelt true", inside: auto("true;"),
			kernel: "3:1 warning " + setFalse + kernelDB + "has defaultAutoCommit set to \"true;\"" + odd + "true" + knows,
			other:  "3:1 warning (unsafe: set defaultAutoCommit to true) Datasource DB has defaultAutoCommit set to \"true;\"" + odd + "true" + knows,
			fixed:  auto("false"),
		},
		{
			name: "one letter", inside: auto("f"),
			kernel: "3:1 error " + setFalse + kernelDB + "has defaultAutoCommit set to \"f\", which makes the server stop reading: it knows true, false, 1 and 0.\n",
			other:  "3:1 error (no fix) Datasource DB has defaultAutoCommit set to \"f\", which makes the server stop reading: it knows true, false, 1 and 0.\n",
			fixed:  auto("false"),
		},
		{
			name: "true, then false", inside: auto("true") + auto("false"),
			kernel: "3:1 warning (unsafe: remove this defaultAutoCommit) defaultAutoCommit of d" + kernelDB[1:] + "is given more than once; the server reads the last one, on line 4, and ignores this one.\n",
			other:  "3:1 warning (unsafe: remove this defaultAutoCommit) defaultAutoCommit of datasource DB is given more than once; the server reads the last one, on line 4, and ignores this one.\n",
			fixed:  auto("false"),
		},
		{
			name: "false, then true", inside: auto("false") + auto("true"),
			kernel: "3:1 warning (unsafe: remove this defaultAutoCommit) defaultAutoCommit of d" + kernelDB[1:] + "is given more than once; the server reads the last one, on line 4, and ignores this one.\n" +
				"4:1 warning " + setFalse + kernelDB + "has defaultAutoCommit set to true; 4.4.3 ships with false.\n",
			other: "3:1 warning (unsafe: remove this defaultAutoCommit) defaultAutoCommit of datasource DB is given more than once; the server reads the last one, on line 4, and ignores this one.\n",
			fixed: auto("false"),
		},
		{
			name: "the last reads as nothing", inside: auto("false") + auto("True"),
			kernel: "4:1 warning (unsafe: remove this defaultAutoCommit) " + kernelDB + "has defaultAutoCommit set to \"True\"" + odd + "not set" + knows,
			other:  "4:1 warning (unsafe: remove this defaultAutoCommit) Datasource DB has defaultAutoCommit set to \"True\"" + odd + "not set" + knows,
			fixed:  auto("false"),
		},
		{
			name: "twice nothing", inside: auto("True") + auto("TRUE"),
			kernel: "3:1 warning " + setFalse + kernelDB + "has defaultAutoCommit set to \"True\"" + odd + "not set" + knows +
				"4:1 warning " + setFalse + kernelDB + "has defaultAutoCommit set to \"TRUE\"" + odd + "not set" + knows,
			other: "3:1 warning (unsafe: set defaultAutoCommit to true) Datasource DB has defaultAutoCommit set to \"True\"" + odd + "not set" + knows +
				"4:1 warning (unsafe: set defaultAutoCommit to true) Datasource DB has defaultAutoCommit set to \"TRUE\"" + odd + "not set" + knows,
			fixed: auto("false"),
		},
		{
			name: "another case in the name", inside: "<defaultautocommit>false</defaultautocommit>\n",
			kernel: "3:1 warning (unsafe: rename defaultautocommit to defaultAutoCommit) " + kernelDB + "has <defaultautocommit>, which the server ignores: the name is defaultAutoCommit, in exactly this case.\n",
			other:  "3:1 warning (unsafe: rename defaultautocommit to defaultAutoCommit) Datasource DB has <defaultautocommit>, which the server ignores: the name is defaultAutoCommit, in exactly this case.\n",
			fixed:  auto("false"),
		},
		{
			name: "another case in the name, true", inside: "<DefaultAutoCommit>true</DefaultAutoCommit>\n",
			kernel: "3:1 warning (no fix) " + kernelDB + "has <DefaultAutoCommit>, which the server ignores: the name is defaultAutoCommit, in exactly this case.\n",
			other:  "3:1 warning (no fix) Datasource DB has <DefaultAutoCommit>, which the server ignores: the name is defaultAutoCommit, in exactly this case.\n",
		},
		{
			name: "too deep", inside: auto("false") + "<dataSourceProps><defaultAutoCommit>true</defaultAutoCommit></dataSourceProps>\n",
			kernel: "4:18 warning (no fix) " + kernelDB + "has defaultAutoCommit in <dataSourceProps>; the server reads it directly in <configuration> only.\n",
			other:  "4:18 warning (no fix) Datasource DB has defaultAutoCommit in <dataSourceProps>; the server reads it directly in <configuration> only.\n",
		},
		{
			name: "settings of a later release", inside: auto("false") + "<commitOnReturn>true</commitOnReturn><rollbackOnReturn/>\n",
			kernel: "4:1 warning (no fix) " + kernelDB + "has commitOnReturn, which 4.4.3 does not know.\n" +
				"4:38 warning (no fix) " + kernelDB + "has rollbackOnReturn, which 4.4.3 does not know.\n",
			other: "4:1 warning (no fix) Datasource DB has commitOnReturn, which 4.4.3 does not know.\n" +
				"4:38 warning (no fix) Datasource DB has rollbackOnReturn, which 4.4.3 does not know.\n",
		},
		{
			name: "by placeholder", inside: auto("${auto.commit}"),
			kernel: "not judged 3: <defaultAutoCommit> is given by a placeholder\n",
			other:  "not judged 3: <defaultAutoCommit> is given by a placeholder\n",
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			files := map[string]string{master: datasources("DB", "jdbc/DB", tt.inside), "registry.xml": registryDB, "user-mgt.xml": usersDB, noStores: ""}
			if got := here(brief(t, judge(t, "default-auto-commit", files))); got != tt.kernel {
				t.Errorf("in use: got\n%swant\n%s", got, tt.kernel)
			}
			want := files[master]
			if tt.fixed != "" {
				want = datasources("DB", "jdbc/DB", tt.fixed)
			}
			if got := mend(t, "default-auto-commit", files, master, true); got != want {
				t.Errorf("fixed:\n%s", got)
			}
			if got := mend(t, "default-auto-commit", files, master, false); got != files[master] {
				t.Errorf("changed by safe fixes:\n%s", got)
			}
			files[master] = datasources("DB", "jdbc/Other", tt.inside)
			if got := here(brief(t, judge(t, "default-auto-commit", files))); got != tt.other {
				t.Errorf("not in use: got\n%swant\n%s", got, tt.other)
			}
		})
	}
}

// here leaves out the name of the one datasource file.
func here(s string) string { return in(master, in(master+".erb", s)) }

func TestDefaultAutoCommitInTemplates(t *testing.T) {
	const file = master + ".erb"
	value := func(s string) string { return "<defaultAutoCommit>" + s + "</defaultAutoCommit>\n" }
	const isTrue = " warning " + setFalse + kernelDB + "has defaultAutoCommit set to true; 4.4.3 ships with false.\n"
	for _, tt := range []struct{ name, inside, want, fixed string }{
		{
			name: "by expression", inside: value("<%= @auto %>"),
			want: "not judged 3: <defaultAutoCommit> is given by a template expression\n",
		},
		{
			name: "both arms", inside: "<% if @a %>\n" + value("true") + "<% else %>\n" + value("false") + "<% end %>\n",
			want:  "4:1" + isTrue,
			fixed: "<% if @a %>\n" + value("false") + "<% else %>\n" + value("false") + "<% end %>\n",
		},
		{
			name: "both arms, one of them no boolean", inside: "<% if @a %>\n" + value("FALSE") + "<% else %>\n" + value("false") + "<% end %>\n",
			want: "4:1 warning " + setFalse + kernelDB + "has defaultAutoCommit set to \"FALSE\"" + odd + "not set" + knows +
				"not judged 6: defaultAutoCommit is there only under else of if @a\n",
			fixed: "<% if @a %>\n" + value("false") + "<% else %>\n" + value("false") + "<% end %>\n",
		},
		{
			name: "one arm", inside: "<% if @a %>\n" + value("true") + "<% end %>\n",
			want:  "4:1" + isTrue + "not judged 4: defaultAutoCommit is there only under if @a\n",
			fixed: "<% if @a %>\n" + value("false") + "<% end %>\n",
		},
		{
			name: "one arm, after another", inside: value("false") + "<% if @a %>\n" + value("true") + "<% end %>\n",
			want: "not judged 5: defaultAutoCommit is given more than once, and here only under if @a\n",
		},
		{
			name: "any setting", inside: "<%= @settings %>\n",
			want: "not judged 2: template code may add elements to <configuration>, among them defaultAutoCommit\n",
		},
		{
			name: "behind a setting under a condition", inside: "<% if @a %>\n<url>x</url>\n<% end %>\n",
			want:  "2:26 warning " + setFalse + kernelDB + "has no defaultAutoCommit; 4.4.3 ships with false.\n",
			fixed: "<% if @a %>\n<url>x</url>\n<% end %>\n" + value("false"),
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			files := map[string]string{file: datasources("DB", "jdbc/DB", tt.inside), "registry.xml": registryDB, "user-mgt.xml": usersDB}
			if got := here(brief(t, judge(t, "default-auto-commit", files))); got != tt.want {
				t.Errorf("got\n%swant\n%s", got, tt.want)
			}
			want := files[file]
			if tt.fixed != "" {
				want = datasources("DB", "jdbc/DB", tt.fixed)
			}
			if got := mend(t, "default-auto-commit", files, file, true); got != want {
				t.Errorf("fixed:\n%s", got)
			}
		})
	}
	// What names the datasource, or says what it is, may be template code as well.
	for _, tt := range []struct{ name, file, want string }{
		{
			"the JNDI name", datasources("DB", "<%= @jndi %>", "<url>x</url>\n"),
			"2:26 info (no fix) Datasource DB has no defaultAutoCommit; 4.4.3 ships with false for the datasource of registry and user management, and carbonlint cannot tell whether this is it: its JNDI name is not known.\n",
		},
		{
			"the type", strings.Replace(datasources("DB", "jdbc/DB", "<url>x</url>\n"), `"RDBMS"`, `"<%= @type %>"`, 1),
			"not judged 2: type is given by a template expression\n",
		},
		{
			"whole datasources", "<datasources-configuration><datasources>\n<%= @all %></datasources></datasources-configuration>",
			"not judged 1: template code may add elements to <datasources>, among them a datasource\n",
		},
	} {
		files := map[string]string{file: tt.file, "registry.xml": registryDB, "user-mgt.xml": usersDB}
		if got := here(brief(t, judge(t, "default-auto-commit", files))); got != tt.want {
			t.Errorf("%s: got\n%swant\n%s", tt.name, got, tt.want)
		}
	}
}

// TestCommitOnReturnByTarget: 4.4.3 does not know it, whatever the release that the configuration comes from.
func TestCommitOnReturnByTarget(t *testing.T) {
	files := map[string]string{
		"bin/wso2carbon-version.txt": "WSO2 Carbon Framework v4.4.40\n",
		master:                       datasources("DB", "jdbc/DB", "<defaultAutoCommit>false</defaultAutoCommit>\n<commitOnReturn>true</commitOnReturn>"),
	}
	const want = "4:1 warning (no fix) Datasource DB has commitOnReturn, which 4.4.3 does not know.\n"
	if got := here(brief(t, judge(t, "default-auto-commit", files))); got != want {
		t.Errorf("got\n%s", got)
	}
}
