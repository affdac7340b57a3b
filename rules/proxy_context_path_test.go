package rules_test

import (
	"testing"

	"github.com/carbonlint/carbonlint/rules"
)

// carbon is a carbon.xml; what it holds besides WebContextRoot starts on line 3.
func carbon(inside string) string {
	return "<Server>\n    <WebContextRoot>/</WebContextRoot>\n" + inside + "</Server>\n"
}

func TestProxyContextPath(t *testing.T) {
	const (
		offered = "\n    <!--\n        Behind a reverse proxy that adds a path: the path of the management console,\n" +
			"        and that of services where it is another. A leading slash, none at the end.\n" +
			"        <MgtProxyContextPath></MgtProxyContextPath>\n        <ProxyContextPath></ProxyContextPath>\n    -->\n"
		offer  = "(safe: offer MgtProxyContextPath and ProxyContextPath in a comment) "
		absent = "1:1 info " + offer + "MgtProxyContextPath and ProxyContextPath are missing; 4.4.3 offers both in a comment.\n"
		again  = "4:1 warning (no fix) ProxyContextPath is given more than once; the server reads the first one, on line 3, and ignores this one.\n"
		names  = "ProxyContextPath and WorkerProxyContextPath are the names of late 4.2.0 patches; 4.4.3 calls them MgtProxyContextPath and ProxyContextPath.\n"
		rename = "warning (unsafe: rename them to MgtProxyContextPath and ProxyContextPath) "
	)
	mgt := func(s string) string { return "<MgtProxyContextPath>" + s + "</MgtProxyContextPath>\n" }
	proxy := func(s string) string { return "<ProxyContextPath>" + s + "</ProxyContextPath>\n" }
	worker := func(s string) string { return "<WorkerProxyContextPath>" + s + "</WorkerProxyContextPath>\n" }
	set := func(at, name, to, message string) string {
		return at + " warning (unsafe: set " + name + " to " + to + ") " + name + " is " + message + "\n"
	}
	for _, tt := range []struct {
		name, inside string
		connector    string // attributes of a Connector in catalina-server.xml
		want         string
		fixed        string // inside, after all fixes; "" when there are none
	}{
		{name: "absent", want: absent, fixed: offered},
		{name: "absent, before another setting", inside: "\n    <ItemsPerPage>15</ItemsPerPage>\n", want: absent, fixed: offered + "\n    <ItemsPerPage>15</ItemsPerPage>\n"},
		{
			name: "absent behind a proxy", connector: `proxyPort="443"`, fixed: offered,
			want: "1:1 warning " + offer + "MgtProxyContextPath and ProxyContextPath are missing, but a Connector has proxyPort 443; 4.4.3 offers both in a comment.\n",
		},
		{
			name: "absent behind a proxy whose port is not known", connector: `proxyPort="${port}"`, fixed: offered,
			want: "1:1 warning " + offer + "MgtProxyContextPath and ProxyContextPath are missing, but a Connector has proxyPort (proxyPort is given by a placeholder); 4.4.3 offers both in a comment.\n",
		},
		{name: "offered", inside: offered},
		{name: "offered, behind a proxy", inside: offered, connector: `proxyPort="443"`},
		{name: "offered with the tag fused to the marker", inside: "<!--MgtProxyContextPath>/x</MgtProxyContextPath-->\n"},
		{name: "only one of them offered", inside: "<!-- " + proxy("/x") + " -->\n"},
		{name: "only one of them active", inside: mgt("/x")},
		{name: "empty", inside: "<MgtProxyContextPath/>\n" + proxy("")},
		{name: "a slash is no path", inside: mgt("/") + proxy("/")},
		{name: "blanks only are skipped", inside: mgt(" ") + mgt("/x")},
		{name: "blanks around it are trimmed", inside: mgt(" x/y\n")},
		{name: "without a slash in front", inside: mgt("x")},

		{name: "slash at the end", inside: proxy("/shop/"), want: set("3:1", "ProxyContextPath", "/shop", `"/shop/"; 4.4.3 expects a path without a slash at the end.`), fixed: proxy("/shop")},
		{name: "slashes at the end", inside: mgt("shop//"), want: set("3:1", "MgtProxyContextPath", "shop", `"shop//"; 4.4.3 expects a path without a slash at the end.`), fixed: mgt("shop")},
		{name: "slashes only", inside: proxy("//"), want: set("3:1", "ProxyContextPath", "/", `"//"; 4.4.3 expects a path without a slash at the end.`), fixed: proxy("/")},
		{name: "a slash in blanks", inside: proxy(" / "), want: set("3:1", "ProxyContextPath", "/", `a slash with blanks around it; without them it means no path.`), fixed: proxy("/")},
		{name: "a URL", inside: proxy("https://www.example.com/shop/"), want: set("3:1", "ProxyContextPath", "/shop", `"https://www.example.com/shop/"; 4.4.3 expects a path and no server.`), fixed: proxy("/shop")},
		{
			name: "a URL without a path", inside: proxy("https://www.example.com"),
			want: "3:1 warning (no fix) ProxyContextPath is \"https://www.example.com\"; 4.4.3 expects a path and no server.\n",
		},
		{
			name: "a URL with a user", inside: proxy("https://me:secret@www.example.com/shop"),
			want:  set("3:1", "ProxyContextPath", "/shop", `"https://www.example.com/shop"; 4.4.3 expects a path and no server.`),
			fixed: proxy("/shop"),
		},
		{name: "blanks inside", inside: proxy("/a b"), want: "3:1 warning (no fix) ProxyContextPath is \"/a b\", with blanks in it; 4.4.3 expects one path.\n"},
		{name: "given twice", inside: proxy("/a") + proxy("/b/"), want: again},
		{name: "by placeholder", inside: proxy("${path}"), want: "not judged 3: <ProxyContextPath> is given by a placeholder\n"},
		{
			name: "in another place", inside: mgt("/a") + "<Ports>" + proxy("/b/") + "</Ports>\n",
			want: "4:8 warning (no fix) ProxyContextPath is in <Ports>; the server reads it directly below <Server> only.\n",
		},

		{name: "the pair of 4.2.0", inside: proxy("/a") + worker("/b"), want: "4:1 " + rename + names, fixed: mgt("/a") + proxy("/b")},
		{name: "one of the pair", inside: worker("/b") + "<x/>\n", want: "3:1 " + rename + names, fixed: proxy("/b") + "<x/>\n"},
		{
			name: "the other, and the first in a comment", inside: proxy("/a") + "<!-- <WorkerProxyContextPath></WorkerProxyContextPath> -->\n",
			want: "3:1 " + rename + names, fixed: mgt("/a") + "<!-- <WorkerProxyContextPath></WorkerProxyContextPath> -->\n",
		},
		{
			name: "the pair with a slash at the end", inside: worker("/b/") + proxy("/a/"),
			want: "3:1 " + rename + names + set("3:1", "WorkerProxyContextPath", "/b", `"/b/"; 4.4.3 expects a path without a slash at the end.`) +
				set("4:1", "ProxyContextPath", "/a", `"/a/"; 4.4.3 expects a path without a slash at the end.`),
			fixed: proxy("/b") + mgt("/a"),
		},
		{
			name: "the pair with blanks inside", inside: proxy("/a b") + worker("/b"),
			want: "3:1 warning (no fix) ProxyContextPath is \"/a b\", with blanks in it; 4.4.3 expects one path.\n" + "4:1 warning (no fix) " + names,
		},
		{
			name: "the pair twice", inside: worker("/a") + worker("/b"),
			want: "3:1 warning (no fix) " + names + "4:1 warning (no fix) WorkerProxyContextPath is given more than once; the server reads the first one, on line 3, and ignores this one.\n",
		},
		{
			name: "the pair beside the new name", inside: mgt("/a") + worker("/b"),
			want: "4:1 warning (no fix) WorkerProxyContextPath is left over; 4.4.3 reads MgtProxyContextPath and ProxyContextPath.\n",
		},
		{
			name: "the pair in a comment", inside: "<!--\n" + proxy("") + worker("") + "-->\n",
			want:  "1:1 info " + offer + "MgtProxyContextPath is missing, and the comment has the names of late 4.2.0 patches; 4.4.3 offers MgtProxyContextPath and ProxyContextPath.\n",
			fixed: offered + "<!--\n" + proxy("") + worker("") + "-->\n",
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			files := map[string]string{"carbon.xml": carbon(tt.inside)}
			if tt.connector != "" {
				files["tomcat/catalina-server.xml"] = catalina(tt.connector)
			}
			if got := in("carbon.xml", brief(t, judge(t, "proxy-context-path", files))); got != tt.want {
				t.Errorf("got\n%swant\n%s", got, tt.want)
			}
			want := files["carbon.xml"]
			if tt.fixed != "" {
				want = carbon(tt.fixed)
			}
			if got := mend(t, "proxy-context-path", files, "carbon.xml", true); got != want {
				t.Errorf("fixed:\n%s", got)
			}
		})
	}
}

