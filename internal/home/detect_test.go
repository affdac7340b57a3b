package home

import (
	"fmt"
	"strings"
	"testing"
)

// homeOf loads the home of the given files; names without a directory of the
// product in front lie in repository/conf.
func homeOf(t *testing.T, files map[string]string) *Home {
	t.Helper()
	all := map[string]string{"repository/conf/README": ""}
	for name, data := range files {
		if top, _, _ := strings.Cut(name, "/"); top != "bin" && top != "repository" {
			name = "repository/conf/" + name
		}
		all[name] = data
	}
	return load(t, mapFS(all), Location{Dir: ".", ConfDir: "repository/conf", Path: "home"})
}

// server is a carbon.xml with the given inside.
func server(inside string) string { return "<Server>" + inside + "</Server>" }

// shown is evidence in short.
func shown(list []Evidence) string {
	var all []string
	for _, e := range list {
		line := e.Kind.String() + " " + e.Path
		if e.What != "" {
			line += " " + e.What
		}
		if e.Release.Known() {
			line += " " + e.Release.String()
		}
		all = append(all, line)
	}
	return strings.Join(all, "; ")
}

func TestDetect(t *testing.T) {
	const plugins = "repository/components/plugins/"
	for _, c := range []struct {
		name  string
		files map[string]string
		want  string // product, release, what it is, evidence
	}{
		{
			"version files",
			map[string]string{"bin/version.txt": "WSO2 API Manager v2.0.0\r\n", "bin/wso2carbon-version.txt": "WSO2 Carbon Framework v4.4.7\n", "carbon.xml": server("<Name>Other</Name><Version>1</Version>")},
			"WSO2 API Manager v2.0.0|4.4.7|exactly|product file bin/version.txt WSO2 API Manager v2.0.0; version file bin/wso2carbon-version.txt 4.4.7",
		},
		{"no v", map[string]string{"bin/wso2carbon-version.txt": "WSO2 Carbon Framework 4.4.3-SNAPSHOT"}, "|4.4.3|exactly|version file bin/wso2carbon-version.txt 4.4.3"},
		{"placeholders", map[string]string{"bin/version.txt": "WSO2 Carbon v${carbon.version}", "bin/wso2carbon-version.txt": "WSO2 Carbon Framework v${carbon.version}"}, "|unknown|unknown|"},
		{"a jar", map[string]string{plugins + "org.wso2.carbon.core_4.4.3.jar": "", plugins + "org.wso2.carbon.core.services_4.2.0.jar": ""}, "|4.4.3|exactly|core jar " + plugins + "org.wso2.carbon.core_4.4.3.jar 4.4.3"},
		{
			"two core jars: the earlier, since only that one may be able to read what is stored",
			map[string]string{plugins + "org.wso2.carbon.core_4.4.3.jar": "", plugins + "org.wso2.carbon.core_4.2.0.jar": ""},
			"|4.2.0|guessed|core jar " + plugins + "org.wso2.carbon.core_4.2.0.jar 4.2.0",
		},
		{
			"a version file and a jar of another release",
			map[string]string{"bin/wso2carbon-version.txt": "WSO2 Carbon Framework v4.2.0", plugins + "org.wso2.carbon.core_4.4.3.jar": ""},
			"|4.2.0|guessed|version file bin/wso2carbon-version.txt 4.2.0",
		},
		{
			"a version file and a jar of the same release",
			map[string]string{"bin/wso2carbon-version.txt": "WSO2 Carbon Framework v4.4.1", plugins + "org.wso2.carbon.core_4.4.1.SNAPSHOT.jar": ""},
			"|4.4.1|exactly|version file bin/wso2carbon-version.txt 4.4.1",
		},
		{
			"a product that says the kernel",
			map[string]string{"bin/version.txt": "WSO2 Enterprise Service Bus v4.8.1"},
			"WSO2 Enterprise Service Bus v4.8.1|4.2.0|exactly|product file bin/version.txt WSO2 Enterprise Service Bus v4.8.1; shipped with bin/version.txt WSO2 Enterprise Service Bus v4.8.1 4.2.0",
		},
		{
			"a product in carbon.xml that says the kernel",
			map[string]string{"carbon.xml": server("<Name>WSO2 Identity Server</Name><Version>5.0.0</Version>")},
			"WSO2 Identity Server v5.0.0|4.2.0|exactly|product setting repository/conf/carbon.xml WSO2 Identity Server 5.0.0; shipped with repository/conf/carbon.xml WSO2 Identity Server v5.0.0 4.2.0",
		},
		{
			"a version of a product that is not known",
			map[string]string{"carbon.xml": server("<Name>WSO2 Identity Server</Name><Version>99.1.0</Version>")},
			"WSO2 Identity Server v99.1.0|unknown|unknown|product setting repository/conf/carbon.xml WSO2 Identity Server 99.1.0",
		},
		{
			"a product that is not known, and settings",
			map[string]string{"carbon.xml": server("<Name>Shop</Name><Version>1</Version><Ports><EmbeddedQpid/></Ports>")},
			"Shop v1|4.2.0 or earlier|at most|product setting repository/conf/carbon.xml Shop 1; last in carbon.xml Ports/EmbeddedQpid 4.2.0",
		},
		{"carbon.xml of the kernel", map[string]string{"carbon.xml": server("<Name>WSO2 Carbon</Name><Version> 4.3.0 </Version>")}, "WSO2 Carbon v4.3.0|4.3.0|exactly|product setting repository/conf/carbon.xml WSO2 Carbon 4.3.0"},
		{"carbon.xml to be filled in", map[string]string{"carbon.xml": server("<Name>${product.name}</Name><Version>4.3.0</Version>")}, "|unknown|unknown|"},
		{"a template", map[string]string{"carbon.xml.erb": server("<Name>WSO2 Carbon</Name><Version><%= @v %></Version>")}, "|unknown|unknown|"},
		{"a template of a part", map[string]string{"carbon.xml.erb": server("<Name>WSO2 Carbon</Name><Version>4.3.<%= @v %></Version>")}, "|unknown|unknown|"},
		{
			"settings that came",
			map[string]string{"carbon.xml": server("<Tenant><LoadingPolicy/></Tenant>"), "user-mgt.xml": "<UserManager><Property name='CaseInsensitiveUsername'/></UserManager>"},
			"|4.4.1 or later|at least|came with user-mgt.xml CaseInsensitiveUsername 4.4.1",
		},
		{"settings that went", map[string]string{"carbon.xml": server("<Ports><EmbeddedQpid/></Ports>")}, "|4.2.0 or earlier|at most|last in carbon.xml Ports/EmbeddedQpid 4.2.0"},
		{
			"both",
			map[string]string{"carbon.xml": server("<Ports><EmbeddedQpid/></Ports><Tenant><LoadingPolicy/></Tenant>")},
			"|unknown|unknown|came with carbon.xml Tenant/LoadingPolicy 4.4.0; last in carbon.xml Ports/EmbeddedQpid 4.2.0",
		},
		{"a setting under a condition", map[string]string{"carbon.xml.j2": server("{% if x %}<Tenant><LoadingPolicy/></Tenant>{% endif %}")}, "|unknown|unknown|"},
		{"a setting of a later release", map[string]string{"carbon.xml": server("<Tenant><LoadingPolicy/></Tenant><Security><InternalKeyStore/></Security>")}, "|unknown|unknown|came after carbon.xml Security/InternalKeyStore 4.4.3"},
		{
			"log4j",
			map[string]string{"log4j.properties": "log4j.appender.C=org.wso2.carbon.logging.appenders.CarbonConsoleAppender\n"},
			"|4.2.0 or earlier|at most|last in log4j.properties appenders of org.wso2.carbon.logging.appenders 4.2.0",
		},
		{"log4j, not in use", map[string]string{"log4j.properties": "  # log4j.appender.C=org.wso2.carbon.logging.appenders.CarbonConsoleAppender\n"}, "|unknown|unknown|"},
		{
			"launch.ini",
			map[string]string{"etc/launch.ini": "org.osgi.framework.system.packages=javax.jms,\\\njavax.xml.stream,\\\njavax.xml.bind.annotation.adapters\n"},
			"|4.4.0 or later|at least|came with etc/launch.ini javax.xml.bind.annotation.adapters among the system packages 4.4.0",
		},
		{
			"an old launch.ini",
			map[string]string{"etc/launch.ini": "org.osgi.framework.system.packages=javax.jms,\\\njavax.net\n"},
			"|4.2.0 or earlier|at most|last in etc/launch.ini no javax.xml.stream among the system packages 4.2.0",
		},
		{"deployment.toml", map[string]string{"deployment.toml": toml}, "|4.5.0 or later|at least|came with repository/conf/deployment.toml 4.5.0"},
		{"nothing", nil, "|unknown|unknown|"},
	} {
		h := homeOf(t, c.files)
		got := fmt.Sprintf("%s|%s|%s|%s", h.Product, h.Carbon, h.Carbon.Is, shown(h.Evidence))
		if got != c.want {
			t.Errorf("%s: got\n%s want\n%s", c.name, got, c.want)
		}
	}
}

