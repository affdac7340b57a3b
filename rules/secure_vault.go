package rules

import "github.com/carbonlint/carbonlint/internal/home"

var secureVault = &Rule{
	ID:       "secure-vault",
	Title:    "Secure Vault aliases need the vault's own files, and the names the server looks up",
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
start with secretAlias: in properties files. Whether security/secret-conf.properties is there and sets something, whether each
alias is the one that the server looks up at its place, whether the root element declares the vault's namespace, and, while the
vault is on, whether cipher-text.properties has the alias. In tomcat/catalina-server.xml: whether Server declares xmlns:svns while
the vault is on, and whether all Connectors that share a password have the alias, as svns:secretAlias. A tree without
anything of conf/security, and without others of the main files, is taken for a part of a home: whether its vault is on is then
not judged. Neither is an alias whose secrets another repository than the file keeps.`,
		Runtime: `The kernel ships without secret-conf.properties, cipher-text.properties and the cipher tool from 4.3.0 on. Without
secret-conf.properties the vault is off, and the server takes the text beside each alias for the password. With the vault on it
looks up fixed names, such as Carbon.Security.KeyStore.Password; only datasources take any name. It knows no alias of a file
whose root element does not declare the namespace. For an alias that cipher-text.properties lacks, or has without a value, it takes
the name of the alias for the password.

From 4.4.1 on Tomcat's start removes the declaration xmlns:svns from Server while the vault is on, and svns:secretAlias from each
element that has an attribute of an aliased name, such as keystorePass of every Connector. It fails where there is none.`,
		Fix: `Safe: the fix adds the declaration to Server, which changes nothing else. Unsafe: the fix adds it to the root element of
another file, so that other passwords count. It never writes secrets, aliases or the files of the vault.`,
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
		var asked []alias // for which the server asks the vault
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