func TestProxyContextPathItems(t *testing.T) {
	r := judge(t, "proxy-context-path", map[string]string{"carbon.xml": carbon("<ProxyContextPath>/a/</ProxyContextPath>")})
	for _, item := range r.Guide(nil, func(*rules.Finding) bool { return true }) {
		if item.Rule != "proxy-context-path" {
			continue
		}
		want := map[string]string{"MgtProxyContextPath": "ok", "ProxyContextPath": "needs attention"}[item.Setting]
		if got := item.Status.String(); got != want {
			t.Errorf("%s: %s, want %s", item.Setting, got, want)
		}
	}
}

func TestProxyContextPathInTemplates(t *testing.T) {
	const file = "carbon.xml.erb"
	for _, tt := range []struct{ name, file, want, fixed string }{
		{
			name: "by expression", file: carbon("<ProxyContextPath><%= @path %></ProxyContextPath>\n"),
			want: "not judged 3: <ProxyContextPath> is given by a template expression\n",
		},
		{
			name: "both arms", file: carbon("<% if @a %><ProxyContextPath>/a/</ProxyContextPath><% else %><ProxyContextPath>/b</ProxyContextPath><% end %>\n"),
			want:  "3:12 warning (unsafe: set ProxyContextPath to /a) ProxyContextPath is \"/a/\"; 4.4.3 expects a path without a slash at the end.\n",
			fixed: carbon("<% if @a %><ProxyContextPath>/a</ProxyContextPath><% else %><ProxyContextPath>/b</ProxyContextPath><% end %>\n"),
		},
		{
			name: "any setting", file: carbon("<%= @settings %>\n"),
			want: "not judged 1: template code may add elements to <Server>, among them MgtProxyContextPath\n",
		},
		{
			name: "WebContextRoot under a condition", file: "<Server>\n<% if @a %>\n<WebContextRoot>/</WebContextRoot>\n<% end %>\n</Server>\n",
			want: "1:1 info (no fix) MgtProxyContextPath and ProxyContextPath are missing; 4.4.3 offers both in a comment.\n",
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			files := map[string]string{file: tt.file}
			if got := in(file, brief(t, judge(t, "proxy-context-path", files))); got != tt.want {
				t.Errorf("got\n%swant\n%s", got, tt.want)
			}
			want := tt.file
			if tt.fixed != "" {
				want = tt.fixed
			}
			if got := mend(t, "proxy-context-path", files, file, true); got != want {
				t.Errorf("fixed:\n%s", got)
			}
		})
	}
}
