package rules_test

import (
	"fmt"
	"strings"
	"testing"
)

// axis is an axis2 configuration with settings from line 2 on.
func axis(settings string) string { return "<axisconfig>\n" + settings + "</axisconfig>\n" }

const (
	negotiate       = `  <parameter name="httpContentNegotiation">%s</parameter>` + "\n"
	negotiateBlock  = "\n  <!-- Write a response in the media type that the Accept header of the request asks for. -->\n" + `  <parameter name="httpContentNegotiation">true</parameter>` + "\n"
	negotiateAbsent = "httpContentNegotiation is not set, which means off; 4.4.3 ships with true."
	negotiateTurn   = " [unsafe: set httpContentNegotiation to true]\n"
	negotiateRemove = " [unsafe: remove the httpContentNegotiation that does not count]\n"
	passThroughHTTP = `  <transportReceiver name="http" class="org.apache.synapse.transport.passthru.PassThroughHttpListener"/>` + "\n"
)

func TestHTTPContentNegotiation(t *testing.T) {
	const (
		one     = `  <parameter name="hotupdate">true</parameter>` + "\n"
		expose  = `  <parameter name="exposeServiceMetadata">true</parameter>` + "\n"
		last    = `  <parameter name="disableREST" locked="false">false</parameter>` + "\n"
		false1  = "httpContentNegotiation is %s; 4.4.3 ships with true."
		blanks  = "httpContentNegotiation is %s, which the server reads as off because of the blanks; 4.4.3 ships with true."
		odd     = "httpContentNegotiation is %s, which the server reads as off: only true, yes and 1 are on. 4.4.3 ships with true."
		again   = "httpContentNegotiation is given more than once; the server reads the last one, on line %d, and ignores this one."
		byLock  = "httpContentNegotiation is given more than once; the server reads the locked one, on line %d, and ignores this one."
		refused = "httpContentNegotiation is locked here and on line %d already; axis2 refuses a second locked parameter."
		add     = " [safe: add httpContentNegotiation with true]\n"
	)
	set := func(v string) string { return fmt.Sprintf(negotiate, v) }
	locked := func(v string) string {
		return `  <parameter name="httpContentNegotiation" locked="true">` + v + "</parameter>\n"
	}
	tests := []struct{ name, file, want, fixed string }{
		{"true", axis(set("true")), "", ""},
		{"yes", axis(set("YES")), "", ""},
		{"one", axis(set("1")), "", ""},
		{"in CDATA", axis(set("<![CDATA[True]]>")), "", ""},
		{"absent", axis(one + expose + last), "1:1 warning " + negotiateAbsent + add, axis(one + expose + negotiateBlock + last)},
		{"absent, no exposeServiceMetadata", axis(one + last), "1:1 warning " + negotiateAbsent + add, axis(one + last + negotiateBlock)},
		{
			"absent, parameters of others only", axis("  <module ref=\"addressing\"/>\n  <transportReceiver name=\"http\" class=\"x\">\n  " + set("true") + "  </transportReceiver>\n"),
			"1:1 warning " + negotiateAbsent + add,
			axis("  <module ref=\"addressing\"/>\n  <transportReceiver name=\"http\" class=\"x\">\n  " + set("true") + "  </transportReceiver>\n" + strings.TrimPrefix(negotiateBlock, "\n")),
		},
		{"absent, nothing in it", "<axisconfig/>", "1:1 warning " + negotiateAbsent + add, "<axisconfig>\n" + strings.ReplaceAll(strings.TrimPrefix(negotiateBlock, "\n"), "  <", "    <") + "</axisconfig>"},
		{"absent, CRLF", strings.ReplaceAll(axis(expose), "\n", "\r\n"), "1:1 warning " + negotiateAbsent + add, strings.ReplaceAll(axis(expose+negotiateBlock), "\n", "\r\n")},
		{
			"in a comment only", axis(expose + "  <!--parameter name=\"httpContentNegotiation\">true</parameter-->\n"),
			"1:1 warning httpContentNegotiation is only in a comment (line 3), which means off; 4.4.3 ships with true." + add,
			axis(expose + negotiateBlock + "  <!--parameter name=\"httpContentNegotiation\">true</parameter-->\n"),
		},
		{"false", axis(set("false")), "2:3 warning " + fmt.Sprintf(false1, "false") + negotiateTurn, axis(set("true"))},
		{"No", axis(set("No")), "2:3 warning " + fmt.Sprintf(false1, "No") + negotiateTurn, axis(set("true"))},
		{"blanks", axis(set(" true ")), "2:3 warning " + fmt.Sprintf(blanks, `" true "`) + negotiateTurn, axis(set("true"))},
		{"line end", axis(set("1\n")), "2:3 warning " + fmt.Sprintf(blanks, `"1\n"`) + negotiateTurn, axis(set("true"))},
		{"typo", axis(set("ture")), "2:3 warning " + fmt.Sprintf(odd, `"ture"`) + negotiateTurn, axis(set("true"))},
		{"on", axis(set("on")), "2:3 warning " + fmt.Sprintf(odd, `"on"`) + negotiateTurn, axis(set("true"))},
		{"empty", axis("  <parameter name=\"httpContentNegotiation\"/>\n"), "2:3 warning " + fmt.Sprintf(odd, `""`) + negotiateTurn, axis(set("true"))},
		{"false with blanks", axis(set(" false")), "2:3 warning " + fmt.Sprintf(odd, `" false"`) + negotiateTurn, axis(set("true"))},
		{
			"an element inside", axis(set("<on>true</on>")),
			"2:3 warning httpContentNegotiation contains an element instead of a word, which the server reads as off; 4.4.3 ships with true.\n", "",
		},
		{"another case of the name", axis(`  <parameter name="HttpContentNegotiation">true</parameter>` + "\n"), "1:1 warning " + negotiateAbsent + add, axis(`  <parameter name="HttpContentNegotiation">true</parameter>` + "\n" + negotiateBlock)},
		{"duplicates that agree", axis(set("true") + set("yes")), "", ""},
		{"duplicates that are both off", axis(set("no") + one + set("false")), "4:3 warning " + fmt.Sprintf(false1, "false") + negotiateTurn, axis(set("true") + one + set("true"))},
		{"three, of which one is on", axis(set("true") + set("0") + set("false")), "2:3 warning " + fmt.Sprintf(again, 4) + negotiateRemove + "4:3 warning " + fmt.Sprintf(false1, "false") + negotiateTurn, axis(set("true") + set("true"))},
		{"duplicates, one unknown", axis(set("{{ a }}") + set("false")), "3:3 warning " + fmt.Sprintf(false1, "false") + negotiateTurn + "2:3 unknown <parameter> is given by a template expression\n", axis(set("{{ a }}") + set("true"))},
		{"duplicates, the last is true", axis(set("false") + set("true")), "2:3 warning " + fmt.Sprintf(again, 3) + negotiateRemove, axis(set("true"))},
		{
			"duplicates, the last is false", axis(set("true") + one + set("false")),
			"2:3 warning " + fmt.Sprintf(again, 4) + negotiateRemove + "4:3 warning " + fmt.Sprintf(false1, "false") + negotiateTurn,
			axis(one + set("true")),
		},
		{"a locked one holds", axis(locked("true") + set("false")), "3:3 warning " + fmt.Sprintf(byLock, 2) + negotiateRemove, axis(locked("true"))},
		{"a locked last one", axis(set("false") + locked("true")), "2:3 warning " + fmt.Sprintf(again, 3) + negotiateRemove, axis(locked("true"))},
		{"two locked ones", axis(locked("true") + locked("true")), "3:3 error " + fmt.Sprintf(refused, 2) + negotiateRemove, axis(locked("true"))},
		{
			"locked, but not by the word that counts", axis(strings.Replace(locked("true"), `"true"`, `"True"`, 1) + set("yes")), "", "",
		},
		{"pass-through, absent", axis(expose + passThroughHTTP), "1:1 info " + negotiateAbsent + " [unsafe: add httpContentNegotiation with true]\n", axis(expose + negotiateBlock + passThroughHTTP)},
		{"pass-through, false", axis(set("false") + passThroughHTTP), "2:3 info " + fmt.Sprintf(false1, "false") + negotiateTurn, axis(set("true") + passThroughHTTP)},
		{"pass-through in a comment", axis(set("false") + "<!--" + passThroughHTTP + "-->"), "2:3 warning " + fmt.Sprintf(false1, "false") + negotiateTurn, axis(set("true") + "<!--" + passThroughHTTP + "-->")},
		{"not axis2", "<Server/>\n", "1:1 unknown not the file its name says: see xml-syntax\n", ""},
		{"placeholder", axis(set("${negotiate}")), "2:3 unknown <parameter> is given by a placeholder\n", ""},
		{"expression", axis(set("{{ negotiate }}")), "2:3 unknown <parameter> is given by a template expression\n", ""},
		{"both arms", axis("{% if a %}\n" + set("true") + "{% else %}\n" + set("false") + "{% endif %}\n"), "5:3 warning " + fmt.Sprintf(false1, "false") + negotiateTurn, axis("{% if a %}\n" + set("true") + "{% else %}\n" + set("true") + "{% endif %}\n")},
		{"one arm", axis("<% if @a -%>\n" + set("true") + "<% end -%>\n"), "3:3 unknown httpContentNegotiation is there only under if @a\n", ""},
		{"always and in an arm", axis(set("true") + "<% if @a -%>\n" + set("false") + "<% end -%>\n"), "4:3 unknown httpContentNegotiation is given more than once, and here only under if @a\n", ""},
		{"name by expression", axis("<% @p.each do |k, v| -%>\n<parameter name=\"<%= k %>\"><%= v %></parameter>\n<% end -%>\n"), "3:1 unknown template code gives the name of a parameter, which may be httpContentNegotiation\n", ""},
		{"settings by expression", axis("<%= @parameters %>\n"), "1:1 unknown template code may add elements to <axisconfig>, among them httpContentNegotiation\n", ""},
		{
			"absent, parameters under conditions", axis(one + "{% if a %}\n" + expose + "{% endif %}\n"), "1:1 warning " + negotiateAbsent + add,
			axis(one + negotiateBlock + "{% if a %}\n" + expose + "{% endif %}\n"),
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := judge(t, "http-content-negotiation", map[string]string{"axis2/axis2.xml": tt.file})
			if got := inShort(r); got != tt.want {
				t.Errorf("got\n%swant\n%s", got, tt.want)
			}
			want := tt.fixed
			if want == "" {
				want = tt.file
			}
			if got := fixAll(t, r, "axis2/axis2.xml", true); got != want {
				t.Errorf("fixed\n%swant\n%s", got, want)
			}
		})
	}
}

// TestHTTPContentNegotiationClient holds that axis2_client.xml, which is false in
// every release, is left alone.
func TestHTTPContentNegotiationClient(t *testing.T) {
	files := map[string]string{"axis2/axis2_client.xml": axis(fmt.Sprintf(negotiate, "false")), "axis2/axis2.xml": axis(fmt.Sprintf(negotiate, "true"))}
	if got := inShort(judge(t, "http-content-negotiation", files)); got != "" {
		t.Errorf("got\n%s", got)
	}
}

// TestHTTPContentNegotiationEffect holds what is said of a server whose
// transport decides the content type.
func TestHTTPContentNegotiationEffect(t *testing.T) {
	r := judge(t, "http-content-negotiation", map[string]string{"axis2/axis2.xml": axis(passThroughHTTP)})
	const want = "The pass-through transport is in use (repository/conf/axis2/axis2.xml:2) and decides the content type of a response itself; products built on it ship with this off."
	if len(r.Findings) != 1 || r.Findings[0].Effect != want {
		t.Errorf("got\n%s", describe(r))
	}
}
