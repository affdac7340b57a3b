package xmldoc

import (
	"strings"
	"testing"
)

// TestBranchedElements: an element whose start tag stands in two branches is there under both, and what else depends
// on template code still does.
func TestBranchedElements(t *testing.T) {
	const text = "<% if @vault %>\n<a xmlns:v=\"u\">\n<% else %>\n<a>\n<% end %>\n" +
		"<% if @b %><b>1</b><% else %><b>2</b><% end %>\n" +
		"<% if @c %><c x='1'<% else %><c y='2'<% end %> z='3'/>\n" +
		"<% if @w %><w><% end %><d/><% if @w %></w><% end %>\n" +
		"<% if @e %><e><f/><% else %><e><g/><% end %></e>\n</a>\n"
	d, err := Parse("x.xml.erb", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		path, cond string
		branched   bool
	}{
		{"/a", "", true},
		{"/a/b[1]", "if @b", false},
		{"/a/b[2]", "else of if @b", false},
		{"/a/c", "", true},
		{"/a/w", "if @w", false},
		{"/a/w/d", "", false},
		{"/a/e", "", true},
		{"/a/e/f", "if @e", false},
	} {
		e := d.First(tt.path)
		if e == nil {
			t.Errorf("no %s", tt.path)
			continue
		}
		if got := d.ConditionOf(e).String(); got != tt.cond {
			t.Errorf("%s is there under %q, want %q", tt.path, got, tt.cond)
		}
		if got := d.Branched(e); got != tt.branched {
			t.Errorf("%s: branched is %v", tt.path, got)
		}
	}
	if len(d.Find("/a/e/g")) != 0 {
		t.Error("both branches were read")
	}
	for path, want := range map[string]bool{"/a/e": true, "/a/c": false, "/a/w": false} {
		if got := d.MayYield(d.First(path).Span); got != want {
			t.Errorf("%s: may yield more is %v", path, got)
		}
	}
}

// TestSometimesComment tells a comment that template code makes from one that only holds template code.
func TestSometimesComment(t *testing.T) {
	for text, want := range map[string]bool{
		"<a><% if @b %><!--<% end %><c/><% if @b %>--><% end %></a>": true,
		"<a><% if @b %><!--<% end %>c>d</c--></a>":                   true,
		"<a><!-- <% if @b %> --><c/><!-- <% end %> --></a>":          false,
		"<a><% if @b %><!-- <c/> --><% end %></a>":                   false,
		"<a><!-- <c/> --></a>":                                       false,
	} {
		d, err := Parse("x.xml.erb", []byte(text))
		if err != nil {
			t.Errorf("%s: %v", text, err)
			continue
		}
		if got := d.SometimesComment(d.Comments()[0]); got != want {
			t.Errorf("%s: %v", text, got)
		}
	}
}

// TestAppendBehindTemplateCode: what is added behind a child under a condition goes behind the code, so that it is
// always there.
func TestAppendBehindTemplateCode(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{"<a>\n  <b/>\n  <%- if @c -%>\n  <c/>\n  <%- end -%>\n</a>", "<a>\n  <b/>\n  <%- if @c -%>\n  <c/>\n  <%- end -%>\n  <n/>\n</a>"},
		{"<a>\r\n\t<% if @c %>\r\n\t<c/>\r\n\t<% end %>\r\n\t<!-- d -->\r\n</a>", "<a>\r\n\t<% if @c %>\r\n\t<c/>\r\n\t<% end %>\r\n\t<!-- d -->\r\n\t<n/>\r\n</a>"},
		{"<a>\n  <% if @c %>\n  <c/>\n  <% end %>\n  <d/>\n  <%= @e %>\n</a>", "<a>\n  <% if @c %>\n  <c/>\n  <% end %>\n  <d/>\n  <n/>\n  <%= @e %>\n</a>"},
	} {
		d, err := Parse("x.xml.erb", []byte(tt.text))
		if err != nil {
			t.Fatal(err)
		}
		got, err := d.Apply([]Edit{d.AppendChild(d.Root(), "<n/>")})
		if err != nil || string(got) != tt.want {
			t.Errorf("%v\n%q, want\n%q", err, got, tt.want)
		}
		if !strings.Contains(string(got), "<n/>") {
			t.Errorf("nothing added to %q", tt.text)
		}
	}
}
