package template

import (
	"slices"
	"strings"
	"testing"
)

// TestReadings hides branches only where each holds a part of one element, and then one branch stays. A template
// that opens its root element in two branches still has the branches of its other ifs read.
func TestReadings(t *testing.T) {
	for _, tt := range []struct {
		name, text, want string
		hidden, more     int // branches that are blanked out, and those of them with more in it
	}{
		{
			"the example", "<% if @s %><C p='1'><% else %><C p='2'><% end %><% if @log %><V/><% end %></C>",
			"           <C p='1'>                                         <V/>         </C>", 1, 0,
		},
		{
			"start tag", "<% if a %><s x='1'><% else %><s><% end %><% if b %><b/><% else %><c/><% end %></s>",
			"          <s x='1'>                                <b/>          <c/>         </s>", 1, 0,
		},
		{
			"start tag and end tag", "{% if a %}<s>{% else %}<r>{% endif %}<b/>{% if a %}</s>{% else %}</r>{% endif %}",
			"          <s>                        <b/>          </s>                         ", 2, 0,
		},
		{
			"nested", "{% if a %}{% if b %}<s>{% else %}<s>{% endif %}{% else %}{% if c %}<s>{% else %}<s>{% endif %}{% endif %}</s>",
			"                    <s>                                                                                  </s>", 2, 0,
		},
		{
			"elements beside it", "{% if a %}<s><b/>{% else %}<c/><s>{% endif %}</s>",
			"          <s><b/>                            </s>", 1, 1,
		},
		{
			"half a start tag", "<% if a %><s x='1'<% else %><s x='2'<% end %> y='3'/>",
			"          <s x='1'                            y='3'/>", 1, 0,
		},
		{
			"only in the else", "{% if a %}{% else %}<s>{% endif %}<b/></s>",
			"                    <s>           <b/></s>", 0, 0,
		},
		{
			"first branch with a comment", "{% if a %}<!-- s -->{% else %}<s>{% endif %}<b/></s>",
			"                              <s>           <b/></s>", 1, 0,
		},
		{
			"two ifs side by side", "<% if a %><s x='1'><% end %>\n<% if !a %><s><% end %><b/><% if a %></s><% end %><% if !a %></s><% end %>",
			"          <s x='1'>         \n                       <b/>          </s>                                 ", 2, 0,
		},
		{
			"two ifs, two elements", "<a><% if a %><s><% end %><b/><% if b %><s><% end %>{}</s></s></a>",
			"<a>          <s>         <b/>          <s>         {}</s></s></a>", 0, 0,
		},
		{
			"values", "<a b={% if c %}'1'{% else %}'2'{% endif %} {% if c %}d='1'{% else %}d='2'{% endif %}/>",
			"<a b=          '1'                                   d='1'          d='2'           />", 1, 0,
		},
		{
			"whole elements", "<s>{% if a %}<b><c/></b>{% else %}<b/>{% endif %}</s>",
			"<s>          <b><c/></b>          <b/>           </s>", 0, 0,
		},
		{
			"tags in comments", "<s>{% if a %}<!-- <b> -->{% else %}<!-- <c>{% endif %} --></s>",
			"<s>          <!-- <b> -->          <!-- <c>            --></s>", 0, 0,
		},
		{
			"a case", "<% case a %><% when 1 %><s><% when 2 %><s><c/><% else %><s><% end %></s>",
			"                        <s>                                         </s>", 2, 1,
		},
		{
			"an else in the tag that ends it", "<s<% if a { %><% else } %>></s>",
			"<s                        ></s>", 0, 0,
		},
		{
			"a section and its inverse", "{{#a}}<s>{{/a}}{{^a}}<s>{{/a}}</s>",
			"      <s>                     </s>", 1, 0,
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			readings := Scan(tt.text).Readings()
			if len(readings) != 1 {
				t.Fatalf("%d readings", len(readings))
			}
			got, hidden := readings[0].Masked(), readings[0].Hidden
			if got != tt.want {
				t.Errorf("\n in %q\ngot %q\nwant %q", tt.text, got, tt.want)
			}
			checkShape(t, tt.text, got)
			more := 0
			for _, h := range hidden {
				if h.More {
					more++
				}
			}
			if len(hidden) != tt.hidden || more != tt.more {
				t.Errorf("%d hidden, %d with more: %v", len(hidden), more, hidden)
			}
		})
	}
	var plain *Code
	if plain.Readings() != nil {
		t.Error("a nil Code is not a plain file")
	}
}

// TestReadingsOfRoots has a reading for each root element that a template chooses from, in which the branches of the
// others are blank.
func TestReadingsOfRoots(t *testing.T) {
	for _, tt := range []struct {
		name, text string
		want       []string
	}{
		{
			"if and else", "{% if a %}<r>{% if b %}<b/>{% else %}<c/>{% endif %}</r>{% else %}<r/>{% endif %}",
			[]string{
				"          <r>          <b/>          <c/>           </r>                         ",
				"                                                                  <r/>           ",
			},
		},
		{
			"two ifs", "<?xml version='1.0'?>{% if a %}<r/>{% endif %} {% if not a %}<!-- c --><r><b/></r>{% endif %}",
			[]string{
				"<?xml version='1.0'?>          <r/>                                                          ",
				"<?xml version='1.0'?>                                        <!-- c --><r><b/></r>           ",
			},
		},
		{
			"ifs in ifs", "{% if a %}{% if b %}<r>{% else %}<r x=''>{% endif %}</r>{% else %}{% if b %}<s/>{% else %}<t/>{% endif %}{% endif %}",
			[]string{
				"                    <r>                             </r>                                                            ",
				"                                                                            <s/>                                    ",
				"                                                                                          <t/>                      ",
			},
		},
		{
			"one of them always", "{% if a %}<r/>{% endif %}<s/>",
			[]string{
				"          <r/>           <s/>",
				"                         <s/>",
			},
		},
		{
			"the others open the same element", "{% if a %}<r>{% else %}<r x=''>{% endif %}<b/>{% if a %}</r>{% endif %}{% if not a %}</r>{% endif %}",
			[]string{"          <r>                             <b/>          </r>                                        "},
		},
		{
			"two in one branch", "{% if a %}<r/><s/>{% endif %}",
			[]string{"          <r/><s/>           "},
		},
		{
			"none", "{% if a %}text{% else %}<!-- <r/> -->{% endif %}",
			[]string{"          text          <!-- <r/> -->           "},
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			for _, r := range Scan(tt.text).Readings() {
				got = append(got, r.Masked())
				checkShape(t, tt.text, r.Masked())
			}
			if !slices.Equal(got, tt.want) {
				t.Errorf("\n in %q\ngot %q\nwant %q", tt.text, got, tt.want)
			}
		})
	}
	many := Scan(strings.Repeat("{% if a %}<r/>{% endif %}", 10*MaxReadings))
	if n := len(many.Readings()); n <= MaxReadings || n > 2*MaxReadings {
		t.Errorf("%d readings", n)
	}
}
