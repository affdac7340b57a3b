package template

import "testing"

func TestMasked(t *testing.T) {
	for _, tt := range []struct{ name, text, want string }{
		{"text", "<a>{{ b }}</a>", "<a>       </a>"},
		{"multi-byte", "<a>é{{ 'ü' }}é</a>", "<a>é          é</a>"},
		{"line ends", "<a>{{ b\r\n| c\r }}</a>", "<a>    \r\n   \r   </a>"},
		{"before the declaration", "{% set a = 1 %}<?xml version=\"1.0\"?><a/>", "               <?xml version=\"1.0\"?><a/>"},
		{"value in quotes", `<a b="{{ "c" }}"/>`, `<a b="         "/>`},
		{"value without quotes", "<a b={{ c }} d=<%=e%>/>", `<a b="     " d="    "/>`},
		{"value of two expressions", "<a b={{ c }}{{ d }}/>", `<a b="            "/>`},
		{"value under a condition", `<a b={% if c %}"d"{% endif %}/>`, `<a b=          "d"           />`},
		{"element name", "<{{tag}}>b</{{tag}}>", "<xxxxxxx>b</xxxxxxx>"},
		{"end of an element name", "<a{{n}}>b</a{{n}}>", "<axxxxx>b</axxxxx>"},
		{"attributes against the name", "<a{{n}}>b</a>", "<a     >b</a>"},
		{"attributes against the name, empty element", "<a{{n}}/>", "<a     />"},
		{"element name under a condition", "<{% if a %}b{% else %}c{% endif %} d=''/>", "<xxxxxxxxxxbxxxxxxxxxxcxxxxxxxxxxx d=''/>"},
		{"condition after the name", "<a{% if b %} c='d'{% endif %}/>", "<a           c='d'           />"},
		{"attribute name", `<a {{n}}="1" x{{n}}y="2" {{n}}{{m}} = "3"/>`, `<a xxxxx="1" xxxxxxy="2" xxxxxxxxxx = "3"/>`},
		{"attributes", `<a {{n}} {{n}} b="1" {{m}}/>`, `<a             b="1"      />`},
		{"markup in code", `<a><%= "<b c='" %></a>`, `<a>               </a>`},
		{"code in a value with the other quote", `<a b='{{ "it's" }}'/>`, `<a b='            '/>`},
		{"comment", "<!-- <a {{n}}=\"1\"> --><b>{{ c }}</b>", "<!-- <a      =\"1\"> --><b>       </b>"},
		{"no end of a comment", "<!--> {{n}}=1 --><b {{ c }}=\"\"/>", "<!-->      =1 --><b xxxxxxx=\"\"/>"},
		{"CDATA", "<a><![CDATA[<b {{n}}=\"1\">]]></a>", "<a><![CDATA[<b      =\"1\">]]></a>"},
		{"doctype", "<!DOCTYPE a [<!ENTITY b \"{{ c }}\">]><a {{n}}=''/>", "<!DOCTYPE a [<!ENTITY b \"       \">]><a xxxxx=''/>"},
		{"literal opener", "<a><!-- <%% --><%= b %></a>", "<a><!-- <%% -->        </a>"},
		{"literal closer", "<a><% b = '%%>' %></a>", "<a>               </a>"},
		{"stray less-than", "<a> < {{ b }}</a>", "<a> <        </a>"},
		{"unclosed opener before code", "<!-- <% -->{{ a }}<%= b %>", "<!-- <% -->               "},
		{"unclosed curly opener before code", "<!-- {{ it's --> {{ b }}", "<!-- {{ it's -->        "},
		{"comment with blanks", "<a>{# b #}</a>", "<a>       </a>"},
		{"comment without blanks in Jinja", "<a>{#b#}{% c %}</a>", "<a>            </a>"},
		{"backslash", `<a>\{{ b }}{{ c }}</a>`, `<a>\{{ b }}       </a>`},
		{"header of Ansible alone", "#jinja2: trim_blocks: False\n<a/>", "                           \n<a/>"},
		{"Handlebars comments", "{{!a}}{{!-- {{b}} --}}<a/>", "                      <a/>"},
		{"JSON around", `{"a":{{b}},"c":{"d":{{{e}}}}}`, `{"a":     ,"c":{"d":       }}`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := Scan(tt.text).Masked()
			if got != tt.want {
				t.Errorf("\n in %q\ngot %q\nwant %q", tt.text, got, tt.want)
			}
			checkShape(t, tt.text, got)
		})
	}
}

func TestMaskedFirst(t *testing.T) {
	for _, tt := range []struct {
		text, want string
		broken     bool // Masked is not well-formed
	}{
		{"<% if a %><s x='1'><% else %>\n<s x='2'><% end %></s>", "          <s x='1'>          \n                  </s>", true},
		{"{% if a %}<s>{% elif b %}<s>{% else %}<s>{% endif %}</s>", "          <s>                                       </s>", true},
		{"{{#a}}<s>{{/a}}{{^a}}<s>{{/a}}</s>", "      <s>                     </s>", true},
		{"<% case a %><% when 1 %><s><% else %><s><% end %></s>", "                        <s>                      </s>", true},
		{"<a b={% if c %}'1'{% else %}'2'{% endif %}/>", "<a b=          '1'                        />", true},
		{"{% for a in b %}<c/>{% else %}<d/>{% endfor %}", "                <c/>                          ", false},
		{
			"{% if a %}<s>{% if b %}1{% else %}2{% endif %}{% else %}{% if c %}{% else %}{% endif %}<s>{% endif %}</s>",
			"          <s>          1                                                                             </s>", true,
		},
		{"<s>{{ a }}{% if b %}c{% endif %}</s>", "<s>                 c           </s>", false},
	} {
		c := Scan(tt.text)
		got, _ := c.MaskedFirst()
		if got != tt.want {
			t.Errorf("\n in %q\ngot %q\nwant %q", tt.text, got, tt.want)
		}
		checkShape(t, tt.text, got)
		if err := wellFormed(got); err != nil {
			t.Errorf("%s: %v", got, err)
		}
		if err := wellFormed(c.Masked()); (err != nil) != tt.broken {
			t.Errorf("%s: %v", c.Masked(), err)
		}
	}
}
