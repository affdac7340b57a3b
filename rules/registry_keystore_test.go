package rules_test

import (
	"strings"
	"testing"
)

func TestRegistryKeystore(t *testing.T) {
	const home = "${carbon.home}/repository/resources/security/"
	security := func(primary, registry string) string {
		return "<Server xmlns:svns=\"http://org.wso2.securevault/configuration\">\n<Security>\n<KeyStore>" + primary + "</KeyStore>\n" + registry + "</Security>\n</Server>\n"
	}
	at := func(s string) string { return "<Location>" + s + "</Location>" }
	registry := func(s string) string { return "<RegistryKeyStore>" + s + "</RegistryKeyStore>\n" }
	const (
		same  = "carbon.xml:4:1 info (safe: remove RegistryKeyStore) RegistryKeyStore is left over; it is the same keystore as Security/KeyStore, which 4.4.3 uses in its place.\n"
		tell  = "not judged carbon.xml:4: carbonlint cannot tell whether RegistryKeyStore is the primary keystore: "
		aside = "carbon.xml:4:1 error (no fix) RegistryKeyStore is left over and names another keystore, \"" + home + "b.jks\", than Security/KeyStore; 4.4.1 does not read it.\n"
	)
	other := func(location string) string {
		return "carbon.xml:4:1 error (no fix) RegistryKeyStore names another keystore, \"" + location + "\", than Security/KeyStore; 4.4.3 decrypts with the latter only.\n"
	}
	for _, tt := range []struct {
		name, primary, registry string
		files                   map[string]string // below repository/resources/security
		from                    string
		want                    string
	}{
		{name: "gone", primary: at(home + "a.jks")},
		{name: "in a comment", primary: at(home + "a.jks"), registry: "<!--" + registry(at(home+"b.jks")) + "-->\n"},
		{name: "same", primary: at(home + "a.jks"), registry: registry(at(home + "a.jks")), want: same},
		{name: "same, with its comment", primary: at(home + "a.jks"), registry: "<!-- of the\nregistry -->\n" + registry(at(home+"a.jks")), want: strings.Replace(same, ":4:", ":6:", 1)},
		{name: "same, written in another way", primary: at("repository//resources/security/./a.jks"), registry: registry(at(`${carbon.home}\repository\resources\security\a.jks`)), want: same},
		{name: "same, absolute", primary: at("/etc/a.jks"), registry: registry(at("/etc/./a.jks")), want: same},
		{name: "same, with blanks", primary: at(home + "a.jks"), registry: registry(at("\n" + home + "a.jks\n")), want: same},
		{name: "same, whatever KeyAlias says", primary: at(home+"a.jks") + "<KeyAlias>x</KeyAlias>", registry: registry(at(home+"a.jks") + "<KeyAlias>y</KeyAlias>"), want: same},
		{name: "same content", primary: at(home + "a.jks"), registry: registry(at(home + "b.jks")), files: map[string]string{"a.jks": "keys", "b.jks": "keys"}, want: same},
		{name: "another", primary: at(home + "a.jks"), registry: registry(at(home + "b.jks")), want: other(home + "b.jks")},
		{name: "another content", primary: at(home + "a.jks"), registry: registry(at(home + "b.jks")), files: map[string]string{"a.jks": "keys", "b.jks": "other keys"}, want: other(home + "b.jks")},
		{name: "only one of the files is there", primary: at(home + "a.jks"), registry: registry(at(home + "b.jks")), files: map[string]string{"a.jks": "keys"}, want: other(home + "b.jks")},
		{name: "the first Location counts", primary: at(" ") + at(home+"a.jks") + at(home+"b.jks"), registry: registry(at("") + at(home+"b.jks") + at(home+"a.jks")), want: other(home + "b.jks")},
		{name: "elsewhere", primary: at("/etc/a.jks"), registry: registry(at(home + "b.jks")), want: other(home + "b.jks")},
		{name: "another, on a server that never read it", primary: at(home + "a.jks"), registry: registry(at(home + "b.jks")), from: "4.4.1", want: aside},
		{name: "another, from 4.2.0", primary: at(home + "a.jks"), registry: registry(at(home + "b.jks")), from: "4.2.0", want: other(home + "b.jks")},
		{
			name: "absolute, perhaps of the home", primary: at("/opt/wso2/repository/resources/security/a.jks"), registry: registry(at(home + "a.jks")),
			want: tell + "one Location is absolute, and where the home lies is not known\n",
		},
		{name: "no Location", primary: at(home + "a.jks"), registry: registry("<Type>JKS</Type>"), want: tell + "it has no Location\n"},
		{name: "no primary Location", registry: registry(at(home + "a.jks")), want: tell + "Security/KeyStore has no Location\n"},
		{name: "by placeholder", primary: at(home + "a.jks"), registry: registry(at("${keystore}")), want: tell + "<Location> is given by a placeholder\n"},
		{name: "primary by placeholder", primary: at("${keystore}"), registry: registry(at(home + "a.jks")), want: tell + "Location comes from a template or a placeholder\n"},
		{name: "out of the home", primary: at("../a.jks"), registry: registry(at(home + "a.jks")), want: tell + "a Location leads out of the home\n"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			files := map[string]string{"carbon.xml": security(tt.primary, tt.registry)}
			for name, data := range tt.files {
				files["repository/resources/security/"+name] = data
			}
			if tt.from != "" {
				files["bin/wso2carbon-version.txt"] = "WSO2 Carbon Framework v" + tt.from + "\n"
			}
			if got := brief(t, judge(t, "registry-keystore", files)); got != tt.want {
				t.Errorf("got\n%swant\n%s", got, tt.want)
			}
			want := files["carbon.xml"]
			if strings.Contains(tt.want, "(safe:") {
				want = security(tt.primary, "")
			}
			if got := mend(t, "registry-keystore", files, "carbon.xml", true); got != want {
				t.Errorf("fixed:\n%s", got)
			}
		})
	}
}

