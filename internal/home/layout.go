package home

import (
	"path"
	"slices"
	"strings"
	"sync"

	"github.com/carbonlint/carbonlint/internal/template"
)

// Layout is how the files of a home lie on disk.
type Layout int

const (
	// LayoutHome is a product home: everything below its configuration directory
	// is configuration.
	LayoutHome Layout = iota
	// LayoutProfile is a profile of an Enterprise Integrator 6, wso2/<name>/conf,
	// which shares the version files and jars of the product around it.
	LayoutProfile
	// LayoutTree is a configuration directory on its own, as templates and
	// overlays have it.
	LayoutTree
	// LayoutFlat is a folder in which the files lie side by side.
	LayoutFlat
	// LayoutFile is a single file.
	LayoutFile
)

func (l Layout) String() string {
	return [...]string{"product home", "product profile", "configuration tree", "flat folder", "single file"}[l]
}

// weight is how much the name of a file says.
type weight int

const (
	plain     weight = iota // known, but other software has files of this name too
	byName                  // only Carbon has files of this name
	byContent               // Carbon's if its content shows it too
)

// knownFile is a file of a configuration directory.
type knownFile struct {
	conf   string // its path below the configuration directory
	weight weight
	root   string   // the root element it must have, where it can be read
	marks  []string // words of which it must hold one outside comments, in a flat folder at least
}

// knownFiles are the files that the kernel and its products read, by their place
// below the configuration directory. Datasource files are known by their ending
// and are not in the list. The order is that in which a home is recognised.
var knownFiles = []knownFile{
	{conf: "carbon.xml", weight: byName, root: "Server"},
	{conf: "user-mgt.xml", weight: byName, root: "UserManager"},
	{conf: "registry.xml", weight: byContent, root: "wso2registry"},
	{conf: "tomcat/catalina-server.xml", weight: byName, root: "Server"},
	{conf: "axis2/tenant-axis2.xml", weight: byName, root: "axisconfig"},
	{conf: "axis2/axis2.xml", weight: byContent, root: "axisconfig", marks: []string{"org.wso2.carbon"}},
	{conf: "deployment.toml", weight: byContent, marks: []string{"[super_admin]", "[user_store]", "[server]", "[keystore.", "[database."}},
	{conf: "carbon.yml", weight: byContent, marks: []string{"wso2"}},
	{conf: "deployment.yaml", weight: byContent, marks: []string{"wso2.carbon:"}},

	{conf: "axis2/axis2_client.xml"},
	{conf: "axis2/axis2_blocking_client.xml"},
	{conf: "tomcat/carbon/WEB-INF/web.xml"},
	{conf: "tomcat/carbon/META-INF/context.xml"},
	{conf: "tomcat/web.xml"},
	{conf: "tomcat/context.xml"},
	{conf: "tomcat/tomcat-users.xml"},
	{conf: "tomcat/webapp-classloading.xml"},
	{conf: "tomcat/webapp-classloading-environments.xml"},
	{conf: "security/authenticators.xml"},
	{conf: "security/cipher-text.properties"},
	{conf: "security/cipher-tool.properties"},
	{conf: "security/secret-conf.properties"},
	{conf: "security/xss-patterns.properties"},
	{conf: "security/Owasp.CsrfGuard.Carbon.properties"},
	{conf: "etc/launch.ini"},
	{conf: "etc/jmx.xml"},
	{conf: "etc/cache.xml"},
	{conf: "etc/config-validation.xml"},
	{conf: "etc/logging-config.xml"},
	{conf: "etc/logging-bridge.properties"},
	{conf: "etc/carboncontext-osgi-services.properties"},
	{conf: "etc/osgi-debug.options"},
	{conf: "etc/mime.types"},
	{conf: "etc/mime.mappings"},
	{conf: "etc/bam.xml"},
	{conf: "etc/tasks-config.xml"},
	{conf: "email/email-admin-config.xml"},
	{conf: "multitenancy/stratos.xml"},
	{conf: "multitenancy/cloud-services-desc.xml"},
	{conf: "multitenancy/multitenancy-packages.xml"},
	{conf: "multitenancy/usage-throttling-agent-config.xml"},
	{conf: "identity/identity.xml"},
	{conf: "identity/application-authentication.xml"},
	{conf: "identity/entitlement.properties"},
	{conf: "identity/identity-mgt.properties"},
	{conf: "identity/thrift-authentication.xml"},
	{conf: "advanced/qpid-config.xml"},
	{conf: "advanced/qpid-virtualhosts.xml"},
	{conf: "data-bridge/data-agent-config.xml"},
	{conf: "data-bridge/data-bridge-config.xml"},
	{conf: "log4j.properties"},
	{conf: "log4j2.properties"},
	{conf: "identity.xml"},
	{conf: "api-manager.xml"},
	{conf: "app-manager.xml"},
	{conf: "broker.xml"},
	{conf: "bps.xml"},
	{conf: "humantask.xml"},
	{conf: "b4p-coordination-config.xml"},
	{conf: "cep.xml"},
	{conf: "claim-config.xml"},
	{conf: "datasources.properties"},
	{conf: "event-broker.xml"},
	{conf: "event-processor.xml"},
	{conf: "governance.xml"},
	{conf: "jndi.properties"},
	{conf: "metrics.xml"},
	{conf: "metrics.properties"},
	{conf: "mgt-transports.xml"},
	{conf: "transports.xml"},
	{conf: "nhttp.properties"},
	{conf: "passthru-http.properties"},
	{conf: "rule-engine-config.xml"},
	{conf: "synapse.properties"},
	{conf: "synapse-handlers.xml"},
	{conf: "tenant-mgt.xml"},
	{conf: "thrift-authentication.xml"},
}

