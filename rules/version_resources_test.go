package rules_test

import "testing"

func TestVersionResources(t *testing.T) {
	in := func(body string) string { return "<wso2registry>\n" + body + "</wso2registry>\n" }
	set := func(v string) string {
		return "<versionResourcesOnChange>" + v + "</versionResourcesOnChange>\n"
	}
	const (
		on     = "versionResourcesOnChange is true; 4.4.3 ships with false."
		again  = "versionResourcesOnChange is given more than once; the server reads the first one, on line 2, and ignores this one.\n"
		fix    = " [unsafe: set versionResourcesOnChange to false]\n"
		repeat = "versionResourcesOnChange is given more than once; the server reads the first one, on line 2, and ignores this one.\n"
	)
	for _, tt := range []struct{ name, file, want string }{
		{"absent reads as false", in(""), ""},
		{"false", in(set("false")), ""},
		{"a word that reads as false", in(set("no")), ""},
		{"empty", in(set("")), ""},
		{"true", in(set("true")), "2:1 warning " + on + fix},
		{"in a comment only", in("<!--" + set("true") + "-->"), ""},
		{"another case", in(set("True")), "2:1 warning versionResourcesOnChange is \"True\", which the server reads as false: only the exact text true counts." + fix},
		{"blanks", in(set(" true ")), "2:1 warning versionResourcesOnChange is \" true \", which the server reads as false: only the exact text true counts." + fix},
		{"in chunks around a comment", in(set("tr<!-- -->ue")), "2:1 warning " + on + "\n"},
		{"twice, the same", in(set("false") + set("false")), "3:1 info " + repeat},
		{"twice, the first counts", in(set("false") + set("true")), "3:1 warning " + again},
		{"twice, true first", in(set("true") + set("false")), "2:1 warning " + on + fix + "3:1 warning " + again},
		{"the first only sometimes", in("{% if a %}\n" + set("true") + "{% endif %}\n" + set("false")), "3:1 warning " + on + fix + "5:1 unknown versionResourcesOnChange counts here unless the one before it is there, which is so under if a\n"},
		{"nested elsewhere", in("<staticConfiguration>" + set("true") + "</staticConfiguration>"), ""},
		{"placeholder", in(set("${versions}")), "2:1 unknown <versionResourcesOnChange> is given by a placeholder\n"},
		{"expression", in(set("<%= @versions %>")), "2:1 unknown <versionResourcesOnChange> is given by a template expression\n"},
		{"two arms", in("{% if a %}\n" + set("true") + "{% else %}\n" + set("false") + "{% endif %}\n"), "3:1 warning " + on + fix},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := inShort(judge(t, "version-resources-on-change", map[string]string{"registry.xml": tt.file})); got != tt.want {
				t.Errorf("got\n%swant\n%s", got, tt.want)
			}
		})
	}
}