func TestRegistryKeystoreAliases(t *testing.T) {
	r := judge(t, "registry-keystore", map[string]string{
		"carbon.xml": `<Server xmlns:svns="http://org.wso2.securevault/configuration"><Security><KeyStore><Location>/a</Location></KeyStore>` +
			`<RegistryKeyStore><Location>/a</Location><Password svns:secretAlias="Carbon.Security.RegistryKeyStore.Password">password</Password></RegistryKeyStore></Security></Server>`,
	})
	if len(r.Findings) != 1 || !strings.Contains(r.Findings[0].Effect, "cipher-text.properties") {
		t.Errorf("got %s", describe(r))
	}
}

func TestRegistryKeystoreInTemplates(t *testing.T) {
	const (
		file = "carbon.xml.j2"
		own  = "<KeyStore><Location>/a</Location></KeyStore>\n"
	)
	for _, tt := range []struct{ name, inside, want string }{
		{
			"under a condition", own + "{% if old %}\n<RegistryKeyStore><Location>/a</Location></RegistryKeyStore>\n{% endif %}\n",
			file + ":3:1 info (no fix) RegistryKeyStore is left over; it is the same keystore as Security/KeyStore, which 4.4.3 uses in its place.\n",
		},
		{
			"by expression", own + "<RegistryKeyStore><Location>{{ old }}</Location></RegistryKeyStore>\n",
			"not judged " + file + ":2: carbonlint cannot tell whether RegistryKeyStore is the primary keystore: <Location> is given by a template expression\n",
		},
		{
			"Location under a condition", own + "<RegistryKeyStore>{% if a %}<Location>/a</Location>{% else %}<Location>/b</Location>{% endif %}</RegistryKeyStore>\n",
			"not judged " + file + ":2: carbonlint cannot tell whether RegistryKeyStore is the primary keystore: its <Location> is only there under if a\n",
		},
		{
			"the primary one under a condition", "{% if a %}" + own + "{% endif %}<RegistryKeyStore><Location>/a</Location></RegistryKeyStore>\n",
			"not judged " + file + ":2: carbonlint cannot tell whether RegistryKeyStore is the primary keystore: Location depends on a template: if a\n",
		},
	} {
		files := map[string]string{file: "<Server><Security>" + tt.inside + "</Security></Server>\n"}
		if got := brief(t, judge(t, "registry-keystore", files)); got != tt.want {
			t.Errorf("%s: got\n%swant\n%s", tt.name, got, tt.want)
		}
		if got := mend(t, "registry-keystore", files, file, true); got != files[file] {
			t.Errorf("%s: fixed:\n%s", tt.name, got)
		}
	}
}
