package xmldoc

import (
	"errors"
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

// TestSeveralRoots: a template that chooses from several root elements is read once for each, an edit of one leaves the
// others alone, and a change of one that no edit names is seen.
func TestSeveralRoots(t *testing.T) {
	const text = "<?xml version='1.0'?>\n<!-- head -->\n<% if @a %>\n<!-- a --><r>\n<% if @c %><c>1</c><% else %><c>2</c><% end %>\n</r>\n" +
		"<% elsif @b %>\n<s/>\n<% else %>\n<t>\n  <!-- t -->\n  <u>3</u>\n</t>\n<% end %>\n"
	d, err := Parse("x.xml.erb", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	all := append([]*Document{d}, d.At("y.xml.erb").Others()...)
	for i, want := range []struct {
		root, path, cond string
		comments         int
	}{
		{"r", "x.xml.erb", "if @a", 2}, {"s", "y.xml.erb", "elsif @b of if @a", 1}, {"t", "y.xml.erb", "else of if @a", 2},
	} {
		if i >= len(all) {
			t.Fatalf("%d readings", len(all))
		}
		got := all[i]
		if got.Root().Name() != want.root || got.Path != want.path || got.ConditionOf(got.Root()).String() != want.cond || len(got.Comments()) != want.comments {
			t.Errorf("reading %d is %s of %s under %q with %d comments", i, got.Root().Name(), got.Path, got.ConditionOf(got.Root()), len(got.Comments()))
		}
		if i > 0 && got.Others() != nil {
			t.Errorf("reading %d has others", i)
		}
	}
	if len(all[0].Find("/r/c")) != 2 {
		t.Error("a branch inside the first was not read")
	}
	u := all[2].First("/t/u")
	edit, err := all[2].SetText(u, "4")
	if err != nil {
		t.Fatal(err)
	}
	edits := []Edit{edit, all[2].AppendChild(all[2].Root(), "<n/>")}
	out, err := d.Apply(edits)
	if want := strings.Replace(text, "3</u>", "4</u>\n  <n/>", 1); err != nil || string(out) != want {
		t.Fatalf("%v\n%s", err, out)
	}
	for i, doc := range all {
		if _, err := doc.Prove(edits, out); err != nil {
			t.Errorf("reading %d: %v", i, err)
		}
	}
	// What no edit names: the first reading does not have the third.
	worse := []Edit{{all[2].Root().StartTag, "<t><v>"}, {Span{Start: all[2].Root().Inner.End, End: all[2].Root().Span.End}, "</v></t>"}}
	out, err = d.Apply(worse)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := all[0].Prove(worse, out); err != nil {
		t.Error(err)
	}
	if _, err := all[2].Prove(worse, out); err == nil {
		t.Error("the third reading has changed, and nobody sees it")
	}
	gone := []Edit{{all[2].Root().Span, ""}}
	if out, err = d.Apply(gone); err != nil {
		t.Fatal(err)
	}
	if _, err := all[2].Prove(gone, out); err == nil {
		t.Error("the third root is gone, and nobody sees it")
	}
	if (*Document)(nil).Others() != nil {
		t.Error("a file that is not there has readings")
	}
}

// TestSeveralRootsNotRead: a root that is not well-formed is an error of the file, and so are more than anybody writes.
func TestSeveralRootsNotRead(t *testing.T) {
	d, err := Parse("x.xml.erb", []byte("<% if @a %>\n<r/>\n<% else %>\n<r><b></r>\n<% end %>\n"))
	if err == nil || err.Error() != "read x.xml.erb:4:7: end tag </r> where </b> was expected (opened at line 4)" || d.Root() != nil || d.Others() != nil {
		t.Errorf("%v, root %v", err, d.Root())
	}
	if _, err := Parse("x.xml.erb", []byte(strings.Repeat("<% if @a %><r/><% end %>", 21))); !errors.Is(err, ErrTooManyRoots) {
		t.Errorf("21 roots: %v", err)
	}
	d, err = Parse("x.xml.erb", []byte(strings.Repeat("<% if @a %><r/><% end %>", 20)))
	if err != nil || len(d.Others()) != 19 {
		t.Errorf("20 roots: %v, %d others", err, len(d.Others()))
	}
	for _, text := range []string{"<% if @a %><r/><s/><% end %>", "<% if @a %><r/><% end %><s/>", strings.Repeat("<r><%= a %></r>", 30)} {
		if d, err := Parse("x.xml.erb", []byte(text)); err == nil || !strings.Contains(err.Error(), "a second root element") || d.Others() != nil {
			t.Errorf("%s: %v", text, err)
		}
	}
}

// TestDefinitionsBeforeTheRoot: what a macro holds is written where it is called, not beside the root element.
func TestDefinitionsBeforeTheRoot(t *testing.T) {
	for name, text := range map[string]string{
		"a.j2":  "{% macro m(x) %}<d>{{ x }}</d>{% endmacro %}\n{% macro n() %}<e/><f/>{% endmacro %}<r><s/>{{ m(1) }}</r>",
		"a.tpl": "{{ define \"m\" }}<d/>{{ end }}<r><s/></r>",
		"a.vm":  "#macro(m)<d/>#end<r><s/></r>",
		"a.ftl": "<#macro m><d/></#macro><#function n><d/></#function><r><s/></r>",
		"a.hbs": "{{#*inline \"m\"}}<d/>{{/inline}}<r><s/></r>",
	} {
		d, err := Parse(name, []byte(text))
		if err != nil || len(d.Others()) > 0 || d.First("/r/s") == nil {
			t.Errorf("%s: %v, %d others", name, err, len(d.Others()))
		}
	}
	if _, err := Parse("a.j2", []byte("{% if a %}<d/>{% endif %}<r/>")); err == nil {
		t.Error("a root element under a condition beside another: no error")
	}
}

// TestTemplatesAreReadStrictly: what code stands for is not judged, the rest of a template is, and errors are where
// they are in the file.
func TestTemplatesAreReadStrictly(t *testing.T) {
	for text, want := range map[string]string{
		"<?xml version=\"1.0\" encoding=\"<%= @e %>\"?>\n<a/>":                  "",
		"{# managed #}\n<?xml version='1.0'?>\n<a/>":                            "",
		"<% if @a %><!DOCTYPE a><% else %><!DOCTYPE a SYSTEM 'b'><% end %><a/>": "",
		"<a b='1'<% if @c %>c='2'<% end %>d='3'/>":                              "",
		"<a b='1'{{ c }}/>": "",
		"<a>\n<% if @a %><b c='1'/><% else %><b c='2'/><% end %></a>": "",
		"<a <% if @a %>b='1'<% else %>b='2'<% end %>/>":               "",
		"<a <% if @a %>b='1'<% end %> b='2'/>":                        "1:30: attribute b is given twice in <a>",
		"<%# x %>\n<a b='1'c='2'/>":                                   "2:9: no blank between two attributes; a quote inside a value is written &quot;",
		"<%# x %>\n<?xml version='3.0'?>\n<a/>":                       "2:16: the version of XML is neither 1.0 nor 1.1",
		"<a>\n<%= @b %> & <%= @c %></a>":                              "2:11: an & that starts no known entity: write &amp; for the character itself",
		"<a>\n<%= @b %>\x01</a>":                                      "2:10: a control character that XML does not allow",
		"{% if a %}<a>{% else %}<a b='1'>{% endif %}\n<c d=e/></a>":   "2:6: an attribute value without quotes",
	} {
		_, err := Parse("x", []byte(text))
		got := ""
		if err != nil {
			got = strings.TrimPrefix(err.Error(), "read x:")
		}
		if got != want {
			t.Errorf("%s:\n%s\nwant\n%s", text, got, want)
		}
	}
}

// TestAttributesByDefault: an attribute that the DOCTYPE gives counts as others do, and is not edited.
func TestAttributesByDefault(t *testing.T) {
	d, err := Parse("x", []byte("<!DOCTYPE a [<!ATTLIST b c CDATA 'd' e CDATA 'f'>]>\n<a><b e='g'/><b/></a>"))
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []string{"e=g c=d", "c=d e=f"} {
		b := d.Find("/a/b")[i]
		var got []string
		for _, a := range b.Attrs() {
			got = append(got, a.Name+"="+a.Value)
			if d.Slice(a.ValueSpan) != a.Value || d.Editable(a.Span) == a.Default {
				t.Errorf("%s: value %q, editable %v", a.Name, d.Slice(a.ValueSpan), d.Editable(a.Span))
			}
		}
		if strings.Join(got, " ") != want {
			t.Errorf("attributes %s, want %s", got, want)
		}
	}
	edits := []Edit{d.AddAttr(d.Find("/a/b")[0], "", "n", "1"), d.AddAttr(d.Find("/a/b")[1], "c", "n", "2")}
	out, err := d.Apply(edits)
	if err != nil || !strings.HasSuffix(string(out), `<a><b e='g' n="1"/><b n="2"/></a>`) {
		t.Errorf("%v\n%s", err, out)
	}
	if _, err := d.Prove(edits, out); err != nil {
		t.Error(err)
	}
}
