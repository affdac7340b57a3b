package rules

import (
	"cmp"
	"fmt"
	"net/url"
	"strings"

	"github.com/carbonlint/carbonlint/internal/phrase"
	"github.com/carbonlint/carbonlint/internal/xmldoc"
)

// judgeValues judges a setting where it is active. The server reads the first that is
// not blank.
func (c *proxyPaths) judgeValues(name string) {
	var read []*xmldoc.Element
	for _, e := range c.active[name] {
		if _, why := text(c.doc, e); why != "" || strings.TrimSpace(e.Text()) != "" {
			read = append(read, e)
		}
	}
	if len(read) == 0 {
		return
	}
	r := c.lookup(wanted{name: name, doc: c.doc, parent: c.doc.Root(), given: read, firstCounts: true, optional: true})
	for _, v := range r.counts {
		c.judgeValue(v.at, v.text)
	}
	if name == workerProxyPath {
		return // the target reads none of them
	}
	for _, f := range r.repeats(c.doc, name, func(v value) string { return strings.TrimSpace(v.text) }, nil) {
		f.Item = name
		c.Report(f)
	}
}

func (c *proxyPaths) judgeValue(e *xmldoc.Element, value string) {
	bad := judgePath(value)
	if bad == nil {
		return
	}
	f := Finding{
		Code: "bad-path", Doc: c.doc, Span: e.StartTag, Item: e.Name(),
		Message: e.Name() + " is " + bad.what + ".", Effect: bad.effect,
		Hint: "Write the path that the proxy adds, with a leading slash and no trailing slash.",
	}
	if e.Name() == workerProxyPath {
		f.Item = proxyPath
	}
	if edit, err := c.doc.SetText(e, bad.want); err == nil && bad.want != "" {
		f.Fix = &Fix{Title: fmt.Sprintf("set %s to %s", e.Name(), bad.want), Unsafe: true, Edits: []xmldoc.Edit{edit}}
		f.Hint = ""
	}
	c.Report(f)
}

// badPath is a value that results in wrong links.
type badPath struct {
	what, effect string
	want         string // what is meant; "" when unknown
}

// judgePath says what is wrong with a proxy context path; nil when nothing is.
func judgePath(value string) *badPath {
	trimmed := strings.TrimSpace(value)
	bare := strings.TrimRight(trimmed, "/")
	switch {
	case strings.Contains(trimmed, "://"):
		bad := &badPath{
			what:   phrase.Quote(redact(trimmed)) + "; " + target + " expects only a path",
			effect: "The server adds all of it to its own host name, and the links do not work.",
		}
		if u, err := url.Parse(trimmed); err == nil && !strings.ContainsAny(trimmed, " \t\r\n?#") {
			bad.want = strings.TrimRight(u.EscapedPath(), "/")
		}
		return bad
	case strings.ContainsAny(trimmed, " \t\r\n"):
		return &badPath{
			what:   phrase.Quote(trimmed) + ", with blanks in it; " + target + " expects one path",
			effect: "The blanks become part of every link, and the links do not work.",
		}
	case trimmed == "/" && value != trimmed:
		return &badPath{
			what:   "a slash with blanks around it; " + target + " reads only a slash without blanks as no path",
			effect: "The server adds the slash as a path, and links have two slashes instead of one.",
			want:   "/",
		}
	case trimmed != "/" && bare != trimmed:
		return &badPath{
			what:   phrase.Quote(trimmed) + "; " + target + " expects a path without a trailing slash",
			effect: "Links have two slashes instead of one, which not every proxy accepts.",
			want:   cmp.Or(bare, "/"),
		}
	}
	return nil
}

// redact removes user and password from a URL.
func redact(s string) string {
	scheme, rest, _ := strings.Cut(s, "://")
	if i := strings.LastIndex(rest, "@"); i >= 0 {
		rest = rest[i+1:]
	}
	return scheme + "://" + rest
}