func TestProfileVersions(t *testing.T) {
	fsys := mapFS(map[string]string{
		"ei/conf/carbon.xml": carbonXML, "ei/wso2/broker/conf/carbon.xml": carbonXML,
		"ei/bin/version.txt": "WSO2 Enterprise Integrator v6.1.0\n",
		"ei/wso2/components/plugins/org.wso2.carbon.core_4.4.16.jar": "",
	})
	locations, _, err := Find(t.Context(), fsys, ".", FindOptions{})
	if err != nil || len(locations) != 2 {
		t.Fatalf("got %v, %v", locations, err)
	}
	for _, s := range locations {
		h := load(t, fsys, s)
		if h.Product != "WSO2 Enterprise Integrator v6.1.0" || h.Carbon != (Release{Version{4, 4, 16}, Exactly}) {
			t.Errorf("%s: %s, %s (%s)", h.Path, h.Product, h.Carbon, h.Carbon.Is)
		}
	}
}

func TestMixed(t *testing.T) {
	const (
		oldLog4j  = "log4j.appender.C=org.wso2.carbon.logging.appenders.CarbonConsoleAppender\n"
		newLog4j  = "log4j.appender.C=org.wso2.carbon.utils.logging.appenders.CarbonConsoleAppender\n"
		newServer = "<Tenant><LoadingPolicy/></Tenant><Security><CRLFPreventionConfig/></Security>"
		oldServer = "<Ports><EmbeddedQpid/></Ports>"
		stated    = "bin/wso2carbon-version.txt"
		jar       = "repository/components/plugins/org.wso2.carbon.core_"
	)
	for _, c := range []struct {
		name  string
		files map[string]string
		want  string
	}{
		{"one release", map[string]string{"carbon.xml": server(newServer), "log4j.properties": newLog4j, stated: "WSO2 Carbon Framework v4.4.3"}, ""},
		{"an old log4j.properties", map[string]string{"carbon.xml": server(newServer), "log4j.properties": oldLog4j}, "repository/conf/carbon.xml 4.4.2 or later: came with Security/CRLFPreventionConfig\nrepository/conf/log4j.properties 4.2.0 or earlier: last in appenders of org.wso2.carbon.logging.appenders\n"},
		{"an old file in a new server", map[string]string{"log4j.properties": oldLog4j, stated: "WSO2 Carbon Framework v4.4.3"}, "bin/wso2carbon-version.txt 4.4.3: version file \nrepository/conf/log4j.properties 4.2.0 or earlier: last in appenders of org.wso2.carbon.logging.appenders\n"},
		{"a new file in an old server", map[string]string{"carbon.xml": server(newServer), stated: "WSO2 Carbon Framework v4.2.0"}, "bin/wso2carbon-version.txt 4.2.0: version file \nrepository/conf/carbon.xml 4.4.2 or later: came with Security/CRLFPreventionConfig\n"},
		{"a new log4j.properties", map[string]string{"carbon.xml": server(oldServer), "log4j.properties": newLog4j}, "repository/conf/carbon.xml 4.2.0 or earlier: last in Ports/EmbeddedQpid\nrepository/conf/log4j.properties 4.3.0 or later: came with appenders of org.wso2.carbon.utils.logging.appenders\n"},
		{"from the next patch release", map[string]string{"carbon.xml": server(newServer), stated: "WSO2 Carbon Framework v4.4.1"}, ""},
		{"a file that disagrees with itself", map[string]string{"carbon.xml": server(newServer + oldServer), "log4j.properties": newLog4j, stated: "WSO2 Carbon Framework v4.4.3"}, ""},
		{"an old server as a whole", map[string]string{"carbon.xml": server(oldServer), "log4j.properties": oldLog4j, stated: "WSO2 Carbon Framework v4.2.0"}, ""},
		{"two core jars", map[string]string{jar + "4.2.0.jar": "", jar + "4.4.3.jar": ""}, jar + "4.2.0.jar 4.2.0: core jar \n" + jar + "4.4.3.jar 4.4.3: core jar \n"},
		{"a version file and a jar", map[string]string{stated: "WSO2 Carbon Framework v4.4.3", jar + "4.2.0.jar": ""}, stated + " 4.4.3: version file \n" + jar + "4.2.0.jar 4.2.0: core jar \n"},
		{"a version file and a product of another release", map[string]string{stated: "WSO2 Carbon Framework v4.4.3", "bin/version.txt": "WSO2 Enterprise Service Bus v4.8.1"}, "bin/version.txt 4.2.0: shipped with WSO2 Enterprise Service Bus v4.8.1\n" + stated + " 4.4.3: version file \n"},
		{"a product with a later patch release", map[string]string{stated: "WSO2 Carbon Framework v4.4.3", "bin/version.txt": "WSO2 Enterprise Service Bus v4.9.0"}, ""},
		{"a version file and its jar", map[string]string{stated: "WSO2 Carbon Framework v4.4.3", jar + "4.4.3.jar": ""}, ""},
		{"a weak sign", map[string]string{"log4j.properties": oldLog4j, "user-mgt.xml": "<UserManager><Property name='CaseInsensitiveUsername'/></UserManager>"}, ""},
		{"the filter", map[string]string{"carbon.xml": server(oldServer), "tomcat/carbon/WEB-INF/web.xml": "<web-app><filter><filter-class>org.wso2.carbon.ui.filters.CRLFPreventionFilter</filter-class></filter></web-app>"}, "repository/conf/carbon.xml 4.2.0 or earlier: last in Ports/EmbeddedQpid\nrepository/conf/tomcat/carbon/WEB-INF/web.xml 4.4.2 or later: came with the filter CRLFPreventionFilter\n"},
	} {
		var b strings.Builder
		for _, r := range homeOf(t, c.files).Mixed {
			fmt.Fprintf(&b, "%s %s: %s %s\n", r.Path, r.Range(), r.By, r.What)
		}
		if b.String() != c.want {
			t.Errorf("%s: got\n%swant\n%s", c.name, b.String(), c.want)
		}
	}
}

