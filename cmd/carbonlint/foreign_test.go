package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"testing"
	"unicode"

	"github.com/carbonlint/carbonlint/report"
)

// hostile is text that would steer a terminal, turn the direction of reading,
// break out of a format or command a CI system. It is good in a comment of XML 1.0
// where C0 controls are left out.
const (
	hostile   = "\u0085\u009b31m\u202e\u2066\u2028 ##vso[task.complete] ##[error]x | `x` </code><script>alert(1)</script> @team =1+1"
	control   = "\x1b[31m\a\b"
	ciCommand = "::error::x"
)

// hostileHome writes a home with hostile text in names, values and comments, and
// with mistakes there that are found and can be fixed.
func hostileHome(t *testing.T, dir, value string) string {
	t.Helper()
	name := "shop\x1b]0;x\a\u202e##vso[x]\r"
	if runtime.GOOS == "windows" {
		name = "shop\u202e##vso[x]"
	}
	home := filepath.Join(dir, name)
	escaped := strings.NewReplacer("&", "&amp;", "<", "&lt;").Replace(hostile + value)
	files := map[string]string{
		"repository/conf/carbon.xml": "<Server xmlns=\"http://wso2.org/projects/carbon/carbon.xml\">\n<!-- " + hostile + value + "\n" + ciCommand + "\n   " + ciCommand + "\n-->\n" +
			"<Name>" + escaped + "\n" + ciCommand + "\n</Name>\n" +
			"<Ports><EmbeddedQpid><BrokerPort>" + escaped + "</BrokerPort></EmbeddedQpid></Ports>\n" +
			"<!-- carbonlint-ignore cascade-delete: " + strings.ReplaceAll(hostile, "--", "") + " until 2001-01-01 -->\n" +
			"<Security><RegistryKeyStore><Location>" + escaped + "</Location></RegistryKeyStore></Security>\n</Server>",
		"repository/conf/registry.xml":    "<wso2registry>\n  <versionResourcesOnChange>" + escaped + "\n" + ciCommand + "</versionResourcesOnChange>\n</wso2registry>",
		"repository/conf/user-mgt.xml":    "<UserManager><Realm><Configuration>\n  <Property name=\"isCascadeDeleteEnabled\">" + escaped + "</Property>\n</Configuration></Realm></UserManager>",
		"repository/conf/axis2/axis2.xml": "<axisconfig>\n" + ciCommand + " <broken " + hostile + control,
		"repository/conf/tomcat/catalina-server.xml": "<Server><Service>\n<Connector port=\"" + escaped + "\" SSLEnabled=\"true\" scheme=\"https\" secure=\"true\"\n" +
			ciCommand + "=\"x\"/>\n</Service></Server>",
		"repository/conf/log4j.properties":   "a=" + hostile + control + value + "\n" + ciCommand + "\n",
		"repository/conf/nhttp.properties":   "b=\xff\x9b" + value + "\n",
		"repository/conf/etc/notes" + ".txt": control + hostile + value + "\n" + ciCommand + "\n  " + ciCommand + "\n",
		"bin/wso2carbon-version.txt":         "WSO2 Carbon Framework v4.2.0\n",
		"bin/version.txt":                    "WSO2 " + hostile + control + " v4.8.1\n",
		".carbonlint.yaml":                   "suppress:\n  - rule: version-resources-on-change\n    file: '**'\n    reason: " + fmt.Sprintf("%q", hostile+control+"\n"+ciCommand) + "\n    until: 2001-01-01\n",
	}
	for name, text := range files {
		file := filepath.Join(home, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return home
}

// steers finds what is not to be in any output: a character that does not show,
// and a command, where only a format's own may be.
func steers(format, out string) string {
	for i, line := range strings.Split(out, "\n") {
		for at, r := range line {
			if r != '\t' && r != '\u00a0' && !unicode.IsPrint(r) || r == '\ufffd' {
				return fmt.Sprintf("line %d has %q near %q", i+1, r, line[max(0, at-40):min(len(line), at+40)])
			}
		}
		start := strings.TrimSpace(line)
		if format != "github" && strings.HasPrefix(start, "::") {
			return fmt.Sprintf("line %d is a command: %q", i+1, line)
		}
		if own := "##vso[task.logissue "; format == "azure" {
			line = strings.TrimPrefix(line, own)
		}
		if found := regexp.MustCompile(`##[a-zA-Z]*\[`).FindString(line); found != "" {
			return fmt.Sprintf("line %d has a command: %q", i+1, line)
		}
	}
	return ""
}

// TestNoForeignTextSteers prints hostile homes in every way there is.
func TestNoForeignTextSteers(t *testing.T) {
	dir := t.TempDir()
	old, new := hostileHome(t, filepath.Join(dir, "old"), "1"), hostileHome(t, filepath.Join(dir, "new"), "2")
	both := 0
	show := func(format string, args ...string) string {
		var out, errs bytes.Buffer
		code := run(append([]string{"carbonlint"}, args...), strings.NewReader("<x"), &out, &errs)
		for _, text := range []string{out.String(), errs.String()} {
			if found := steers(format, text); found != "" {
				t.Errorf("%q: exit code %d: %s", args, code, found)
			}
			if format == "markdown" {
				text = regexp.MustCompile("(?s)```.*?```").ReplaceAllString(text, "") // code is shown as it is
			}
			if strings.Contains(text, "<script>alert") && (format == "html" || format == "markdown") {
				t.Errorf("%q: a script", args)
			}
		}
		if strings.Contains(out.String()+errs.String(), `\u202e`) {
			both++
		}
		return out.String()
	}
	calls := 0
	for _, f := range report.Formats() {
		for _, more := range [][]string{nil, {"--all"}} {
			calls++
			show(f.Name, append([]string{"check", "--format", f.Name, old}, more...)...)
		}
	}
	for _, f := range report.DiffFormats() {
		for _, more := range [][]string{{"--comments"}, {"--all"}} {
			calls++
			show(f.Name, append([]string{"diff", "--format", f.Name, old, new}, more...)...)
		}
		calls++
		show(f.Name, "diff", "--format", f.Name, filepath.Join(old, "repository/conf/etc/notes.txt"), filepath.Join(new, "repository/conf/etc/notes.txt"))
	}
	carbon, other := filepath.Join(old, "repository/conf/carbon.xml"), filepath.Join(new, "repository/conf/carbon.xml")
	for _, args := range [][]string{
		{"check", "--diff", "--unsafe-fixes", old},
		{"check", old, new},
		{"config", old},
		{"diff", "--textconv", carbon},
		{"diff", "--git", ciCommand + hostile + control, carbon, "1", "100644", other, "2", "100755"},
		{"diff", "--git", ciCommand + hostile + control},
		{"check", filepath.Join(dir, ciCommand+"\n"+ciCommand+hostile+control)},
		{"check", "--format", ciCommand + hostile + control},
		{"check", "--" + hostile + control},
		{"check", "-", "--stdin-filename", "repository/conf/" + hostile + control + "/carbon.xml"},
		{"diff", old, hostile + control},
		{ciCommand + hostile + control},
		{"rules", ciCommand + hostile + control},
		{"check", "--fix", "--unsafe-fixes", old},
	} {
		calls++
		show("text", args...)
	}
	if both < calls-6 { // a few have nothing to say of the text
		t.Errorf("only %d of %d outputs have the text, escaped", both, calls)
	}
}

// TestForeignTextStaysTheSameInJSON: what is escaped in JSON reads back as it is.
func TestForeignTextStaysTheSameInJSON(t *testing.T) {
	dir := t.TempDir()
	old, new := hostileHome(t, filepath.Join(dir, "old"), "1"), hostileHome(t, filepath.Join(dir, "new"), "2")
	var out bytes.Buffer
	run([]string{"carbonlint", "diff", "--format", "json", old, new}, strings.NewReader(""), &out, &out)
	var r struct {
		Files []struct {
			File    string
			Changes []struct{ Path, New string }
		}
	}
	if err := json.Unmarshal(out.Bytes(), &r); err != nil {
		t.Fatal(err)
	}
	for _, f := range r.Files {
		for _, c := range f.Changes {
			if f.File == "repository/conf/log4j.properties" && c.Path == "a" {
				if c.New != hostile+control+"2" {
					t.Errorf("%q", c.New)
				}
				return
			}
		}
	}
	t.Errorf("the value is not in %s", out.String())
}

// TestExactPatchOfHostileText: what is written to a file to apply stays exact.
func TestExactPatchOfHostileText(t *testing.T) {
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("git is not here")
	}
	dir := t.TempDir()
	home := hostileHome(t, dir, "1")
	patch := filepath.Join(dir, "x.patch")
	var out bytes.Buffer
	if code := run([]string{"carbonlint", "check", home, "--unsafe-fixes", "--patch", patch}, strings.NewReader(""), &out, &out); code == exitUsage {
		t.Fatal(out.String())
	}
	cmd := exec.Command("git", "apply", "--check", "-v", patch)
	cmd.Dir = home
	for _, v := range os.Environ() {
		if !strings.HasPrefix(v, "GIT_") {
			cmd.Env = append(cmd.Env, v)
		}
	}
	if out, err := cmd.CombinedOutput(); err != nil || !strings.Contains(string(out), "carbon.xml") {
		t.Errorf("%v: %s", err, out)
	}
}
