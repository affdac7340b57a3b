package rules

import "github.com/carbonlint/carbonlint/internal/home"

var secureVault = &Rule{
	ID:       "secure-vault",
	Title:    "Secure Vault aliases need the vault's files and the names that the server looks up",
	Since:    home.V430,
	Severity: Error,
	Files:    mainFiles(),
	Optional: []string{home.UserStores, home.TenantUserStores},
	Settings: []Settings{
		{"", []string{"@secretAlias"}},
		{"tomcat/catalina-server.xml", []string{"@xmlns:svns"}},
		{secretConf, []string{""}},
		{cipherText, []string{""}},
	},
	LosesData: true, // only the vault knows the passwords
	Doc: Doc{
		What: `Aliases of Secure Vault: the attribute secretAlias in the vault's namespace in any XML file of conf, and values that
start with secretAlias: in properties files. The rule checks that security/secret-conf.properties exists and sets something, that
each alias is the one that the server looks up there, and that the root element declares the vault's namespace. If the vault is on, it
also checks that cipher-text.properties has the alias and, in tomcat/catalina-server.xml, that Server declares xmlns:svns and that all
Connectors that share a password have the alias, as svns:secretAlias. A tree that lacks both conf/security and some of the main files
is part of a home: the rule then does not check whether the vault is on. Nor does it check an alias whose secret is in a repository
other than the file.`,
		Runtime: `From 4.3.0 on the kernel ships without secret-conf.properties, cipher-text.properties and the cipher tool. Without
secret-conf.properties the vault is off, and the server uses the text beside each alias as the password. If the vault is on, the server
looks up fixed names, such as Carbon.Security.KeyStore.Password. Only datasources accept any name. It does not see the aliases of a
file whose root element does not declare the namespace. For an alias that is missing from cipher-text.properties, or has no value
there, it uses the name of the alias as the password.

From 4.4.1 on, if the vault is on, Tomcat's start removes the declaration xmlns:svns from Server, and svns:secretAlias from each
element that has an attribute of an aliased name, such as keystorePass of every Connector. It fails if there is nothing to remove.`,
		Fix: `Safe: adding the declaration to Server, which changes nothing else. Unsafe: adding it to the root element of another file,
which makes other passwords count. The fix never writes secrets, aliases or the files of the vault.`,
		Source: `SecretManagerInitializer.java:42, 86-96; ServerManager.java:85-86, 144-172; ServerConfiguration.java:475-482;
RealmConfigXMLProcessor.java:370-381, 574-581; DataBaseConfiguration.java:326-332; RemoteConfiguration.java
(getResolvedTrustedPwd); AxisConfigBuilder.java:799-839; DataSourceUtils.java:163-193; create of SecretResolverFactory.java, which
looks at the root element alone; getSecret of FileBaseSecretRepository.java. The files left the kernel with commit 1ff2a286ae, the
removal came with 1fac40aa8c.`,
		Before: `<Server port="8005" shutdown="SHUTDOWN">`,
		After:  `<Server port="8005" shutdown="SHUTDOWN" xmlns:svns="http://org.wso2.securevault/configuration">`,
	},
	Check: checkSecureVault,
}

func checkSecureVault(p *Pass) {
	v, aliases := readVault(p.Home), false
	var s secrets
	if v.on {
		s = readSecrets(p.Home, v)
	}
	for _, f := range p.Home.Files() {
		used := aliasesIn(f)
		aliases = aliases || len(used) > 0
		judgeVaultOff(p, v, used)
		var asked []alias // those that the server asks the vault for
		seen := judgeRoot(p, f, used)
		for _, a := range used {
			if judgeToken(p, f.Conf, a) && seen {
				asked = append(asked, a)
			}
		}
		if v.on {
			judgeCipherText(p, s, asked)
		}
	}
	judgeTomcat(p, v, aliases)
}
