package home

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

// Contents that speak for Carbon, and some that do not.
const (
	carbonXML   = `<Server xmlns="http://wso2.org/projects/carbon/carbon.xml"><Offset>0</Offset></Server>`
	userMgt     = `<!-- users --><UserManager><Realm/></UserManager>`
	registryXML = `<?xml version="1.0" encoding="ISO-8859-1"?><wso2registry/>`
	catalina    = `<?xml version='1.0'?><Server port="8005"/>`
	axis2XML    = `<axisconfig name="AxisJava2.0"><!-- org.wso2.carbon --></axisconfig>`
	carbonAxis2 = `<axisconfig><listener class="org.wso2.carbon.core.deployment.DeploymentInterceptor"/></axisconfig>`
	plainAxis2  = `<axisconfig name="AxisJava2.0"/>`
	datasources = `<datasources-configuration/>`
	webXML      = `<web-app/>`
	toml        = "[server]\nhostname = \"is.example.com\"\n"
)

// mapFS is a file system of the given files.
func mapFS(files map[string]string) fstest.MapFS {
	fsys := fstest.MapFS{}
	for name, data := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(data), Mode: 0o644}
	}
	return fsys
}

// describe puts each location on a line: layout, directory, configuration directory,
// and what is wanted of it.
func describe(locations []Location) string {
	var b strings.Builder
	for _, s := range locations {
		fmt.Fprintf(&b, "%s: %s + %s", s.Layout, s.Dir, s.ConfDir)
		if len(s.Only) > 0 {
			fmt.Fprintf(&b, " only %v", s.Only)
		}
		b.WriteString("\n")
	}
	return b.String()
}

