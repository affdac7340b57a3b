package identity

// names says, by local name, what names an element among its siblings: "@x" is
// the attribute x, "x" the text of the child x, "." the element's own text where
// nothing else names it. All that an element has are used together. One with a "?" behind it belongs to
// the name, but may change without the element becoming another.
var names = map[string][]string{
	// user-mgt.xml, tenant-mgt.xml, identity.xml, carbon.xml
	"Property":              {"@name"},
	"Parameter":             {"@name", "@id"},
	"UserStoreManager":      {"@class"},
	"TenantManager":         {"@class"},
	"Authenticator":         {"@name"},
	"Validator":             {"@class"},
	"Role":                  {"@name", "Name", "."},
	"Pattern":               {"."},
	"Action":                {"."},
	"Processor":             {"Item"},
	"SupportedGrantType":    {"GrantTypeName"},
	"SupportedResponseType": {"ResponseTypeName"},
	"Claim":                 {"ClaimURI"},
	"Dialect":               {"@dialectURI"},
	"ServiceProvider":       {"Issuer"},
	"ObjectProvider":        {"@qualifiedName"},
	"DelegatedEnvironment":  {"Name"},
	"WhiteListedURI":        {"URI"},
	"Environment":           {"Name"},
	"Agent":                 {"Name"},

	// axis2.xml
	"parameter":         {"@name"},
	"module":            {"@ref"},
	"handler":           {"@name"},
	"phase":             {"@name"},
	"phaseOrder":        {"@type"},
	"messageReceiver":   {"@mep"},
	"messageFormatter":  {"@contentType"},
	"messageBuilder":    {"@contentType"},
	"transportReceiver": {"@name"},
	"transportSender":   {"@name"},
	"deployer":          {"@extension", "@directory"},
	"listener":          {"@class", "listener-class"},

	// registry.xml
	"dbConfig":       {"@name"},
	"mount":          {"@path"},
	"remoteInstance": {"@url"},
	"indexer":        {"@class", "@mediaTypeRegEx"},
	"exclusion":      {"@pathRegEx"},

	// datasources
	"datasource": {"name"},
	"definition": {"@type"},
	"provider":   {"."},
	"property":   {"@name", "@key"},

	// catalina-server.xml, tomcat-users.xml
	"Connector": {"@scheme", "@port?"},
	"Valve":     {"@className"},
	"Listener":  {"@className"},
	"Realm":     {"@className"},
	"Service":   {"@name"},
	"Engine":    {"@name"},
	"Host":      {"@name"},
	"Context":   {"@path"},
	"role":      {"@rolename", "role-name"},
	"user":      {"@username"},

	// web.xml
	"filter":          {"filter-name"},
	"filter-mapping":  {"filter-name", "url-pattern", "servlet-name"},
	"servlet":         {"servlet-name"},
	"servlet-mapping": {"servlet-name", "url-pattern"},
	"init-param":      {"param-name"},
	"context-param":   {"param-name"},
	"mime-mapping":    {"extension"},
	"error-page":      {"error-code", "exception-type"},
	"welcome-file":    {"."},
}

// generic names an element that the table does not list, or that has nothing
// of what the table says: by the first of these that it has.
var generic = []string{"@name", "@id", "@key", "name", "Name", "@class?", "@className?", "@type?"}

// unordered are elements whose order among their siblings does not count: each
// has a name of its own, and the server looks it up by that. Of all others the
// order counts or may count: it runs handlers, phases, modules, valves, listeners
// and filters one after the other, takes the first user store for the primary
// one, and serves the first welcome file that exists.
var unordered = []string{
	"Property",          // a map by name: RealmConfigXMLProcessor.java:583
	"Parameter",         // a map by name
	"parameter",         // axis2.xml: a map by name (ParameterIncludeImpl)
	"property",          // a map by name (registry.xml, datasources)
	"transportReceiver", // axis2.xml: maps by name (AxisConfiguration)
	"transportSender",
	"messageReceiver",  // axis2.xml: a map by pattern (AxisConfiguration)
	"messageFormatter", // axis2.xml: maps by content type (AxisConfiguration)
	"messageBuilder",
	"phaseOrder",      // axis2.xml: each is of its own type (AxisConfigBuilder)
	"dbConfig",        // registry.xml: a map by name (RegistryContext)
	"datasource",      // a map by name (DataSourceRepository)
	"filter",          // web.xml: run in the order of their mappings (Servlet specification)
	"servlet",         // web.xml: a map by name; what starts first is in load-on-startup
	"servlet-mapping", // web.xml: the closest pattern wins (Servlet specification)
	"init-param",      // web.xml: maps by name
	"context-param",
	"mime-mapping", // web.xml: a map by extension
	"error-page",   // web.xml: a map by code or exception
	"role",         // tomcat-users.xml: maps by name
	"user",
}

// orderedWithin are elements whose order counts among those of the same firm name.
var orderedWithin = []string{
	"Connector", // the server asks for that of a scheme: CarbonTomcat.getPort
}

// lists are elements that nothing names and of which the server takes all, in
// any order. Of others it takes the first or the last.
var lists = []string{
	"Mapping", // FileUploadConfig of carbon.xml: its actions name the executor
}
