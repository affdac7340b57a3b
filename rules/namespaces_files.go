package rules

// unqualified is a file in which the server looks for elements without a namespace.
type unqualified struct {
	conf string
	// root is set where the root element must have none either.
	root bool
	// below are the elements whose children the server looks up; nil means all.
	// What is in others, such as a handler of the registry, may be in any namespace.
	below []string
	// vital are the elements without which the server does what effect says; "" and a
	// root element mean the effect of a file that cannot be read.
	vital  []string
	effect string
	// several are elements that may be there several times. Axiom's
	// getChildrenWithName takes those in a namespace where none without one is
	// beside them; getFirstChildWithName, which finds all others, does not.
	several []string
}

var unqualifiedFiles = []*unqualified{
	{
		conf:    "user-mgt.xml",
		vital:   []string{"Realm", "Configuration", "AddAdmin", "AdminRole", "AdminUser", "UserName", "Password", "EveryOneRoleName", "AuthorizationManager"},
		several: []string{"Property", "UserStoreManager"},
	},
	{
		conf:    "registry.xml",
		below:   []string{"wso2registry", "dbConfig", "remoteInstance", "mount"},
		vital:   []string{"currentDBConfig", "dataSource"},
		several: []string{"dbConfig", "remoteInstance", "mount", "handler", "aspect", "queryProcessor"},
	},
	{
		conf:   "datasources/*-datasources.xml",
		root:   true,
		vital:  []string{"datasources-configuration", "datasources", "datasource", "name", "definition", "configuration"},
		effect: "The datasources are missing, and whatever looks them up fails.",
	},
}
