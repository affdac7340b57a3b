package rules

import (
	"cmp"
	"fmt"
	"net/url"
	"strings"

	"github.com/carbonlint/carbonlint/internal/phrase"
	"github.com/carbonlint/carbonlint/internal/xmldoc"
)

// judgeValues judges a setting where it is active. The server takes the first
// that is not blank.
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
		return // 4.4.3 reads none of them
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
		Hint: "Write the path that the proxy adds, with a slash in front and none at the end.",
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

// badPath is a value that the server makes wrong links of.
type badPath struct {
	what, effect string
	want         string // what is meant; "" when unknown
}

// judgePath gives what is wrong with a proxy context path, or nil.
func judgePath(value string) *badPath {
	trimmed := strings.TrimSpace(value)
	bare := strings.TrimRight(trimmed, "/")
	switch {
	case strings.Contains(trimmed, "://"):
		bad := &badPath{
			what:   phrase.Quote(redact(trimmed)) + "; " + target + " expects a path and no server",
			effect: "The server puts the whole of it behind its own host name, and the links lead nowhere.",
		}
		if u, err := url.Parse(trimmed); err == nil && !strings.ContainsAny(trimmed, " \t\r\n?#") {
			bad.want = strings.TrimRight(u.EscapedPath(), "/")
		}
		return bad
	case strings.ContainsAny(trimmed, " \t\r\n"):
		return &badPath{
			what:   phrase.Quote(trimmed) + ", with blanks in it; " + target + " expects one path",
			effect: "The blanks become part of every link, which then leads nowhere.",
		}
	case trimmed == "/" && value != trimmed:
		return &badPath{
			what:   "a slash with blanks around it; without them it means no path",
			effect: "The server takes the slash for a path, and links have two slashes where one is meant.",
			want:   "/",
		}
	case trimmed != "/" && bare != trimmed:
		return &badPath{
			what:   phrase.Quote(trimmed) + "; " + target + " expects a path without a slash at the end",
			effect: "Links have two slashes where one is meant, which not every proxy accepts.",
			want:   cmp.Or(bare, "/"),
		}
	}
	return nil
}

// redact takes user and password out of a URL.
func redact(s string) string {
	scheme, rest, _ := strings.Cut(s, "://")
	if i := strings.LastIndex(rest, "@"); i >= 0 {
		rest = rest[i+1:]
	}
	return scheme + "://" + rest
}
