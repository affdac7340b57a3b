package rules_test

import (
	"strings"
	"testing"
)

func TestRegistryKeystoreAliases(t *testing.T) {
	r := judge(t, "registry-keystore", map[string]string{
		"carbon.xml": `<Server xmlns:svns="http://org.wso2.securevault/configuration"><Security><KeyStore><Location>/a</Location></KeyStore>` +
			`<RegistryKeyStore><Location>/a</Location><Password svns:secretAlias="Carbon.Security.RegistryKeyStore.Password">password</Password></RegistryKeyStore></Security></Server>`,
	})
	if len(r.Findings) != 1 || !strings.Contains(r.Findings[0].Effect, "cipher-text.properties") {
		t.Errorf("got %s", describe(r))
	}
}