func TestFind(t *testing.T) {
	const none = ""
	for _, c := range []struct {
		name  string
		files map[string]string
		start string
		want  string
	}{
		{"a product home", map[string]string{"esb/repository/conf/carbon.xml": carbonXML, "esb/bin/version.txt": "x"}, ".", "product home: esb + repository/conf\n"},
		{"the home itself", map[string]string{"repository/conf/carbon.xml": carbonXML}, ".", "product home: . + repository/conf\n"},
		{"its repository directory", map[string]string{"esb/repository/conf/carbon.xml": carbonXML}, "esb/repository", "product home: esb + repository/conf\n"},
		{"its configuration directory", map[string]string{"esb/repository/conf/carbon.xml": carbonXML}, "esb/repository/conf", "product home: esb + repository/conf\n"},
		{"a directory in it", map[string]string{"esb/repository/conf/carbon.xml": carbonXML, "esb/repository/conf/axis2/tenant-axis2.xml": plainAxis2}, "esb/repository/conf/axis2", "product home: esb + repository/conf only [repository/conf/axis2]\n"},
		{"a directory in it without a sign of its own", map[string]string{"esb/repository/conf/carbon.xml": carbonXML, "esb/repository/conf/etc/jmx.xml": "<JMX/>"}, "esb/repository/conf/etc", "product home: esb + repository/conf only [repository/conf/etc]\n"},
		{
			"an overlay with one file",
			map[string]string{"modules/is/templates/repository/conf/user-mgt.xml.erb": "<% if x %>"},
			".", "product home: modules/is/templates + repository/conf\n",
		},
		{"a weak name in repository/conf", map[string]string{"x/repository/conf/log4j.properties": ""}, ".", "product home: x + repository/conf\n"},
		{"deep in repository/conf", map[string]string{"x/repository/conf/tomcat/carbon/WEB-INF/web.xml": webXML, "x/repository/conf/tomcat/web.xml": webXML}, ".", "product home: x + repository/conf\n"},
		{"an Axis2 server of the samples", map[string]string{"samples/axis2Server/repository/conf/axis2.xml": plainAxis2}, ".", none},
		{
			"an Enterprise Integrator",
			map[string]string{
				"ei/conf/carbon.xml": carbonXML, "ei/conf/datasources/master-datasources.xml": datasources,
				"ei/wso2/broker/conf/carbon.xml": carbonXML, "ei/wso2/analytics/conf/user-mgt.xml": userMgt,
				"ei/wso2/components/plugins/x.jar": "", "ei/bin/integrator.sh": "",
			},
			".", "product home: ei + conf\nproduct profile: ei/wso2/analytics + conf\nproduct profile: ei/wso2/broker + conf\n",
		},
		{"conf on its own", map[string]string{"puppet/templates/conf/carbon.xml.erb": carbonXML, "puppet/templates/conf/axis2/axis2.xml.erb": axis2XML}, ".", "configuration tree: puppet/templates/conf + .\n"},
		{"a tree of another name", map[string]string{"templates/4.9.0/axis2/axis2.xml.j2": plainAxis2}, ".", "configuration tree: templates/4.9.0 + .\n"},
		{"trees below a tree", map[string]string{"conf/carbon.xml": carbonXML, "conf/prod/carbon.xml": carbonXML, "conf/axis2/axis2.xml": axis2XML}, ".", "configuration tree: conf + .\nconfiguration tree: conf/prod + .\n"},
		{"a flat folder", map[string]string{"etc/carbon.xml": carbonXML, "etc/axis2.xml": axis2XML, "etc/master-datasources.xml": datasources}, ".", "flat folder: etc + .\n"},
		{"flat, without carbon.xml", map[string]string{"x/catalina-server.xml.j2": catalina}, ".", "flat folder: x + .\n"},
		{"flat, with a directory", map[string]string{"x/catalina-server.xml": catalina, "x/security/wso2carbon.jks": ""}, ".", "flat folder: x + .\n"},
		{"half flat", map[string]string{"x/catalina-server.xml": catalina, "x/axis2/axis2.xml": axis2XML}, ".", "configuration tree: x + .\n"},
		{"several in one repository", map[string]string{
			"nodes/b/repository/conf/carbon.xml": carbonXML, "nodes/a/repository/conf/carbon.xml": carbonXML, "old/registry.xml": registryXML,
		}, ".", "product home: nodes/a + repository/conf\nproduct home: nodes/b + repository/conf\nconfiguration tree: old + .\n"},
		{
			"beside the configuration nothing is looked for",
			map[string]string{"h/repository/conf/carbon.xml": carbonXML, "h/repository/components/x/repository/conf/carbon.xml": carbonXML, "h/repository/resources/conf/templates/repository/conf/carbon.xml.j2": carbonXML},
			".", "product home: h + repository/conf\n",
		},
		{"other repositories are gone through", map[string]string{"h/repository/x/repository/conf/carbon.xml": carbonXML}, ".", "product home: h/repository/x + repository/conf\n"},
		{"generated", map[string]string{"is/repository/conf/deployment.toml": toml}, ".", "product home: is + repository/conf\n"},
		{"generated, flat", map[string]string{"is/deployment.toml": toml}, ".", "configuration tree: is + .\n"},
		{
			"an axis2.xml of Carbon alone in a folder",
			map[string]string{"x/axis2.xml": carbonAxis2},
			".", "flat folder: x + .\n",
		},
		{"axis2.xml of an Axis2 client, with a licence of WSO2", map[string]string{"client_repo/conf/axis2.xml": `<!-- Copyright WSO2 Inc. org.wso2.carbon --><axisconfig name="AxisJava2.0"/>`}, ".", none},
		{
			"what an Enterprise Integrator holds beside its configuration",
			map[string]string{
				"ei/bin/integrator.sh": "", "ei/conf/carbon.xml": carbonXML, "ei/conf/axis2/axis2.xml": axis2XML,
				"ei/wso2/business-process/conf/carbon.xml": carbonXML, "ei/wso2/broker/conf_bak/carbon.xml": carbonXML,
				"ei/wso2/analytics/conf/worker/deployment.yaml":       "wso2.carbon:\n  id: sp\n",
				"ei/samples/axis2Client/client_repo/conf/axis2.xml":   carbonAxis2,
				"ei/samples/axis2Server/repository/conf/axis2.xml":    carbonAxis2,
				"ei/samples/other/conf/datasources/x-datasources.xml": datasources,
				"ei/conf_bak/carbon.xml":                              carbonXML, "ei/conf.20140312/carbon.xml": carbonXML,
				"ei/backup/conf/carbon.xml": carbonXML, "ei/docs/conf/carbon.xml": carbonXML, "ei/patches/patch0001/conf/axis2/axis2.xml": axis2XML,
			},
			".", "product home: ei + conf\nconfiguration tree: ei/wso2/analytics/conf/worker + .\nproduct profile: ei/wso2/business-process + conf\n",
		},
		{
			"what a server holds beside its configuration",
			map[string]string{
				"esb/bin/wso2server.sh": "", "esb/repository/conf/carbon.xml": carbonXML,
				"esb/repository/conf.orig/carbon.xml": carbonXML, "esb/repository_old/conf/carbon.xml": carbonXML,
				"esb/backup/repository/conf/carbon.xml": carbonXML, "esb/esb-4.8.1/repository/conf/carbon.xml": carbonXML,
				"esb/repository/components/patches/patch0001/repository/conf/carbon.xml": carbonXML,
			},
			".", "product home: esb + repository/conf\n",
		},
		{
			"the old files of a server that is configured in deployment.toml",
			map[string]string{
				"is/repository/conf/deployment.toml": toml, "is/backup/repository/conf/carbon.xml": carbonXML,
				"is/repository/resources/conf/templates/repository/conf/carbon.xml.j2": carbonXML,
			},
			".", "product home: is + repository/conf\n",
		},
		{
			"copies beside what they copy",
			map[string]string{
				"t/conf/carbon.xml": carbonXML, "t/conf_bak/carbon.xml": carbonXML, "t/conf-old/carbon.xml": carbonXML, "t/conf2014-03-12/carbon.xml": carbonXML,
				"t/old/carbon.xml": carbonXML, "u/repository/conf/carbon.xml": carbonXML, "u/repository.bak/conf/carbon.xml": carbonXML,
				"backups/esb/repository/conf/carbon.xml": carbonXML,
			},
			".", "configuration tree: t/conf + .\nproduct home: u + repository/conf\n",
		},
		{
			"a standby node, and the old side of a comparison",
			map[string]string{
				"esb/backup/repository/conf/carbon.xml": carbonXML, "esb/primary/repository/conf/carbon.xml": carbonXML,
				"old/carbon.xml": carbonXML, "new/carbon.xml": carbonXML, "threshold/carbon.xml": carbonXML, "conf_old/carbon.xml": carbonXML,
			},
			".", "configuration tree: conf_old + .\nproduct home: esb/backup + repository/conf\nproduct home: esb/primary + repository/conf\n" +
				"configuration tree: new + .\nconfiguration tree: old + .\nconfiguration tree: threshold + .\n",
		},
		{"a copy that is asked for", map[string]string{"ei/bin/integrator.sh": "", "ei/conf/carbon.xml": carbonXML, "ei/conf_bak/carbon.xml": carbonXML}, "ei/conf_bak", "configuration tree: ei/conf_bak + .\n"},
		{"a backup that is asked for", map[string]string{"e/bin/wso2server.sh": "", "e/repository/conf/carbon.xml": carbonXML, "e/backup/repository/conf/carbon.xml": carbonXML}, "e/backup", "product home: e/backup + repository/conf\n"},
		{"overlays beside a configuration without its server", map[string]string{"repository/conf/carbon.xml": carbonXML, "env/prod/repository/conf/carbon.xml": carbonXML}, ".", "product home: . + repository/conf\nproduct home: env/prod + repository/conf\n"},
		{"a copy in a flat folder", map[string]string{"t/carbon.xml": carbonXML, "t/axis2.xml": carbonAxis2, "t/conf.bak/carbon.xml": carbonXML, "t/old/carbon.xml": carbonXML, "t/prod/carbon.xml": carbonXML}, ".", "flat folder: t + .\nconfiguration tree: t/prod + .\n"},
		{"a template with a macro before its root element", map[string]string{"t/conf/datasources/master-datasources.xml.j2": "{% macro a() %}<datasource/>{% endmacro %}" + datasources}, ".", "configuration tree: t/conf + .\n"},
		{"another file with an element of that name inside", map[string]string{"t/conf/registry.xml": "<a><wso2registry/></a>"}, ".", none},
		{"output of Maven", map[string]string{"pom.xml": "", "src/main/conf/carbon.xml": carbonXML, "target/classes/conf/carbon.xml": carbonXML}, ".", "configuration tree: src/main/conf + .\n"},
		{"Carbon 5", map[string]string{"sp/conf/worker/deployment.yaml": "wso2.carbon:\n  id: sp\n"}, ".", "configuration tree: sp/conf/worker + .\n"},

		{"another product's conf", map[string]string{"conf/web.xml": webXML, "conf/server.xml": catalina, "conf/context.xml": "<Context/>"}, ".", none},
		{"weak names alone", map[string]string{"conf/log4j.properties": "", "conf/identity.xml": "<Server/>", "conf/etc/jmx.xml": "<JMX/>"}, ".", none},
		{"a registry.xml that says nothing", map[string]string{"x/registry.xml": ">>>>>>> theirs\n"}, ".", none},
		{"another directory called wso2", map[string]string{"wso2/mine/conf/carbon.xml": carbonXML}, ".", "configuration tree: wso2/mine/conf + .\n"},
		{"another registry.xml", map[string]string{"conf/registry.xml": "<registry/>"}, ".", none},
		{"another carbon.xml", map[string]string{"app/carbon.xml": "<carbon/>"}, ".", none},
		{"a web page", map[string]string{"location/carbon.xml": "<!DOCTYPE html>\n<html></html>"}, ".", none},
		{"web pages", map[string]string{
			"x/conf/carbon.xml.erb":          "\n\n<!DOCTYPE html>\n<html class=\"\"><meta charset='utf-8'>",
			"x/conf/user-mgt.xml.erb":        "<html>",
			"x/conf/user-mgt/_remote.erb":    "<html>",
			"x/conf/axis2/axis2.xml.erb":     "<!doctype HTML>\n<HTML>",
			"y/conf/carbon.xml":              "<html>",
			"y/conf/log4j.properties":        "",
			"z/conf/carbon.xml":              "<html>",
			"z/conf/registry.xml":            "<registry/>",
			"z/conf/datasources/README.html": "<html>",
		}, ".", "configuration tree: x/conf + .\n"},
		{"another deployment.toml", map[string]string{"deployment.toml": "[deploy]\n"}, ".", none},
		{"plain Axis2", map[string]string{"conf/axis2.xml": plainAxis2}, ".", none},
		{"only copies", map[string]string{"x/carbon_old.xml": carbonXML, "x/carbon.xml.bak": carbonXML}, ".", none},
		{"in a directory of git", map[string]string{".git/repository/conf/carbon.xml": carbonXML, "node_modules/x/carbon.xml": carbonXML}, ".", none},
		{"an unreadable form", map[string]string{"x/carbon.xml": "<<<<<<< HEAD\n"}, ".", "configuration tree: x + .\n"},
		{"UTF-16", map[string]string{"x/registry.xml": "\xff\xfe<\x00w\x00s\x00o\x002\x00r\x00e\x00g\x00i\x00s\x00t\x00r\x00y\x00/\x00>\x00"}, ".", "configuration tree: x + .\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			locations, _, err := Find(t.Context(), mapFS(c.files), c.start, FindOptions{})
			if got := describe(locations); got != c.want {
				t.Errorf("got\n%swant\n%s", got, c.want)
			}
			if c.want == none != errors.As(err, new(*NoConfiguration)) {
				t.Errorf("error %v", err)
			}
		})
	}
}