func TestGeneration(t *testing.T) {
	for _, c := range []struct {
		name      string
		files     map[string]string
		want      Generation
		generated bool
	}{
		{"4.4", map[string]string{"bin/wso2carbon-version.txt": "WSO2 Carbon Framework v4.4.3"}, Generation4, false},
		{"nothing told", map[string]string{"carbon.xml": carbonXML}, GenerationUnknown, false},
		{"4.0", map[string]string{"bin/wso2carbon-version.txt": "WSO2 Carbon Framework v4.0.3"}, Generation40, false},
		{"3.2", map[string]string{"bin/wso2carbon-version.txt": "WSO2 Carbon Framework v3.2.3"}, Generation3, false},
		{"3 by a file", map[string]string{"carbon.xml": carbonXML, "mgt-transports.xml": "<transports/>"}, Generation3, false},
		{"4.10", map[string]string{"bin/wso2carbon-version.txt": "WSO2 Carbon Framework v4.10.22"}, Generation45, false},
		{"generated", map[string]string{"carbon.xml": carbonXML, "deployment.toml": toml}, Generation45, true},
		{"generated, guessed otherwise", map[string]string{"carbon.xml": server("<Tenant><LoadingPolicy/></Tenant>"), "deployment.toml": toml}, Generation45, true},
		{"generated by a template", map[string]string{"deployment.toml.j2": toml}, Generation45, true},
		{"5", map[string]string{"bin/wso2carbon-version.txt": "WSO2 Carbon Framework v5.2.0"}, Generation5, false},
		{"5 by a file", map[string]string{"carbon.yml": "id: wso2"}, Generation5, false},
	} {
		h := homeOf(t, c.files)
		if h.Generation != c.want || h.Generated != c.generated {
			t.Errorf("%s: %s, generated %t", c.name, h.Generation, h.Generated)
		}
		if h.Carbon.Known() && generationOf(h.Carbon.Version) != c.want {
			t.Errorf("%s: Carbon %s (%v)", c.name, h.Carbon, h.Evidence)
		}
	}
	for _, file := range []string{
		"is/repository/resources/conf/templates/repository/conf/carbon.xml.j2",
		"mi/repository/resources/conf/templates/conf/carbon.xml.j2",
		"repository/resources/conf/templates/repository/conf/carbon.xml.j2",
	} {
		fsys := mapFS(map[string]string{file: carbonXML})
		locations, _, err := Find(t.Context(), fsys, ".", FindOptions{})
		if err != nil {
			t.Fatal(err)
		}
		if h := load(t, fsys, locations[0]); h.Generation != Generation45 || !h.Generated {
			t.Errorf("%s, a template of a generated home: %s, generated %t", file, h.Generation, h.Generated)
		}
	}
}

