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

// ordered says, by the local name of the parent, the children whose order the
// server goes by: it runs handlers, phases, valves, listeners and filters one
// after the other, the first user store is the primary one, and the first welcome
// file that exists is served.
var ordered = map[string][]string{
	"phase":             {"handler"},
	"phaseOrder":        {"phase"},
	"Engine":            {"Valve"},
	"Host":              {"Valve"},
	"Context":           {"Valve"},
	"web-app":           {"filter-mapping", "listener"},
	"welcome-file-list": {"welcome-file"},
	"wso2registry":      {"handler"},
	"Realm":             {"UserStoreManager"},
}

// lists are elements that nothing names and of which the server takes all, in
// any order. Of others it takes the first or the last.
var lists = []string{
	"Mapping", // FileUploadConfig of carbon.xml: its actions name the executor
}