func TestFindNames(t *testing.T) {
	fsys := mapFS(map[string]string{"srv/esb/repository/conf/carbon.xml": carbonXML})
	for _, c := range []struct{ start, name, want string }{
		{"srv", "../srv", "../srv/esb"},
		{"srv/esb", ".", "."},
		{"srv/esb/repository", ".", ".."},
		{"srv/esb/repository/conf", ".", "../.."},
		{"srv/esb/repository/conf", "esb/repository/conf", "esb"},
		{"srv/esb/repository/conf", "/srv/esb/repository/conf", "/srv/esb"},
		{".", "pack.zip", "pack.zip/srv/esb"},
		{"srv", "", "srv/esb"},
	} {
		locations, _, err := Find(t.Context(), fsys, c.start, FindOptions{Name: c.name})
		if err != nil || len(locations) != 1 || locations[0].Path != c.want {
			t.Errorf("%s called %q: got %+v, %v, want %s", c.start, c.name, locations, err, c.want)
		}
	}
}

func TestFindSigns(t *testing.T) {
	for files, want := range map[string]string{
		"repository/conf/carbon.xml":                                                           "product home: carbon.xml",
		"repository/conf/carbon.xml repository/conf/registry.xml":                              "product home: carbon.xml registry.xml",
		"x/carbon.xml x/carbon.xml.erb x/user-mgt.xml x/axis2.xml":                             "flat folder: carbon.xml user-mgt.xml axis2.xml",
		"x/catalina-server.xml.erb":                                                            "flat folder: catalina-server.xml",
		"x/conf/carbon.xml x/conf/datasources/master-datasources.xml":                          "configuration tree: carbon.xml datasources/master-datasources.xml",
		"repository/conf/datasources/a-datasources.xml repository/conf/axis2/tenant-axis2.xml": "product home: axis2/tenant-axis2.xml datasources/a-datasources.xml",
	} {
		fsys := fstest.MapFS{}
		for _, f := range strings.Fields(files) {
			fsys[f] = &fstest.MapFile{}
		}
		locations, _, err := Find(t.Context(), fsys, ".", FindOptions{})
		if err != nil {
			t.Fatal(err)
		}
		if got := locations[0].Layout.String() + ": " + strings.Join(locations[0].Signs, " "); got != want {
			t.Errorf("%s: got %s, want %s", files, got, want)
		}
	}
}

