package rules

// All lists the rules in the order in which they are explained.
func All() []*Rule {
	return []*Rule{
		cascadeDelete,
		httpContentNegotiation,
		tenantHTTPContentNegotiation,
		tenantAxis2Location,
		connectorKeystore,
		defaultAutoCommit,
		datasourceNames,
		proxyContextPath,
		embeddedQpidPorts,
		registryKeystore,
		versionResources,
		secureVault,
		xmlSyntax,
		namespaces,
	}
}