func TestParseVersion(t *testing.T) {
	for s, want := range map[string]string{
		"4.4.3": "4.4.3", "v4.4.3": "4.4.3", "4.4.1-SNAPSHOT": "4.4.1", "4.4.0.wso2v1": "4.4.0", "4.10.22": "4.10.22",
		"": "error", "4.4": "error", "4.4.3x": "error", "4.4.1234": "error", "${carbon.version}": "error", "-4.4.3": "error", "4.4.3 ": "error",
	} {
		v, err := ParseVersion(s)
		if err != nil != (want == "error") || err == nil && v.String() != want {
			t.Errorf("%q: %s, %v, want %s", s, v, err, want)
		}
	}
	if (Version{}).Before(V420) || !V420.Before(V443) || V443.Before(V443) || !V443.Before(Version{4, 10, 0}) {
		t.Error("Before: wrong order")
	}
}

// FuzzVersion reads version files of any content.
func FuzzVersion(f *testing.F) {
	for _, s := range []string{"WSO2 Carbon Framework v4.4.3\n", "WSO2 Carbon v4.2.0", "WSO2 Carbon Framework v${x}", "4.4.1-SNAPSHOT", "WSO2 Carbon 4.4.3.RC1\r\n", "\x00"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		v, err := ParseVersion(s)
		if err != nil && v.Known() {
			t.Errorf("%q: both %s and %v", s, v, err)
		}
		if err == nil {
			if back, err := ParseVersion(v.String()); v.Known() && (err != nil || back != v) {
				t.Errorf("%q: reads as %s, which reads as %s, %v", s, v, back, err)
			}
		}
		fsys := mapFS(map[string]string{"bin/wso2carbon-version.txt": s, "bin/version.txt": s, "repository/conf/carbon.xml": carbonXML})
		h, err := Load(t.Context(), fsys, Location{ConfDir: "repository/conf"}, nil)
		if err != nil {
			t.Fatal(err)
		}
		if strings.ContainsAny(h.Product, "\n") {
			t.Errorf("%q: the product has two lines: %q", s, h.Product)
		}
	})
}