func TestFindDeep(t *testing.T) {
	deep := strings.Repeat("d/", 10_000)
	fsys := mapFS(map[string]string{deep + "carbon.xml": carbonXML, "a/repository/conf/carbon.xml": carbonXML, "a/repository/conf/" + deep + "x.xml": "<x/>"})
	locations, skipped, err := Find(t.Context(), fsys, ".", FindOptions{Name: "x"})
	if err != nil || describe(locations) != "product home: a + repository/conf\n" || len(skipped) != 1 {
		t.Fatalf("got %s, %v, %v", describe(locations), skipped, err)
	}
	if h := load(t, fsys, locations[0]); len(h.Problems) != 1 {
		t.Errorf("problems %v", h.Problems)
	}
}

// locked is a file system in which some names cannot be read.
type locked struct {
	fs.FS
	names []string
}

func (l locked) Open(name string) (fs.File, error) {
	if slices.Contains(l.names, name) {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrPermission}
	}
	return l.FS.Open(name)
}

func TestUnreadable(t *testing.T) {
	fsys := mapFS(map[string]string{"a/x": "", "h/repository/conf/carbon.xml": carbonXML, "h/repository/conf/axis2/axis2.xml": axis2XML, "h/repository/conf/user-mgt.xml": userMgt})
	l := locked{fsys, []string{"a", "h/repository/conf/axis2", "h/repository/conf/carbon.xml"}}
	locations, skipped, err := Find(t.Context(), l, ".", FindOptions{Name: "r"})
	if err != nil || len(locations) != 1 {
		t.Fatalf("got %v, %v", locations, err)
	}
	if len(skipped) != 1 || skipped[0].Path != "r/a" || !errors.Is(skipped[0].Err, fs.ErrPermission) || skipped[0].Reason != (Reason{}) {
		t.Errorf("skipped %v", skipped)
	}
	h := load(t, l, locations[0])
	if f := h.File("carbon.xml"); f == nil || !errors.Is(f.Err, fs.ErrPermission) || f.Doc != nil {
		t.Errorf("carbon.xml: %+v", f)
	}
	if len(h.Problems) != 1 || h.Problems[0].Path != "repository/conf/axis2" {
		t.Errorf("problems %v", h.Problems)
	}
	bare := mapFS(map[string]string{"x/carbon.xml": carbonXML, "y/registry.xml": registryXML})
	locations, _, err = Find(t.Context(), locked{bare, []string{"x/carbon.xml", "y/registry.xml"}}, ".", FindOptions{})
	if err != nil || describe(locations) != "configuration tree: x + .\n" {
		t.Errorf("by names alone: %s, %v", describe(locations), err)
	}
	if _, _, err := Find(t.Context(), locked{fsys, []string{"."}}, ".", FindOptions{}); !errors.Is(err, fs.ErrPermission) {
		t.Errorf("an unreadable start: %v", err)
	}
}

func load(t *testing.T, fsys fs.FS, s Location) *Home {
	t.Helper()
	h, err := Load(t.Context(), fsys, s, nil)
	if err != nil {
		t.Fatal(err)
	}
	return h
}

// TestCopiesBesideConfAreNamed: a server's repository is not searched beyond conf,
// but a copy of conf there is left out by name, not in silence.
func TestCopiesBesideConfAreNamed(t *testing.T) {
	fsys := mapFS(map[string]string{
		"esb/repository/conf/carbon.xml": carbonXML, "esb/repository/conf_bak/carbon.xml": carbonXML,
		"esb/repository/conf.orig/carbon.xml": carbonXML, "esb/repository/components/x.xml": "<a/>",
	})
	locations, skipped, err := Find(t.Context(), fsys, ".", FindOptions{})
	if err != nil || len(locations) != 1 {
		t.Fatalf("%d homes, %v", len(locations), err)
	}
	var got []string
	for _, s := range skipped {
		got = append(got, s.Path)
	}
	if want := []string{"esb/repository/conf.orig", "esb/repository/conf_bak"}; !slices.Equal(got, want) {
		t.Errorf("left out %v, want %v", got, want)
	}
}
