package suppress

import (
	"slices"
	"strings"
	"testing"

	"github.com/carbonlint/carbonlint/internal/xmldoc"
)

func TestParse(t *testing.T) {
	for _, test := range []struct {
		comment, ids, reason, until, wrong string
	}{
		{" carbonlint-ignore a: why not ", "a", "why not", "", ""},
		{"carbonlint-ignore a:b", "a", "b", "", ""},
		{" carbonlint-ignore a,b , c: x: y, z ", "a b c", "x: y, z", "", ""},
		{"\n\tcarbonlint-ignore\n\ta,\n\tb: one\r\n\ttwo\n", "a b", "one two", "", ""},
		{" carbonlint-ignore a: migrated later until 2027-03-31 ", "a", "migrated later", "2027-03-31", ""},
		{" carbonlint-ignore a: migrated later [until 2027-03-31] ", "a", "migrated later", "2027-03-31", ""},
		{" carbonlint-ignore a: migrated later [ Until 2027-03-31 ]", "a", "migrated later", "2027-03-31", ""},
		{" carbonlint-ignore a: migrated later until 2027-03-31.", "a", "migrated later", "2027-03-31", ""},
		{" carbonlint-ignore a: until 2027-03-31 we wait", "a", "until 2027-03-31 we wait", "", ""},
		{" carbonlint-ignore a: wait until tomorrow", "a", "wait until tomorrow", "", ""},
		{" carbonlint-ignore a: not read until 4.5.0", "a", "not read until 4.5.0", "", ""},
		{" carbonlint-ignore a: x until 2027/03/31", "a", "x", "2027/03/31", "2027/03/31 is not a date: write it as in until 2027-03-31"},
		{" carbonlint-ignore a: x until 31.3.2027", "a", "x", "31.3.2027", "31.3.2027 is not a date: write it as in until 2027-03-31"},
		{" carbonlint-ignore a: x [until 2027-02-29]", "a", "x", "2027-02-29", "2027-02-29 is not a date: write it as in until 2027-03-31"},
		{" carbonlint-ignore a: x [until March]", "a", "x", "March", "March is not a date: write it as in until 2027-03-31"},
		{" carbonlint-ignore a: x [until]", "a", "x", "nothing", "nothing is not a date: write it as in until 2027-03-31"},
		{" carbonlint-ignore a: until 2027-03-31", "a", "", "2027-03-31", "no reason is given: write carbonlint-ignore RULE: reason"},
		{" carbonlint-ignore a: [until 2027-03-31]", "a", "", "2027-03-31", "no reason is given: write carbonlint-ignore RULE: reason"},
		{" carbonlint-ignore a: ", "a", "", "", "no reason is given: write carbonlint-ignore RULE: reason"},
		{" carbonlint-ignore a why not", "a why not", "", "", "no reason is given: write carbonlint-ignore RULE: reason"},
		{" carbonlint-ignore : why not", "", "why not", "", "no rule is named: write carbonlint-ignore RULE: reason"},
		{" carbonlint-ignore", "", "", "", "no rule is named: write carbonlint-ignore RULE: reason"},
		{" carbonlint-ignore-line a: b", "", "", "", "no such comment: write carbonlint-ignore RULE: reason"},
		{" Carbonlint-Ignore a: b", "", "", "", "no such comment: write carbonlint-ignore RULE: reason"},
		{" carbonlint-disable a", "", "", "", "no such comment: write carbonlint-ignore RULE: reason"},
	} {
		if !isDirective(test.comment) {
			t.Errorf("%q is not a directive", test.comment)
		}
		d := parse(test.comment)
		if got := strings.Join(d.ids, " "); got != test.ids || d.reason != test.reason || d.until != test.until || d.wrong != test.wrong {
			t.Errorf("%q: rules %q, reason %q, until %q, wrong %q", test.comment, got, d.reason, d.until, d.wrong)
		}
	}
	for _, comment := range []string{"", " ", "carbonlint", " carbonlint says no", "see carbonlint-ignore", "<a>carbonlint-ignore</a>"} {
		if isDirective(comment) {
			t.Errorf("%q is a directive", comment)
		}
	}
}

func TestParseFindsTheList(t *testing.T) {
	comment := "\n carbonlint-ignore\t a, b ,c : x"
	d := parse(comment)
	if got := comment[d.start:d.end]; got != "a, b ,c" {
		t.Errorf("list %q", got)
	}
}

func FuzzComments(f *testing.F) {
	for _, src := range []string{
		"<a>\n <!-- carbonlint-ignore x, y: z [until 2027-03-31] -->\n <b/>\n</a>",
		"<!-- carbonlint-ignore x: z --><a/><!-- carbonlint-ignore x: z -->",
		"<?xml version='1.0'?><!DOCTYPE a><!-- carbonlint-ignore x: z --><a>",
		"<% if x %><!-- carbonlint-ignore x: z -->\r\n<% end %><a><!--carbonlint-:--></a>",
		"<a>t<!-- carbonlint-ignore x: z -->t<!----><b/></a>",
		"<!--->", "<!", "<?",
	} {
		f.Add([]byte(src))
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		doc, _ := xmldoc.Parse("a.xml", src)
		for _, c := range comments(doc) {
			inner := strings.TrimSuffix(strings.TrimPrefix(doc.Slice(c.span), opening), closing)
			list := inner[c.start:c.end]
			for _, id := range c.ids {
				if !strings.Contains(strings.Join(strings.Fields(list), " "), id) {
					t.Errorf("rule %q is not in the list %q", id, list)
				}
			}
			if c.wrong == "" && (len(c.ids) == 0 || c.reason == "") {
				t.Errorf("%q is taken to be right", inner)
			}
			if c.region.Start < 0 || c.region.End > len(doc.Text())+1 {
				t.Errorf("region %v", c.region)
			}
			edit := removal(doc, c.span)
			if !edit.Span.Contains(c.span) || strings.TrimSpace(doc.Text()[edit.Span.Start:c.span.Start]+doc.Text()[c.span.End:edit.Span.End]) != "" {
				t.Errorf("the removal takes %q", doc.Slice(edit.Span))
			}
			if c.region.Len() == 0 || !doc.Editable(edit.Span) {
				continue // never removed
			}
			out, err := doc.Apply([]xmldoc.Edit{edit})
			if err != nil {
				continue // a character that the encoding lacks
			}
			if _, err := doc.Prove([]xmldoc.Edit{edit}, out); err != nil {
				t.Error(err)
			}
		}
		if !slices.IsSortedFunc(comments(doc), func(a, b comment) int { return a.span.Start - b.span.Start }) {
			t.Error("out of order")
		}
	})
}