// subdirs are the directories that lie below a configuration directory. Where
// such a directory is not called conf, others are not taken to belong to it.
var subdirs = []string{
	"advanced", "axis2", "data-bridge", "datasources", "email", "etc", "identity",
	"multitenancy", "security", "solr", "tomcat",
}

// lookup finds the known file at a place below the configuration directory,
// given without a template suffix.
func lookup(conf string) (knownFile, bool) {
	if k := index().conf[conf]; k != nil {
		return *k, true
	}
	if dir, base := path.Split(conf); dir == "datasources/" && isDatasources(base) {
		return knownFile{conf: conf, weight: byContent, root: "datasources-configuration"}, true
	}
	return knownFile{}, false
}

// lookupBase finds the known file of which name is the base name, for files that
// do not lie where the server reads them. web.xml, of which there are two, is not
// found.
func lookupBase(name string) (knownFile, bool) {
	if k := index().base[name]; k != nil {
		return *k, true
	}
	if isDatasources(name) {
		return lookup("datasources/" + name)
	}
	return knownFile{}, false
}

// isDatasources reports whether the server loads the file from datasources, by the
// ending of its name.
func isDatasources(name string) bool { return strings.HasSuffix(name, "-datasources.xml") }

// known finds the known files by their names.
type known struct {
	conf map[string]*knownFile // by their place below the configuration directory
	// base is by their base names. A name of several files is left out, unless one
	// of them lies directly in the configuration directory: that one has it.
	base map[string]*knownFile
}

// index is made when a file is first looked up: not every command reads a home.
var index = sync.OnceValue(func() known {
	i := known{make(map[string]*knownFile, len(knownFiles)), make(map[string]*knownFile, len(knownFiles))}
	for n := range knownFiles {
		k := &knownFiles[n]
		i.conf[k.conf] = k
		base := path.Base(k.conf)
		other, ok := i.base[base]
		switch {
		case base == k.conf || !ok:
			i.base[base] = k
		case other != nil && other.conf != base:
			i.base[base] = nil
		}
	}
	return i
})

// canonical is the name under which the server would read the file that lies at
// name: the longest end of the path that is a known place, else the place of a
// known file of this base name, else the base name.
func canonical(name string) string {
	name = template.TrimSuffix(name)
	for rest, more := name, true; more; _, rest, more = strings.Cut(rest, "/") {
		if _, ok := lookup(rest); ok {
			return rest
		}
	}
	dir, base := path.Base(path.Dir(name)), path.Base(name)
	if isSubdir(dir) { // where it lies matters: tomcat/tenant-axis2.xml is not read
		return dir + "/" + base
	}
	if k, ok := lookupBase(base); ok {
		return k.conf
	}
	return base
}

func isSubdir(name string) bool { return slices.Contains(subdirs, name) }
